// One pass over the blocks of a corpus by several workers: claiming, progress, cancelling, and what a crash costs.
import {
  cancel,
  clearProgress,
  createControl,
  isCancelled,
  ownedBy,
  type PassControl,
  progress,
  unclaimed,
} from './control.ts';
import { CANCEL_GRACE_MS, cancelled, crashed, type PoolWorker, WorkerCrash } from './poolWorker.ts';

/** Where workers are borrowed: the pool. */
export interface Lender {
  readonly jobs: number;
  acquire(signal?: AbortSignal): Promise<PoolWorker | null>;
  release(worker: PoolWorker): void;
}

export interface PassOptions {
  readonly signal?: AbortSignal;
  /** Bytes and samples of this pass so far, about ten times a second and once at the end. */
  readonly onProgress?: (bytes: number, samples: number) => void;
  /** At most so many workers; default: all of the pool. */
  readonly workers?: number;
  /** Parameters of one worker only, laid over `params`. */
  readonly perWorker?: (slot: number) => object;
}

export interface PassResult<R> {
  /** One per worker that came to its end, in no telling order: merging must not depend on it. */
  readonly results: R[];
  /** Blocks that crashed their worker twice, ascending. */
  readonly lost: number[];
  readonly crashes: number;
  /** What the crashed workers said. */
  readonly reasons: string[];
}

const PROGRESS_MS = 100;
/** After so many crashes the rest of the pass is given up. */
const MAX_CRASHES = 16;

/** See WorkerPool.overBlocks. */
export async function overBlocks<R>(
  pool: Lender,
  method: string,
  params: unknown,
  blocks: number,
  options: PassOptions,
): Promise<PassResult<R>> {
  if (options.signal?.aborted) throw cancelled();
  const lanes = Math.min(blocks, pool.jobs, options.workers ?? pool.jobs);
  const pass = new Pass<R>(pool, method, params, createControl(blocks, lanes + 3 * (lanes + MAX_CRASHES)), options);
  return pass.run(lanes);
}

class Pass<R> {
  private readonly results: R[] = [];
  private readonly lost: number[] = [];
  private readonly reasons: string[] = [];
  private readonly active = new Set<PoolWorker>();
  /** Fires when no block is free any more: lanes that still wait for a worker give up. */
  private readonly exhausted = new AbortController();
  /** Fires when the pass has failed or was cancelled. */
  private readonly stopped = new AbortController();
  private slots = 0;
  private shown = { bytes: 0, samples: 0 };
  private failure: unknown = null;
  private grace: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Lender,
    private readonly method: string,
    private readonly params: unknown,
    private readonly control: PassControl,
    private readonly options: PassOptions,
  ) {}

  async run(lanes: number): Promise<PassResult<R>> {
    const { signal, onProgress } = this.options;
    const onAbort = () => this.stop(cancelled());
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = onProgress && setInterval(() => this.showProgress(), PROGRESS_MS);
    try {
      await Promise.all(Array.from({ length: lanes }, () => this.lane().catch((error) => this.stop(error))));
    } finally {
      clearInterval(timer);
      clearTimeout(this.grace);
      signal?.removeEventListener('abort', onAbort);
    }
    if (this.failure) throw this.failure;
    this.lost.push(...unclaimed(this.control));
    if (this.results.length === 0 && this.lost.length > 0) throw crashed(this.reasons[0] ?? '');
    this.showProgress();
    const lost = this.lost.sort((a, b) => a - b);
    return { results: this.results, lost, crashes: this.reasons.length, reasons: this.reasons };
  }

  /** Works through free blocks on one worker; after a crash makes good what can be, and goes on with a fresh one. */
  private async lane(): Promise<void> {
    let vain = 0;
    while (unclaimed(this.control).length > 0 && this.reasons.length < MAX_CRASHES) {
      const slot = await this.attempt(null);
      if (slot === null) return;
      const owned = ownedBy(this.control, slot);
      // A worker that dies before its first block will do so again.
      if (owned.length === 0 && ++vain === 2) return;
      // The block it was in is the likely cause: it runs apart, so that it cannot take the others along again.
      for (const list of [owned.slice(0, -1), owned.slice(-1)]) {
        if (list.length > 0 && (await this.attempt(list)) !== null) this.lost.push(...list);
        if (isCancelled(this.control)) return;
      }
    }
  }

  /** Runs the task once on one worker. Null when it came to its end (or was not needed), else the crashed slot. */
  private async attempt(list: readonly number[] | null): Promise<number | null> {
    const worker = await this.pool.acquire(list ? this.stopped.signal : this.exhausted.signal);
    if (!worker) return null;
    this.active.add(worker);
    const slot = this.slots++;
    const params = this.options.perWorker
      ? { ...(this.params as object), ...this.options.perWorker(slot) }
      : this.params;
    try {
      this.results.push((await worker.run({ task: this.method, params, pass: this.control, slot, list })) as R);
      return null;
    } catch (error) {
      if (isCancelled(this.control)) return null;
      if (!(error instanceof WorkerCrash)) {
        this.stop(error);
        return null;
      }
      this.reasons.push(error.message);
      clearProgress(this.control, slot);
      return slot;
    } finally {
      this.active.delete(worker);
      this.pool.release(worker);
      if (unclaimed(this.control).length === 0) this.exhausted.abort();
    }
  }

  /** Asks all workers to stop, and ends those that have not after the grace period. */
  private stop(error: unknown): void {
    this.failure ??= error;
    if (isCancelled(this.control)) return;
    cancel(this.control);
    this.exhausted.abort();
    this.stopped.abort();
    this.grace = setTimeout(() => {
      for (const worker of this.active) void worker.kill(cancelled());
    }, CANCEL_GRACE_MS);
  }

  private showProgress(): void {
    const now = progress(this.control);
    // Work that was lost in a crash is done again: what is shown never runs backwards.
    this.shown = { bytes: Math.max(this.shown.bytes, now.bytes), samples: Math.max(this.shown.samples, now.samples) };
    this.options.onProgress?.(this.shown.bytes, this.shown.samples);
  }
}
