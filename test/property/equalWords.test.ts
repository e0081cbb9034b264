// Values at an equal number of words: of a corpus of just so many words it is the value itself; a larger corpus of the same
// kind has the same.
import { expect, it } from 'vitest';
import { isComparable } from '../../src/engine/budget.ts';
import { METRICS } from '../../src/engine/registry.ts';
import { corpusFile, inspectFiles } from '../helpers/inspect.ts';

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6));

/** Samples of 50 words from a vocabulary with Zipf's frequencies. */
function corpus(samples: number, seed: number): string {
  let state = seed + 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const word = () => `w${Math.floor(5000 ** random())}`;
  const sample = () => JSON.stringify({ text: `${Array.from({ length: 50 }, word).join(' ')}.` });
  return `${Array.from({ length: samples }, sample).join('\n')}\n`;
}

const inspect = async (samples: number) => {
  const { report } = await inspectFiles([corpusFile('c.jsonl', corpus(samples, SEED))]);
  return report.views.text!.metrics;
};

it(`equals the value of a corpus of 10,000 words (seed ${SEED})`, async () => {
  const metrics = await inspect(200);
  for (const { id, about } of METRICS) {
    const { value, at } = metrics[id]!;
    if (!isComparable(id, about) || value === null) expect(at, id).toBeUndefined();
    else {
      expect(at, id).toMatchObject({ words: 10_000 });
      expect(at!.value, id).toBeCloseTo(value, 10);
      expect(at, id).not.toHaveProperty('interval');
    }
  }
}, 60_000);

it(`is within a tenth of it for a corpus four times as large, where the value is not (seed ${SEED})`, async () => {
  const [small, large] = [await inspect(200), await inspect(800)];
  for (const id of ['types', 'distinct-1', 'distinct-2', 'distinct-3', 'ngd', 'entropy', 'novelty']) {
    const ratio = large[id]!.at!.value / (small[id]!.value as number);
    expect(Math.abs(ratio - 1), id).toBeLessThan(0.1);
    const [low, high] = large[id]!.at!.interval!;
    expect(low).toBeLessThanOrEqual(large[id]!.at!.value);
    expect(high).toBeGreaterThanOrEqual(large[id]!.at!.value);
  }
  expect(large['distinct-1']!.value! / small['distinct-1']!.value!).toBeLessThan(0.6);
}, 60_000);

it('is missing below 10,000 words', async () => {
  const metrics = await inspect(199);
  expect(Object.values(metrics).every((m) => m.at === undefined)).toBe(true);
  expect(metrics.mattr).toHaveProperty('context');
  expect(metrics['distinct-3']).not.toHaveProperty('context');
}, 60_000);
