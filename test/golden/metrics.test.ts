// The published numbers of the golden corpora, from the definitions.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Inspection } from '../../src/runtime/inspect/result.ts';
import { dataPath, describeWithData, hasData } from '../helpers/data.ts';
import { inspectFiles } from '../helpers/inspect.ts';

type Golden = Record<string, number>;
const golden: Record<string, Golden> = hasData
  ? JSON.parse(readFileSync(dataPath('golden', 'values.json'), 'utf8'))
  : {};

/** Metric id → key of the golden file, and printed digits. */
const METRICS: readonly (readonly [id: string, key: string, digits: number])[] = [
  ['words', 'words', 0],
  ['types', 'types', 0],
  ['hapax-share', 'hapax_share', 4],
  ['entropy', 'entropy_bits', 4],
  ['mattr', 'mattr100_concatenated', 4],
  ['ttr', 'distinct-1', 4],
  ['distinct-1', 'distinct-1', 4],
  ['distinct-2', 'distinct-2', 4],
  ['distinct-3', 'distinct-3', 4],
  ['distinct-4', 'distinct-4', 4],
  ['ngd', 'ngd', 4],
  ['self-repetition', 'self_repetition', 4],
  ['homogenisation', 'rougeL_homogenisation', 4],
];

/** Keys that tests of their own look at; the two of novelty stand in novelty.test.ts. */
const ELSEWHERE = ['bytes_joined', 'gzip9_ratio_python_zlib', 'xz_ratio', 'mean_novelty_4gram_sets', 'min_novelty'];

/** From a plain program in another language that follows the definitions word by word, exact binomials for HD-D. */
const COMPUTED = {
  arxiv_human_100: {
    mtld: 107.60354151602796,
    hdd: 0.8823574025775,
    'entropy-mm': 9.36764371571918,
    heaps: 0.7483711950238,
    'novelty-curve': 0.9918266140141427,
  },
  arxiv_llm_100: {
    mtld: 98.61051986668409,
    hdd: 0.8652972372664,
    'entropy-mm': 8.972124917816238,
    heaps: 0.7006375543107817,
    'novelty-curve': 0.9717871388267341,
  },
};

for (const corpus of ['arxiv_human_100', 'arxiv_llm_100'] as const) {
  describeWithData(`golden values of ${corpus}`, () => {
    let inspected: Promise<Inspection> | undefined;
    const metrics = async () => {
      inspected ??= inspectFiles([dataPath('golden', `${corpus}.jsonl`)]);
      return (await inspected).report.views.text?.metrics ?? {};
    };
    const values = golden[corpus] ?? {};

    it('has no key that is not looked at', () => {
      const keys = [...METRICS.map(([, key]) => key), ...ELSEWHERE];
      expect([...new Set(keys)].sort()).toEqual(Object.keys(values).sort());
    });

    it.each(METRICS)('%s equals %s to the printed digits', async (id, key, digits) => {
      expect((await metrics())[id]?.value?.toFixed(digits)).toBe(values[key]?.toFixed(digits));
    });

    it('gzip-ratio lies within 0.5 % of Python’s zlib', async () => {
      const ratio = (await metrics())['gzip-ratio']?.value ?? 0;
      expect(Math.abs(ratio / (values.gzip9_ratio_python_zlib as number) - 1)).toBeLessThan(0.005);
    });

    it('long-window-ratio lies within 5 % of xz, which is another codec', async () => {
      const ratio = (await metrics())['long-window-ratio']?.value ?? 0;
      expect(Math.abs(ratio / (values.xz_ratio as number) - 1)).toBeLessThan(0.05);
    });

    it.each(Object.entries(COMPUTED[corpus]))('%s equals what a plain program computes', async (id, expected) => {
      expect((await metrics())[id]?.value).toBeCloseTo(expected, 8);
    });

    it('the bytes of the joined samples agree', async () => {
      const m = await metrics();
      const joined = (m.bytes?.value ?? 0) + (m.samples?.value ?? 0) - 1;
      expect(joined).toBe(values.bytes_joined);
    });
  });
}
