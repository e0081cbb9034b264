// Which findings of a kind a person is asked about: drawn by hash, so that every one has the same chance, whoever draws.
import type { FindingKind } from '../../engine/report.ts';
import { sampleName } from '../../engine/review/history.ts';
import { bitOf } from '../../engine/review/state.ts';
import { hashString } from '../../engine/text/hash.ts';
import type { CorpusReview } from './corpusReview.ts';
import { namesOf } from './decided.ts';

/**
 * Rows with a finding of the kind, one per sample, at most `count`, in the order of a hash of kind, file, content and copy;
 * those that were judged are left out. Later draws go on where earlier ones ended.
 */
export function drawFindings(review: CorpusReview, kind: FindingKind, count: number): number[] {
  const { inspection, applied } = review;
  const { columns } = inspection;
  const bit = bitOf(kind);
  /** First row of the sample → its first row with the finding. */
  const found = new Map<number, number>();
  for (let row = 0; row < columns.length; row++) {
    if (((columns.findings[row] as number) & bit) === 0) continue;
    const sample = columns.sample[row] as number;
    const state = applied.states.get(sample);
    if (!found.has(sample) && !(state && (state.yes | state.no) & bit)) found.set(sample, row);
  }
  return namesOf(columns, new Set(found.keys()))
    .map(({ row, file, content, copy }) => {
      const [low, high] = hashString(`${kind}\n${review.fileOf(file).name}\n${sampleName(content)}\n${copy}`);
      return { row, key: high * 2 ** 20 + (low >>> 12) };
    })
    .sort((a, b) => a.key - b.key || a.row - b.row)
    .slice(0, Math.max(0, count))
    .map(({ row }) => found.get(row) as number);
}
