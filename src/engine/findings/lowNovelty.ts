// low-novelty: a kept text or response hardly any of whose 4-grams is its own.
import type { Covering } from '../scoring/cover.ts';
import { percent, placesOf, type RowHit, type ScoredRows, viewOf } from './rows.ts';

/** What counts as low where a sample is mostly code, as a share of the threshold for prose. */
const CODE_SHARE = 0.5;

/** Rows to flag; `threshold` is for prose, 0..1. */
export function lowNoveltyRows(rows: ScoredRows, redundant: (row: number) => boolean, threshold: number): number[] {
  const out: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    const view = viewOf(rows, row);
    if (view !== 'text' && view !== 'response') continue;
    const limit = rows.isCode[row] ? threshold * CODE_SHARE : threshold;
    // NaN (not defined) is never below.
    if ((rows.novelty[row] as number) < limit && !redundant(row)) out.push(row);
  }
  return out;
}

export function lowNovelty(rows: ScoredRows, row: number, coverings: readonly Covering[]): RowHit {
  const novelty = rows.novelty[row] as number;
  const covered = coverings.reduce((sum, c) => sum + c.share, 0);
  const where = placesOf(
    rows,
    coverings.map((c) => c.row),
    row,
  );
  const evidence =
    coverings.length === 0
      ? 'other samples hold the rest of its 4-grams'
      : `${percent(covered)} of its 4-grams are in ${where}`;
  return {
    kind: 'low-novelty',
    row,
    message: `Low novelty (${novelty.toFixed(2)}): ${evidence}.`,
    score: 1 - novelty,
    related: coverings,
  };
}
