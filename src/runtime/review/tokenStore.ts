// The words of inspected corpora, kept for counting what stays after a drop: made once, and gone with the inspection.
import { SharedWork } from '../filter/sharedWork.ts';
import { numberingOf } from '../inspect/laterPass.ts';
import type { Inspection } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import { cancelled } from '../pool/poolWorker.ts';
import type { Counted, StoredWords } from '../tasks/recount.ts';
import type { TokenPart } from '../tasks/tokens.ts';

/** Share of the memory setting that the words of a corpus may take. */
const SHARE = 0.25;
const BYTES_PER_WORD = 4;
const BYTES_PER_ROW = 13;
/** Whoever moves a slider asks anew many times a second: what was begun goes on for so long, ms. */
const LINGER_MS = 2000;

export interface TokenStore extends StoredWords {
  /** What was counted of all samples. */
  readonly whole: Counted;
}

/** From so many rows on the words are read ahead: with fewer, nobody waits for them. */
const READ_AHEAD_ROWS = 20_000;

const stores = new WeakMap<Inspection, SharedWork<TokenStore | null>>();

/** Null where the words would take too much memory. Rejects with 'cancelled'. */
export async function tokenStoreOf(
  pool: WorkerPool,
  inspection: Inspection,
  signal: AbortSignal,
): Promise<TokenStore | null> {
  if (!fits(inspection)) return null;
  let store = stores.get(inspection);
  if (!store) {
    store = new SharedWork(1);
    stores.set(inspection, store);
  }
  const lingering = new AbortController();
  let onAbort = () => {};
  const gone = new Promise<never>((_, reject) => {
    onAbort = () => {
      setTimeout(() => lingering.abort(), LINGER_MS).unref();
      reject(cancelled());
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    const made = store.get('', lingering.signal, (own) => read(pool, inspection, own));
    // Nobody hears of it any more when the other one came first.
    made.catch(() => {});
    return await Promise.race([made, gone]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Reads the words of a large corpus before somebody asks. Rejects as `tokenStoreOf`, and where the files cannot be read. */
export async function readAhead(pool: WorkerPool, inspection: Inspection, signal: AbortSignal): Promise<void> {
  if (inspection.columns.length >= READ_AHEAD_ROWS) await tokenStoreOf(pool, inspection, signal);
}

async function read(pool: WorkerPool, inspection: Inspection, signal: AbortSignal): Promise<TokenStore | null> {
  const numbering = numberingOf(inspection);
  const { results, lost } = await pool.overBlocks<TokenPart>('tokens', numbering, numbering.job.blocks.length, {
    signal,
  });
  if (lost.length > 0) return null;
  const words: StoredWords = {
    parts: results,
    blocks: results.flatMap(({ blocks }, part) => blocks.map((_, block) => ({ part, block }))),
  };
  const { job } = numbering;
  const rows = new Uint8Array(new SharedArrayBuffer(inspection.columns.length)).fill(1);
  const counting = { ...words, rows, job };
  const { results: parts } = await pool.overBlocks<Counted>('countStored', counting, words.blocks.length, { signal });
  return { ...words, whole: await pool.one<Counted>('mergeCounts', { job, parts }, { signal }) };
}

function fits({ columns, report }: Inspection): boolean {
  let bytes = columns.length * BYTES_PER_ROW;
  for (let row = 0; row < columns.length; row++) bytes += (columns.words[row] as number) * BYTES_PER_WORD;
  return bytes <= (report.settings.memoryMb as number) * 1e6 * SHARE;
}
