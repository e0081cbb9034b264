// Cancel: the active corpus's inspection, or all of them when it has none.
import type { Services } from '../services.ts';

export function cancel({ active, corpora }: Services): void {
  const current = active.corpus();
  const running = current?.isRunning ? [current] : corpora.all();
  for (const corpus of running) corpus.cancel();
}
