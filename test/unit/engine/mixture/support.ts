// Small problems of choice for tests: items by number, each candidate a list of them.
import { type FieldValue, makeProblem, type Problem } from '../../../../src/engine/mixture/problem.ts';

export interface Small {
  /** Items of text of each candidate; each item once. */
  readonly candidates: readonly (readonly number[])[];
  readonly words: readonly number[];
  /** Samples of the real corpus that hold the item; 0 where absent. */
  readonly real?: readonly number[];
  readonly kinds?: readonly number[];
  readonly verified?: readonly number[];
  readonly values?: readonly FieldValue[];
  readonly realSamples?: number;
  /** Items from here on are values. Default: all are text. */
  readonly textItems?: number;
}

export function problemOf(small: Small): Problem {
  const { candidates, words, real = [], kinds = [], verified = [], values = [], realSamples = 10 } = small;
  const textItems = small.textItems ?? Math.max(0, ...candidates.flat(), real.length - 1) + 1;
  const synthetic = new Int32Array(textItems);
  for (const item of candidates.flat()) if (item < textItems) synthetic[item] = (synthetic[item] as number) + 1;
  const starts = [0];
  for (const items of candidates) starts.push((starts.at(-1) as number) + items.length);
  return makeProblem({
    starts: Uint32Array.from(starts),
    items: Uint32Array.from(candidates.flat()),
    words: Uint32Array.from(words),
    verified: Uint8Array.from(candidates, (_, i) => verified[i] ?? 0),
    counts: {
      kinds: Uint8Array.from({ length: textItems }, (_, i) => kinds[i] ?? 0),
      real: Int32Array.from({ length: textItems }, (_, i) => real[i] ?? 0),
      synthetic,
    },
    textItems,
    values,
    realSamples,
  });
}
