// Draws the samples of every step that are compared, and turns them into the pool that all computations read.

import { ORDERS, type SamplePool } from '../../engine/compare/pool.ts';
import { copyNumbers, drawKeys, inDrawOrder } from '../../engine/draw.ts';
import { CorpusError } from '../../engine/errors.ts';
import type { SnapshotTextsParams, TextBatch } from '../tasks/snapshotTexts.ts';
import type { BetweenHooks } from './hooks.ts';
import type { SnapshotRows } from './snapshots.ts';

/** Of the smallest step, so that draws of it differ. */
const BUDGET_SHARE = 0.8;
/** Words of a draw at most: more would hardly tell more, and every step holds its draws in memory. */
export const MOST_WORDS = 200_000;
/** Of a larger step so many budgets are read. */
const POOL_BUDGETS = 2.5;
const BATCH = 500;

export interface DrawnRows {
  /** Rows in pool order. */
  readonly rows: Uint32Array;
  readonly first: Uint32Array;
  /** Words of a draw. */
  readonly words: number;
  /** Words of what is kept, and of the disjoint parts of the reference beside it. */
  readonly keepWords: number;
  /** Words of each step, all of it. */
  readonly stepWords: readonly number[];
  readonly stepSamples: readonly number[];
  /** Steps of which only drawn samples are looked at. */
  readonly drawn: readonly number[];
}

export function drawSnapshots({ step, words, text, names }: SnapshotRows, seed: number): DrawnRows {
  const byStep = names.map((): number[] => []);
  step.forEach((s, row) => {
    byStep[s]?.push(row);
  });
  const stepWords = byStep.map((rows) => rows.reduce((n, row) => n + (words[row] as number), 0));
  const budget = Math.max(1, Math.min(MOST_WORDS, Math.floor(BUDGET_SHARE * Math.min(...stepWords))));
  const most = POOL_BUDGETS * budget;
  const drawn: number[] = [];
  const chosen = byStep.map((rows, at) => {
    if ((stepWords[at] as number) <= most) return Uint32Array.from(rows);
    drawn.push(at);
    const content = Float64Array.from(rows, (row) => text[row] as number);
    const taken: number[] = [];
    let total = 0;
    inDrawOrder(drawKeys(content, copyNumbers(content), seed), (place) => {
      total += words[rows[place] as number] as number;
      taken.push(rows[place] as number);
      return total < most;
    });
    // In corpus order, which disks like better.
    return Uint32Array.from(taken).sort();
  });
  const first = new Uint32Array(chosen.length + 1);
  chosen.forEach((rows, at) => {
    first[at + 1] = (first[at] as number) + rows.length;
  });
  const rows = new Uint32Array(first[chosen.length] as number);
  chosen.forEach((list, at) => {
    rows.set(list, first[at]);
  });
  const reference = (chosen[0] as Uint32Array).reduce((n, row) => n + (words[row] as number), 0);
  const keepWords = Math.max(1, Math.min(budget, Math.floor(reference / 2)));
  return { rows, first, words: budget, keepWords, stepWords, stepSamples: byStep.map((r) => r.length), drawn };
}

/** Reads the drawn samples, and numbers their words and n-grams. Rejects as the pool does. */
export async function readPool(
  snapshots: SnapshotRows,
  { rows, first }: Pick<DrawnRows, 'rows' | 'first'>,
  hooks: BetweenHooks,
): Promise<SamplePool> {
  const { job, view, byte, byteLength, file, text, document } = snapshots;
  const params: SnapshotTextsParams = {
    job,
    view,
    file: Uint32Array.from(rows, (row) => file[row] as number),
    byte: Float64Array.from(rows, (row) => byte[row] as number),
    byteLength: Float64Array.from(rows, (row) => byteLength[row] as number),
    batch: BATCH,
  };
  const { pool, signal } = hooks;
  const options = (from: number, share: number, of: number) => ({
    signal,
    onProgress: (_bytes: number, done: number) =>
      hooks.onProgress({ step: 'drawing', fraction: from + share * Math.min(1, done / Math.max(1, of)) }),
  });
  const read = await pool.overBlocks<TextBatch[]>(
    'snapshotTexts',
    params,
    Math.ceil(rows.length / BATCH),
    options(0.3, 0.08, rows.length),
  );
  const batches = read.results.flat().sort((a, b) => a.batch - b.batch);
  if (read.lost.length > 0) {
    throw new CorpusError('worker-crashed', `Drawn samples could not be read (${read.reasons[0] ?? 'unknown'}).`);
  }
  const total = batches.reduce((n, b) => n + b.lo.length, 0);
  const totalBytes = batches.reduce((n, b) => n + b.bytes.length, 0);
  const words = { lo: sharedInts(total), hi: sharedInts(total), starts: new Uint8Array(new SharedArrayBuffer(total)) };
  const bytes = new Uint8Array(new SharedArrayBuffer(totalBytes));
  const offsets = new Uint32Array(new SharedArrayBuffer((rows.length + 1) * 4));
  const byteOffsets = new Float64Array(new SharedArrayBuffer((rows.length + 1) * 8));
  let [at, atByte, s] = [0, 0, 0];
  for (const b of batches) {
    words.lo.set(b.lo, at);
    words.hi.set(b.hi, at);
    words.starts.set(b.starts, at);
    bytes.set(b.bytes, atByte);
    at += b.lo.length;
    atByte += b.bytes.length;
    b.words.forEach((n, i) => {
      offsets[s + 1] = (offsets[s] as number) + n;
      byteOffsets[s + 1] = (byteOffsets[s] as number) + (b.byteCounts[i] as number);
      s++;
    });
  }
  const grams = Array.from({ length: ORDERS }, () => sharedInts(total));
  const numbered = await pool.overBlocks<(readonly [number, number])[]>(
    'snapshotGrams',
    { words, grams },
    ORDERS,
    options(0.38, 0.05, ORDERS),
  );
  const types = new Array<number>(ORDERS).fill(0);
  for (const [order, n] of numbered.results.flat()) types[order - 1] = n;
  if (numbered.lost.length > 0) {
    throw new CorpusError(
      'worker-crashed',
      `Drawn samples could not be compared (${numbered.reasons[0] ?? 'unknown'}).`,
    );
  }
  const content = new Float64Array(new SharedArrayBuffer(rows.length * 8));
  const documents = new Float64Array(new SharedArrayBuffer(rows.length * 8));
  rows.forEach((row, i) => {
    content[i] = text[row] as number;
    documents[i] = document[row] as number;
  });
  return { first, offsets, starts: words.starts, grams, types, content, documents, bytes, byteOffsets };
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}
