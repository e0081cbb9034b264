// Apply Decisions to the Document: what was dropped by hand while the file was not open goes from its text, as one edit.
import type { Services } from '../services.ts';
import { tell } from './run.ts';

export async function applyDecisions({ active, review, log }: Services): Promise<void> {
  const corpus = active.corpus();
  if (!corpus) return;
  try {
    await review.drops.apply(corpus);
  } catch (error) {
    await tell(error, log);
  }
}
