// What moved the trait scores of many rows, and what was checked in them, page by page: for commands that print them all.

import type { RowCheck } from '../../protocol/verifyApi.ts';
import { numberingOf } from '../inspect/laterPass.ts';
import type { Inspection } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { ExplainChecksParams, ExplainedChecks } from '../tasks/explainChecks.ts';
import type { Explained, ExplainedTrait, ExplainParams } from '../tasks/traits.ts';
import { SCORED } from './columns.ts';

/** Rows whose traits are in memory at once; the next page is read while one is written. */
const PAGE = 4096;
const BATCH = 64;
/** Traits per row. */
const MOST = 5;

export interface ExplainedPage {
  /** How many rows it is, of those asked for. */
  readonly rows: number;
  /** Rows without a score are missing. */
  readonly tops: ReadonlyMap<number, readonly ExplainedTrait[]>;
  /** By the first row of each sample; empty where nothing was verified. */
  readonly checks: ReadonlyMap<number, readonly RowCheck[]>;
}

/** `order`: the rows, in the order in which they are wanted; all in corpus order without it. Rejects with 'cancelled'. */
export async function* explainRows(
  pool: WorkerPool,
  inspection: Inspection,
  order: Uint32Array | undefined,
  signal: AbortSignal,
): AsyncGenerator<ExplainedPage> {
  const total = order?.length ?? inspection.columns.length;
  const { job } = numberingOf(inspection);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const read = (from: number) => readPage(pool, job, inspection, order, from, Math.min(total, from + PAGE), either);
  let next = total > 0 ? read(0) : null;
  try {
    for (let from = 0; next; from += PAGE) {
      const page: ExplainedPage = await next;
      next = from + PAGE < total ? read(from + PAGE) : null;
      // Whether anybody waits for it or not.
      next?.catch(() => {});
      yield page;
    }
  } finally {
    // Whoever stops early leaves a page behind that is still read.
    stop.abort();
    await next?.catch(() => {});
  }
}

async function readPage(
  pool: WorkerPool,
  job: ExplainParams['job'],
  inspection: Inspection,
  order: Uint32Array | undefined,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<ExplainedPage> {
  const { columns } = inspection;
  const targets: number[] = [];
  for (let i = from; i < to; i++) {
    const row = order ? (order[i] as number) : i;
    if (columns.traits?.state[row] === SCORED) targets.push(row);
  }
  const checks = await readChecks(pool, job, inspection, rowsOf(order, from, to), signal);
  const tops = new Map<number, readonly ExplainedTrait[]>();
  if (targets.length === 0) return { rows: to - from, tops, checks };
  const batches = Math.ceil(targets.length / BATCH);
  const params: ExplainParams = {
    job,
    rows: places(columns, targets),
    targets: Uint32Array.from(targets, (_, i) => i),
    starts: Uint32Array.from({ length: batches + 1 }, (_, i) => Math.min(targets.length, i * BATCH)),
    most: MOST,
  };
  const { results } = await pool.overBlocks<Explained>('explainTraits', params, batches, { signal });
  for (const { row, top } of results.flat()) tops.set(targets[row] as number, top);
  return { rows: to - from, tops, checks };
}

const rowsOf = (order: Uint32Array | undefined, from: number, to: number) =>
  order?.subarray(from, to) ?? Uint32Array.from({ length: to - from }, (_, i) => from + i);

/** Samples in which nobody found anything to check are not looked at again. */
async function readChecks(
  pool: WorkerPool,
  job: ExplainParams['job'],
  { columns, verifiers }: Inspection,
  rows: Uint32Array,
  signal: AbortSignal,
): Promise<ExplainedPage['checks']> {
  const checked = columns.checks?.verdict;
  const firsts = checked ? [...new Set(Array.from(rows, (row) => columns.sample[row] as number))] : [];
  const samples = firsts.filter((row) => checked?.[row] !== 0);
  if (!verifiers || samples.length === 0) return new Map();
  const batches = Math.ceil(samples.length / BATCH);
  const params: ExplainChecksParams = {
    job,
    rows: places(columns, samples),
    starts: Uint32Array.from({ length: batches + 1 }, (_, i) => Math.min(samples.length, i * BATCH)),
    active: verifiers,
  };
  const { results } = await pool.overBlocks<ExplainedChecks>('explainChecks', params, batches, { signal });
  return new Map(results.flat().map(({ row, checks }) => [samples[row] as number, checks] as const));
}

/** Of these rows alone: columns of a large corpus are not sent along with every page. */
function places(
  { file, byte, byteLength, view }: Inspection['columns'],
  rows: readonly number[],
): ExplainParams['rows'] {
  return {
    file: Uint16Array.from(rows, (row) => file[row] as number),
    byte: Float64Array.from(rows, (row) => byte[row] as number),
    byteLength: Float64Array.from(rows, (row) => byteLength[row] as number),
    view: Uint8Array.from(rows, (row) => view[row] as number),
  };
}
