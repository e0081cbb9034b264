// Undo Last Decision: takes back the last drop, keep or judgement of the corpus in front of the person.
import { isNode } from '../review/nodeChoice.ts';
import type { Services } from '../services.ts';
import { tell } from './run.ts';

export async function undoDecision(services: Services, first?: unknown): Promise<void> {
  const { review, tree, active } = services;
  const node = isNode(first) ? first : first === 'selection' ? tree.selection[0] : undefined;
  const inspected = tree.inspected;
  const corpus =
    node?.corpus ?? active.corpus() ?? review.drops.latest ?? (inspected.length === 1 ? inspected[0] : undefined);
  if (!corpus) return;
  try {
    await review.undo(corpus);
  } catch (error) {
    await tell(error, services.log);
  }
}
