// Openings: share of the samples that start with one of the 20 commonest first three words.
import type { Metric } from '../metric.ts';
import {
  addGram,
  decodeGrams,
  eachGram,
  encodeGrams,
  type GramTable,
  gramTable,
  mergeGrams,
  removeGram,
  subtractGrams,
} from '../sketch/gramTable.ts';
import { unigramSlots } from '../tallies/unigrams.ts';
import { chain } from '../text/hash.ts';
import type { Prepared } from '../text/prepare.ts';

const TOP = 20;

export const openings: Metric<GramTable> = {
  id: 'openings',
  version: 1,
  tallies: ['counts'],
  about: {
    label: 'Common openings',
    group: 'repetition',
    format: 'percent',
    better: 'lower',
    explains: 'Share of the samples that begin with one of the 20 commonest three-word openings.',
    source: 'count',
    cost: 'one table look-up per sample',
    sizeDependent: false,
    languages: 'any',
  },
  init: (env) => gramTable(unigramSlots(env)),
  add(s, x) {
    const opening = openingOf(x);
    if (opening) addGram(s, opening[0], opening[1], 3);
  },
  remove(s, x) {
    const opening = openingOf(x);
    if (opening) removeGram(s, opening[0], opening[1], 3);
  },
  merge: mergeGrams,
  subtract: subtractGrams,
  encode: encodeGrams,
  decode: decodeGrams,
  finish(s, tallies) {
    const { samples } = tallies.counts as { samples: number };
    if (samples === 0) return { value: null };
    const top = commonest(s);
    let sum = 0;
    for (const { count } of top) sum += count;
    const rows = top.map(({ label, count }) => ({ label, count, share: count / samples }));
    return { value: sum / samples, detail: { type: 'table', rows } };
  },
};

/** Lanes of the first three words of a sample; null for shorter ones. */
export function openingOf({ words }: Pick<Prepared, 'words'>): [lo: number, hi: number] | null {
  if (words.length < 3) return null;
  let lo = words.lo[0] as number;
  let hi = words.hi[0] as number;
  for (let i = 1; i < 3; i++) {
    lo = chain(lo, words.lo[i] as number);
    hi = chain(hi, words.hi[i] as number);
  }
  return [lo, hi];
}

/** The commonest openings, ties by hash; labels are hashes until the second pass has met their words. */
export function commonest(s: GramTable): { label: string; count: number }[] {
  const all: { label: string; count: number }[] = [];
  // What twenty others beat can never come back.
  let least = 1;
  eachGram(s, (tag, hi, _order, count) => {
    if (count < least) return;
    all.push({ label: openingLabel(tag, hi), count });
    if (all.length < TOP * 8) return;
    all.sort(byCount);
    all.length = TOP;
    least = (all[TOP - 1] as { count: number }).count;
  });
  return all.sort(byCount).slice(0, TOP);
}

const byCount = (a: { label: string; count: number }, b: { label: string; count: number }) =>
  b.count - a.count || (a.label < b.label ? -1 : 1);

/** What stands for an opening until its words are known. */
export function openingLabel(lo: number, hi: number): string {
  return `#${((lo & ~3) >>> 0).toString(16)}:${(hi >>> 0).toString(16)}`;
}
