// Undo Last Decision: takes back the last drop, keep or judgement of the corpus in front of the person.
import { isNode } from '../review/nodeChoice.ts';
import type { Services } from '../services.ts';
import { tell } from './run.ts';

export async function undoDecision(services: Services, first?: unknown): Promise<void> {
  const { review, tree, active, log } = services;
  try {
    const [only, ...others] = tree.inspected;
    const node = isNode(first) ? first : first === 'selection' && others.length > 0 ? (await tree.selected())[0] : null;
    const corpus = node?.corpus ?? (others.length === 0 ? only : (active.corpus() ?? review.drops.latest));
    if (corpus) await review.undo(corpus);
  } catch (error) {
    await tell(error, log);
  }
}
