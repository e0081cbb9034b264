// Words that samples of the reference hold and those of the last step do not, or the other way round.
import { TokenBuffer, tokenise } from '../../text/words.ts';
import { type SamplePool, segmentsOf } from '../pool.ts';
import type { Held } from './found.ts';

/** Samples of every step that hold each word type, by its number. */
export function wordHolders(pool: SamplePool): Held<number>[] {
  const steps = pool.first.length - 1;
  const types = pool.types[0] as number;
  const ids = pool.grams[0] as Int32Array;
  const seen = new Uint32Array(types);
  const counts = Array.from({ length: steps }, () => new Uint32Array(types));
  for (let step = 0; step < steps; step++) {
    const own = counts[step] as Uint32Array;
    for (let s = pool.first[step] as number; s < (pool.first[step + 1] as number); s++) {
      for (let at = pool.offsets[s] as number; at < (pool.offsets[s + 1] as number); at++) {
        const id = ids[at] as number;
        if (seen[id] === s + 1) continue;
        seen[id] = s + 1;
        own[id] = (own[id] as number) + 1;
      }
    }
  }
  return Array.from({ length: types }, (_, id) => ({ item: id, counts: counts.map((own) => own[id] as number) }));
}

/** Up to `most` samples of a step that hold the word. */
export function samplesWithWord(pool: SamplePool, step: number, id: number, most: number): number[] {
  const ids = pool.grams[0] as Int32Array;
  const found: number[] = [];
  for (let s = pool.first[step] as number; s < (pool.first[step + 1] as number) && found.length < most; s++) {
    if (ids.subarray(pool.offsets[s], pool.offsets[s + 1]).includes(id)) found.push(s);
  }
  return found;
}

/** `count` words of a sample from its `place`-th on, lower-cased, as they stand in its text. */
export function wordsAt(pool: SamplePool, sample: number, place: number, count: number): string {
  const found: string[] = [];
  const tokens = new TokenBuffer();
  let before = 0;
  for (const text of segmentsOf(pool, sample)) {
    tokens.clear();
    tokenise(text, tokens);
    for (let i = Math.max(0, place - before); i < tokens.length && found.length < count; i++) {
      found.push(text.slice(tokens.start[i], tokens.end[i]).toLowerCase());
    }
    before += tokens.length;
    if (found.length === count) break;
  }
  return found.join(' ');
}

/** The word with this number, as a sample that holds it has it. */
export function wordOf(pool: SamplePool, sample: number, id: number): string {
  const own = (pool.grams[0] as Int32Array).subarray(pool.offsets[sample], pool.offsets[sample + 1]);
  return wordsAt(pool, sample, own.indexOf(id), 1);
}
