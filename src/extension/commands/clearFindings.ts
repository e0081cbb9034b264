// Clear Findings: removes all of them from the editor, and forgets the corpora that no panel shows.
import type { Services } from '../services.ts';

export function clearFindings({ corpora, findings, panels }: Services): void {
  findings.clear();
  for (const corpus of corpora.all()) if (!panels.has(corpus)) corpora.remove(corpus);
}
