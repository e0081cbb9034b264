// The words of inspected corpora, kept for counting what stays after a drop: made once, and gone with the inspection.
import { numberingOf } from '../laterPass.ts';
import type { WorkerPool } from '../pool.ts';
import { SharedWork } from '../filter/sharedWork.ts';
import type { Inspection } from '../result.ts';
import type { TokenPart } from '../tasks/tokens.ts';

/** Share of the memory setting that the words of a corpus may take. */
const SHARE = 0.25;
const BYTES_PER_WORD = 4;
const BYTES_PER_ROW = 13;

export interface TokenStore {
  readonly parts: readonly TokenPart[];
  readonly blocks: readonly { readonly part: number; readonly block: number }[];
}

/** One corpus is looked at at a time. */
const stores = new WeakMap<Inspection, SharedWork<TokenStore | null>>();

/** Null where the words would take too much memory. Rejects with 'cancelled'. */
export function tokenStoreOf(
  pool: WorkerPool,
  inspection: Inspection,
  signal?: AbortSignal,
): Promise<TokenStore | null> {
  let store = stores.get(inspection);
  if (!store) {
    store = new SharedWork(1);
    stores.set(inspection, store);
  }
  return store.get('', signal, (own) => read(pool, inspection, own));
}

async function read(pool: WorkerPool, inspection: Inspection, signal: AbortSignal): Promise<TokenStore | null> {
  if (!fits(inspection)) return null;
  const numbering = numberingOf(inspection);
  const { results, lost } = await pool.overBlocks<TokenPart>('tokens', numbering, numbering.job.blocks.length, {
    signal,
  });
  if (lost.length > 0) return null;
  return { parts: results, blocks: results.flatMap(({ blocks }, part) => blocks.map((_, block) => ({ part, block }))) };
}

function fits({ columns, report }: Inspection): boolean {
  let bytes = columns.length * BYTES_PER_ROW;
  for (let row = 0; row < columns.length; row++) bytes += (columns.words[row] as number) * BYTES_PER_WORD;
  return bytes <= (report.settings.memoryMb as number) * 1e6 * SHARE;
}
