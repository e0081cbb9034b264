// Gathers the items of all candidates in three passes over the corpus, within the memory that was allowed: which n-grams stand in
// more than one sample, how many samples hold each of them, and which of them each candidate has.
import { CorpusError } from '../../../engine/errors.ts';
import { countingFields, FieldCounts } from '../../../engine/mixture/fieldCounts.ts';
import { BYTES_PER_ITEM, type ItemTable, isTooSmall, itemTable } from '../../../engine/mixture/itemTable.ts';
import type { FieldValue } from '../../../engine/mixture/problem.ts';
import { placesMetTwice, twiceFilter } from '../../../engine/mixture/twiceFilter.ts';
import type { WorkerPool } from '../../pool/pool.ts';
import type { CollectedBlock, Marked, MixtureRows } from '../../tasks/mixtureItems.ts';

/** Shares of the memory setting: the filter, the table, and the items of the candidates. */
const FILTER_SHARE = 0.1;
const TABLE_SHARE = 0.3;
const HELD_SHARE = 0.3;
/** A word has about six bytes, and starts four items. */
const ITEMS_PER_BYTE = 4 / 6;
const LEAST_SLOTS = 1 << 16;
const MOST_SLOTS = 1 << 26;
const MOST_LEVEL = 16;

export interface GatherParams {
  readonly rows: MixtureRows;
  readonly bytes: number;
  readonly memoryMb: number;
  readonly ignored: readonly string[];
  readonly realSamples: number;
  readonly candidates: number;
  readonly signal: AbortSignal;
  /** 0..1. */
  onProgress(fraction: number): void;
}

export interface Gathered {
  readonly table: ItemTable;
  readonly values: readonly FieldValue[];
  /** Fields that only tell where samples come from. */
  readonly provenance: readonly string[];
  /** As in HeldItems, candidates in corpus order. */
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
  readonly lone: Float32Array;
}

/** Rejects with 'cancelled' and 'worker-crashed'. */
export async function gatherItems(pool: WorkerPool, p: GatherParams): Promise<Gathered> {
  const over = async <R>(task: string, params: object, from: number): Promise<readonly R[]> => {
    const { results, lost, crashes, reasons } = await pool.overBlocks<R>(
      task,
      { ...p.rows, ...params },
      p.rows.job.blocks.length,
      { signal: p.signal, onProgress: (bytes) => p.onProgress(from + Math.min(1, bytes / p.bytes) / 3) },
    );
    // What a crashed worker had counted would count twice.
    if (lost.length > 0 || crashes > 0) {
      throw new CorpusError('worker-crashed', `A part of the corpus could not be read (${reasons[0] ?? 'unknown'}).`);
    }
    return results;
  };
  const budget = p.memoryMb * 1e6;
  const filter = twiceFilter(powerOfTwo(Math.min(p.bytes * ITEMS_PER_BYTE * 4, budget * FILTER_SHARE * 4)));
  const marked = await over<Marked>('mixtureMark', { filter, ignored: p.ignored }, 0);
  const fields = new FieldCounts(new Set());
  for (const { fields: part } of marked) fields.merge(part);
  const { values, provenance } = countingFields(fields.tallies(), p.realSamples, p.candidates);

  // Three places for each leave room after rounding down to a power of two.
  const slots = Math.min(placesMetTwice(filter) * 3, p.bytes * ITEMS_PER_BYTE);
  const allowed = (budget * TABLE_SHARE) / BYTES_PER_ITEM;
  const held = marked.reduce((n, m) => n + m.held, 0);
  let level = Math.max(levelFor(slots, allowed), levelFor(held, (budget * HELD_SHARE) / 8));
  let size = powerOfTwo(Math.min(slots * 2 ** -level, allowed));
  let table = itemTable(size, level);
  for (;;) {
    await over('mixtureCount', { filter, table }, 1 / 3);
    if (!isTooSmall(table)) break;
    // Terms are never drawn: where they alone do not fit, the budget has to give way.
    if (size * 2 <= allowed || level > MOST_LEVEL) size *= 2;
    else level++;
    table = itemTable(size, level);
  }
  const blocks = (await over<CollectedBlock[]>('mixtureCollect', { table, values }, 2 / 3)).flat();
  return { table, values, provenance, ...joined(blocks) };
}

function powerOfTwo(n: number): number {
  return Math.max(LEAST_SLOTS, Math.min(MOST_SLOTS, 2 ** Math.floor(Math.log2(Math.max(1, n)))));
}

function levelFor(wanted: number, allowed: number): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(1, wanted) / Math.max(1, allowed))));
}

function joined(blocks: readonly CollectedBlock[]): Pick<Gathered, 'starts' | 'items' | 'lone'> {
  const sorted = [...blocks].sort((a, b) => a.index - b.index);
  const candidates = sorted.reduce((n, b) => n + b.lone.length, 0);
  const held = sorted.reduce((n, b) => n + b.items.length, 0);
  const starts = new Uint32Array(candidates + 1);
  const items = new Uint32Array(new SharedArrayBuffer(held * 4));
  const lone = new Float32Array(candidates);
  let row = 0;
  let at = 0;
  for (const block of sorted) {
    items.set(block.items, at);
    lone.set(block.lone, row);
    for (let i = 0; i < block.lone.length; i++) starts[++row] = at + (block.starts[i + 1] as number);
    at += block.items.length;
  }
  return { starts, items, lone };
}
