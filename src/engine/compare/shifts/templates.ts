// Frames that samples share and fill with words of their own.
import type { Env } from '../../metric.ts';
import { LookedUp } from '../../scoring/boilerplate.ts';
import { Skeletons } from '../../scoring/skeleton.ts';
import { wordGramsTally } from '../../tallies/wordGrams.ts';
import { isMostlyCode } from '../../text/code.ts';
import { type Prepared, Preparer } from '../../text/prepare.ts';
import { type SamplePool, segmentsOf } from '../pool.ts';
import { eachOfPool, KeyedHolders } from './keyed.ts';

/** Enough for the n-grams of all samples that a comparison draws. */
const SLOTS = 1 << 24;
const KEY = { file: 0, block: 0 };

export interface FrameHolders {
  readonly found: KeyedHolders;
  /** The frame as a sample has it; null where it has none with this key. */
  show(sample: number, key: number): string | null;
}

/** Samples by their frames: see scoring/skeleton.ts. Shared wording is that of all steps together. */
export function frameHolders(pool: SamplePool): FrameHolders {
  const preparer = new Preparer();
  const prepare = (s: number): Prepared =>
    preparer.prepare(
      KEY,
      'text',
      segmentsOf(pool, s).map((text) => ({ text, path: [] })),
      'words',
    );
  const env = { maxSlots: SLOTS, level: 0 } as Env;
  const grams = wordGramsTally.init(env);
  const samples = pool.offsets.length - 1;
  for (let s = 0; s < samples; s++) wordGramsTally.add(grams, prepare(s), env);
  const skeletons = new Skeletons(samples, grams.short);
  const lookedUp = new LookedUp();
  const look = (s: number) => {
    const x = prepare(s);
    lookedUp.look(x, grams, Number.POSITIVE_INFINITY);
    return x;
  };
  const found = new KeyedHolders(pool.first.length - 1);
  eachOfPool(pool, (s, step) => {
    const x = look(s);
    for (const key of skeletons.find(x, lookedUp, () => isMostlyCode(x)).keys) found.add(key, step, s);
  });
  return { found, show: (s, key) => skeletons.show(look(s), lookedUp, key)?.text ?? null };
}
