// self-repetition: a sample that repeats itself. Limits of Rae et al. 2021 (Gopher), table A1: top 2/3/4-gram character
// share above 0.20/0.18/0.16, duplicate lines above 0.30. At least 50 words, outside code.
import { ScratchSet } from '../sketch/scratchSet.ts';
import { eachWordGram } from '../text/grams.ts';
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
  for (const [order, limit] of LIMITS) {
    scratch.clear();
    let best = 1;
    let bestAt = -1;
    eachWordGram(x, order, (lo, hi, at) => {
      const count = scratch.add(lo, hi);
      if (count > best || (count === best && count > 1 && width(x, at, order) > width(x, bestAt, order))) {
        best = count;
        bestAt = at;
      }
    });
    if (best < 2) return null;
    const share = Math.min(1, (best * width(x, bestAt, order)) / characters);
    if (share <= limit) continue;
    const segment = segmentOf(x, bestAt);
    const start = words.start[bestAt] as number;
    const end = words.end[bestAt + order - 1] as number;
    const quoted = (x.segments[segment]?.text ?? '').slice(start, end).replace(/\s+/g, ' ');
    return {
      kind: 'self-repetition',
      message: `Self-repetition: "${quoted}" stands ${best} times, ${percent(share)} of the letters.`,
      score: share,
      segment,
      start,
      end,
    };
  }
  return null;
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
