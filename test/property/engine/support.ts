// Random corpora and views for the property tests of the engine.
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';
import fc from 'fast-check';
import type { Env, RowScores } from '../../../src/engine/metric.ts';
import type { MetricValue } from '../../../src/engine/report.ts';
import { addSample, finishView, initView, mergeSealed, sealView, type ViewState } from '../../../src/engine/run.ts';
import type { BlockKey, Segment } from '../../../src/engine/sample.ts';
import { type Prepared, Preparer } from '../../../src/engine/text/prepare.ts';

/** Tables of `maxSlots` entries; small ones have to sample hashes. */
export function envOf(maxSlots = 1 << 16, options: Partial<Env> = {}): Env {
  return {
    gzipLength: (bytes) => gzipSync(bytes, { level: 9 }).length,
    // Any codec will do here, and the lowest quality is quick.
    longLength: (bytes) => brotliCompressSync(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 1 } }).length,
    maxSlots,
    level: 0,
    curveLevel: 0,
    drawnBlocks: null,
    blockCount: 8,
    ...options,
  };
}

export interface TestSample {
  readonly key: BlockKey;
  readonly segments: readonly Segment[];
}

/** Few words, so that n-grams repeat; with the characters at which tokenisers differ. */
const WORDS = [
  'the',
  'The',
  'cat',
  'sat',
  "don't",
  'l’été',
  'İstanbul',
  'naïve',
  '猫が好き',
  'สวัสดี',
  'x2',
  '😀',
  '𝒜b',
  '\ufeff',
];
const GAPS = [' ', ' ', ' ', '  ', '\n', '\t', '. ', '\u00a0', ', '];

export const text: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { maxLength: 40, size: 'max' })
  .map((pairs) => pairs.flat().join(''));

const segments: fc.Arbitrary<Segment[]> = fc
  .array(fc.oneof({ weight: 4, arbitrary: text }, fc.string({ unit: 'grapheme', maxLength: 30 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((texts) => texts.map((t, i) => ({ text: t, path: ['turns', i] })));

export type Block = readonly TestSample[];

/** Blocks of samples, in corpus order, over two files. */
export const corpus: fc.Arbitrary<Block[]> = fc
  .array(fc.array(segments, { maxLength: 5 }), { minLength: 1, maxLength: 6 })
  .map((blocks) => blocks.map((rows, i) => rows.map((s) => ({ key: { file: i >> 2, block: i & 3 }, segments: s }))));

/** The same, each block with the number of the worker that folds it. */
export const sharded: fc.Arbitrary<{ blocks: Block[]; workers: number[] }> = corpus.chain((blocks) =>
  fc.array(fc.nat(3), { minLength: blocks.length, maxLength: blocks.length }).map((workers) => ({ blocks, workers })),
);

export function prepareAll(blocks: readonly Block[], visit: (x: Prepared) => void): void {
  const preparer = new Preparer();
  for (const block of blocks) for (const { key, segments: s } of block) visit(preparer.prepare(key, 'text', s));
}

export function foldView(blocks: readonly Block[], env: Env): ViewState {
  const view = initView(env);
  prepareAll(blocks, (x) => addSample(view, x, env));
  return view;
}

/** Folds the shares of the workers apart and merges what they send, in the order of `order`. */
export function foldSharded(blocks: readonly Block[], workers: readonly number[], env: Env, order: readonly number[]) {
  const merged = initView(env);
  for (const worker of order) {
    const share = blocks.filter((_, i) => workers[i] === worker);
    mergeSealed(merged, sealView(foldView(share, env), env), env);
  }
  return merged;
}

/** Scores as a second pass would give them, made up from the text, so that `finish` has something to read. */
export function scoresOf(blocks: readonly Block[]): RowScores {
  const words: number[] = [];
  prepareAll(blocks, (x) => words.push(x.words.length));
  return {
    words: Uint32Array.from(words),
    novelty: Float32Array.from(words, (n) => (n < 4 ? Number.NaN : (n % 10) / 10)),
    repeatMass: Float64Array.from(words, (n) => n * 3),
  };
}

/** What a reader gets to see of a state. */
export function finished(view: ViewState, blocks: readonly Block[], env: Env): Record<string, MetricValue> {
  return finishView(view, scoresOf(blocks), env);
}
