// Which of several repeats stay: one order of samples, and for every row that need not stay the kept row that covers it.
import { VIEW_NAMES } from '../sample.ts';
import { FirstRows } from '../sketch/firstRows.ts';
import { VERDICTS } from '../verify/verifier.ts';
import type { Likeness, Partner } from './nearDuplicate.ts';
import type { ScoredRows } from './rows.ts';

/**
 * 'first'; 'longest': most words; 'verified': verdict verified before not checkable before failed, and of the not checkable those
 * whose field `verified` is true; else those whose field has a value, as `preferred` tells. Ties go to the first.
 */
export type KeepPolicy = 'first' | 'longest' | 'verified' | `${string}=${string}`;

/** Negative where row a stays rather than row b. */
export type KeepOrder = (a: number, b: number) => number;

export interface KeepRule {
  readonly order: KeepOrder;
  /** How many kept rows have to cover a row before it may go; at least 1. */
  readonly keep: number;
  /** Rows that go whatever happens: they cover nobody. */
  readonly gone?: (row: number) => boolean;
  /** Rows that stay whatever happens: they come first. */
  readonly stays?: (row: number) => boolean;
}

export const KEEP_FIRST: KeepRule = { order: (a, b) => a - b, keep: 1 };

/** A shared system prompt or set of tools is no duplicate, and its words do not make a sample long. */
export const REPORTED: ReadonlySet<string> = new Set(['text', 'prompt', 'response']);

/** The order of a policy. It is one of whole samples, so that two samples never cover each other in different views. */
export function keepOrder(
  rows: Pick<ScoredRows, 'length' | 'sample' | 'view' | 'words' | 'preferred'> & {
    /** See engine/verify/summary's CheckColumns; null or absent where nothing was verified. */
    readonly verdict?: Uint8Array | null;
  },
  policy: KeepPolicy,
): KeepOrder {
  if (policy === 'first') return KEEP_FIRST.order;
  const { sample, preferred } = rows;
  const merit = policy === 'longest' ? wordsOfSamples(rows) : policy === 'verified' ? verifiedMerit(rows) : preferred;
  if (!merit) return KEEP_FIRST.order;
  const of = (row: number) => merit[sample[row] as number] as number;
  return (a, b) => of(b) - of(a) || a - b;
}

const VERIFIED = 1 + VERDICTS.indexOf('verified');
const FAILED = 1 + VERDICTS.indexOf('failed');

/** What was checked counts for more than what a field says. */
function verifiedMerit({ verdict, preferred }: Parameters<typeof keepOrder>[0]): Uint8Array | null {
  if (!verdict) return preferred;
  return verdict.map((is, row) => (is === VERIFIED ? 3 : is === FAILED ? 0 : 1 + (preferred?.[row] ?? 0)));
}

/** Words of the reported views of each sample, at its first row. */
function wordsOfSamples({ length, sample, view, words }: Parameters<typeof keepOrder>[0]): Float64Array {
  const sums = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    if (!REPORTED.has(VIEW_NAMES[view[row] as number] as string)) continue;
    const first = sample[row] as number;
    sums[first] = (sums[first] as number) + (words[row] as number);
  }
  return sums;
}

/**
 * The rows that need not stay, each with the kept row that covers it best. In the order of the rule a row stays unless `keep`
 * kept rows before it reach the threshold to it; rows with the same text reach 1.
 */
export function coveredRows(likeness: Likeness, { order, keep, gone, stays }: KeepRule): Map<number, Partner> {
  const rows = gone ? likeness.rows().filter((row) => !gone(row)) : likeness.rows();
  const rank = (row: number) => (stays?.(row) ? 0 : 1);
  if (order !== KEEP_FIRST.order || stays) rows.sort((a, b) => rank(a) - rank(b) || order(a, b));
  /** By the first copy of each text: its kept rows, and what covers its other copies. */
  const kept = new Map<number, number[]>();
  const coverOf = new Map<number, Partner>();
  const covered = new Map<number, Partner>();
  for (const row of rows) {
    const text = likeness.first(row);
    const cover = stays?.(row) ? undefined : (coverOf.get(text) ?? coverAmong(likeness, text, kept, keep));
    if (cover) {
      coverOf.set(text, cover);
      covered.set(row, cover);
      continue;
    }
    const same = kept.get(text);
    if (same) same.push(row);
    else kept.set(text, [row]);
  }
  return covered;
}

/** The best of the kept rows near a text; undefined where they are fewer than `keep`. */
function coverAmong(
  likeness: Likeness,
  text: number,
  kept: ReadonlyMap<number, readonly number[]>,
  keep: number,
): Partner | undefined {
  const same = kept.get(text);
  let best: Partner | undefined = same && { row: same[0] as number, jaccard: 1 };
  let n = same?.length ?? 0;
  for (const partner of n < keep ? likeness.partnersOf(text) : []) {
    const near = kept.get(partner.row);
    if (!near) continue;
    best ??= { row: near[0] as number, jaccard: partner.jaccard };
    n += near.length;
    if (n >= keep) break;
  }
  return n >= keep ? best : undefined;
}

/** The samples that need not stay because `keep` exact copies of them do: first row → first row of the copy that stays. */
export function coveredCopies(
  { length, sample, content }: Pick<ScoredRows, 'length' | 'sample' | 'content'>,
  { order, keep, gone, stays }: KeepRule,
): Map<number, number> {
  const first = new FirstRows(length);
  const groups = new Map<number, number[]>();
  for (let row = 0; row < length; row++) {
    const key = content[row] as number;
    if (sample[row] !== row || key === 0 || gone?.(row)) continue;
    const earlier = first.first(key, row);
    if (earlier === row) continue;
    const group = groups.get(earlier);
    if (group) group.push(row);
    else groups.set(earlier, [earlier, row]);
  }
  const covered = new Map<number, number>();
  const rank = (row: number) => (stays?.(row) ? 0 : 1);
  for (const rows of groups.values()) {
    rows.sort((a, b) => rank(a) - rank(b) || order(a, b));
    const [keeper, ...others] = rows as [number, ...number[]];
    for (const row of others.slice(keep - 1)) if (!stays?.(row)) covered.set(row, keeper);
  }
  return covered;
}
