// From a choice to the samples that would go, each with its reason.
import { FINDING_KINDS } from '../../engine/report.ts';
import type { DropChoice, DroppedSample } from '../../protocol/reviewApi.ts';
import type { WorkerPool } from '../pool.ts';
import type { Inspection } from '../result.ts';
import type { ReadSample } from '../rowText.ts';
import type { Decided } from './decided.ts';

/** What a choice is resolved with. */
export interface DropParts {
  readonly pool: WorkerPool;
  readonly readSample: ReadSample;
  readonly signal?: AbortSignal | undefined;
}

/** In file order, each sample once. Rejects with 'cancelled'. */
export async function dropSet(
  { columns }: Inspection,
  choice: DropChoice,
  decided: Decided,
  _parts: DropParts,
): Promise<readonly DroppedSample[]> {
  const out: DroppedSample[] = [];
  const chosen = new Set((choice.rows ?? []).map((row) => columns.sample[row] as number));
  for (let row = 0; row < columns.length; row++) {
    if (columns.sample[row] !== row) continue;
    const [file, line] = [columns.file[row] as number, columns.line[row] as number];
    const kind = (choice.kinds ?? []).find(
      (k) =>
        ((columns.findings[row] as number) & ~(decided.kept[row] as number) & (1 << FINDING_KINDS.indexOf(k))) !== 0,
    );
    if (chosen.has(row)) out.push({ row, file, line, reason: 'choice' });
    else if (choice.decisions !== false && decided.dropped[row]) out.push({ row, file, line, reason: 'decision' });
    else if (kind) out.push({ row, file, line, reason: kind });
  }
  return out;
}
