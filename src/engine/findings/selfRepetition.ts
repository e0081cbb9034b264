// self-repetition: a sample that repeats itself. Limits of Rae et al. 2021 (Gopher), table A1: top 2/3/4-gram character
// share above 0.20/0.18/0.16, duplicate lines above 0.30. At least 50 words, outside code.
import { ScratchSet } from '../sketch/scratchSet.ts';
import { eachWordGram } from '../text/grams.ts';
import { chain } from '../text/hash.ts';
import type { Prepared } from '../text/prepare.ts';
import type { LocalDetector, LocalFinding } from './local.ts';

const LIMITS: readonly (readonly [order: number, share: number])[] = [
  [2, 0.2],
  [3, 0.18],
  [4, 0.16],
];
const DUPLICATE_LINES = 0.3;
const MIN_WORDS = 50;

const scratch = new ScratchSet();

export const selfRepetitionInside: LocalDetector = (x, isCode) => {
  if (x.words.length < MIN_WORDS || (x.view !== 'text' && x.view !== 'response')) return null;
  const found = topGram(x) ?? duplicateLines(x);
  return found && !isCode() ? found : null;
};

function topGram(x: Prepared): LocalFinding | null {
  const { words } = x;
  let characters = 0;
  for (let i = 0; i < words.length; i++) characters += (words.end[i] as number) - (words.start[i] as number);
  if (!mayExceed(x, characters)) return null;
  for (const [order, limit] of LIMITS) {
    const found = topOf(x, order);
    if (!found) return null;
    const share = Math.min(1, (found.count * width(x, found.at, order)) / characters);
    if (share <= limit) continue;
    const segment = segmentOf(x, found.at);
    const start = words.start[found.at] as number;
    const end = words.end[found.at + order - 1] as number;
    const quoted = (x.segments[segment]?.text ?? '').slice(start, end).replace(/\s+/g, ' ');
    return {
      kind: 'self-repetition',
      message: `Self-repetition: "${quoted}" stands ${found.count} times, ${percent(share)} of the letters.`,
      score: share,
      segment,
      start,
      end,
    };
  }
  return null;
}

const COUNTERS = 1 << 12;
/** Per order, n-grams by hash alone: never less than the true count. */
const counters = LIMITS.map(() => new Uint16Array(COUNTERS));

/** A quick look over all orders at once; almost every sample ends here. */
function mayExceed(x: Prepared, characters: number): boolean {
  const { lo, start, end } = x.words;
  for (const c of counters) c.fill(0);
  const [pairs, triples, fours] = counters as [Uint16Array, Uint16Array, Uint16Array];
  const [ofPairs, ofTriples, ofFours] = LIMITS.map(([, limit]) => limit * characters) as [number, number, number];
  for (let s = 0; s < x.segments.length; s++) {
    const to = x.borders[s + 1] as number;
    for (let i = x.borders[s] as number; i + 1 < to; i++) {
      let hash = chain(lo[i] as number, lo[i + 1] as number);
      let letters = (end[i] as number) - (start[i] as number) + (end[i + 1] as number) - (start[i + 1] as number);
      if (bump(pairs, hash) * letters > ofPairs) return true;
      if (i + 2 >= to) break;
      hash = chain(hash, lo[i + 2] as number);
      letters += (end[i + 2] as number) - (start[i + 2] as number);
      if (bump(triples, hash) * letters > ofTriples) return true;
      if (i + 3 >= to) break;
      hash = chain(hash, lo[i + 3] as number);
      letters += (end[i + 3] as number) - (start[i + 3] as number);
      if (bump(fours, hash) * letters > ofFours) return true;
    }
  }
  return false;
}

/** Counts up to 65,535: enough to be beyond any limit. */
function bump(counts: Uint16Array, hash: number): number {
  const at = (hash >>> 8) & (COUNTERS - 1);
  const n = Math.min(0xffff, (counts[at] as number) + 1);
  counts[at] = n;
  return n;
}

/** The commonest n-gram of an order, the widest of several; null where none stands twice. */
function topOf(x: Prepared, order: number): { at: number; count: number } | null {
  scratch.clear();
  let count = 1;
  let at = -1;
  eachWordGram(x, order, (lo, hi, i) => {
    const n = scratch.add(lo, hi);
    if (n > count || (n === count && n > 1 && width(x, i, order) > width(x, at, order))) {
      count = n;
      at = i;
    }
  });
  return at < 0 ? null : { at, count };
}

function width(x: Prepared, at: number, order: number): number {
  let n = 0;
  for (let i = at; i < at + order; i++) n += (x.words.end[i] as number) - (x.words.start[i] as number);
  return n;
}

function segmentOf(x: Prepared, token: number): number {
  let s = 0;
  while (s + 1 < x.segments.length && (x.borders[s + 1] as number) <= token) s++;
  return s;
}

function duplicateLines(x: Prepared): LocalFinding | null {
  for (let segment = 0; segment < x.segments.length; segment++) {
    if ((x.borders[segment + 1] as number) - (x.borders[segment] as number) < MIN_WORDS) continue;
    const text = x.segments[segment]?.text ?? '';
    const lines = text.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line));
    const seen = new Set<string>();
    let again = 0;
    let first = '';
    for (const line of lines) {
      const key = line.trim();
      if (seen.has(key)) {
        again++;
        first ||= line;
      }
      seen.add(key);
    }
    const share = again / lines.length;
    if (share <= DUPLICATE_LINES) continue;
    const start = text.indexOf(first);
    return {
      kind: 'self-repetition',
      message: `Self-repetition: ${percent(share)} of the lines repeat an earlier line.`,
      score: share,
      segment,
      start,
      end: start + first.length,
    };
  }
  return null;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
