// The worker threads of a process, lent out one task at a time. They start when they are needed, are used again,
// and go when nothing needed them for a while.
import { overBlocks, type PassOptions, type PassResult } from './pass.ts';
import { CANCEL_GRACE_MS, cancelled, crashed, PoolWorker, WorkerCrash, type WorkerSpec } from './poolWorker.ts';

export interface PoolOptions extends WorkerSpec {
  /** At most so many threads. */
  readonly jobs: number;
  /** Threads that were idle for so long are ended, ms; default 30 s. */
  readonly idleMs?: number;
}

interface Waiter {
  give(worker: PoolWorker): void;
  refuse(error: Error): void;
}

export class WorkerPool {
  private readonly idle: PoolWorker[] = [];
  private readonly busy = new Set<PoolWorker>();
  private readonly waiters: Waiter[] = [];
  private idleTimer: NodeJS.Timeout | undefined;
  private closed = false;
  private limit: number;

  constructor(private readonly options: PoolOptions) {
    this.limit = Math.max(1, options.jobs);
  }

  /** Threads that the pool may hold. */
  get jobs(): number {
    return this.limit;
  }

  /** Threads at work now. */
  get running(): number {
    return this.busy.size;
  }

  /** Changes how many threads the pool may hold: idle ones go at once, busy ones when they come back. */
  resize(jobs: number): void {
    this.limit = Math.max(1, jobs);
    while (this.idle.length > 0 && this.busy.size + this.idle.length > this.limit) {
      void this.idle.pop()?.kill(cancelled());
    }
    this.serveWaiters();
  }

  /**
   * One pass over `blocks` blocks: a task per worker claims blocks until none is left and returns one result.
   * Blocks of a crashed worker are run once more; those that fail again are in `lost`, everything else is kept.
   * Rejects with a task's own CorpusError, with 'cancelled', or with 'worker-crashed' when nothing could be done.
   */
  overBlocks<R>(method: string, params: unknown, blocks: number, options: PassOptions = {}): Promise<PassResult<R>> {
    return overBlocks<R>(this, method, params, blocks, options);
  }

  /** One task on one worker, tried once more after a crash. Rejects as `overBlocks` does. */
  async one<R>(method: string, params: unknown, { signal }: { signal?: AbortSignal } = {}): Promise<R> {
    const call = { task: method, params, pass: null, slot: 0, list: null };
    let reason = '';
    for (let attempt = 0; attempt < 2; attempt++) {
      const worker = await this.acquire(signal);
      if (!worker) break;
      let timer: NodeJS.Timeout | undefined;
      const onAbort = () => {
        timer = setTimeout(() => void worker.kill(cancelled()), CANCEL_GRACE_MS);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        const value = await worker.run(call);
        if (signal?.aborted) break;
        return value as R;
      } catch (error) {
        if (signal?.aborted) break;
        if (!(error instanceof WorkerCrash)) throw error;
        reason = error.message;
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.release(worker);
      }
    }
    if (signal?.aborted) throw cancelled();
    throw crashed(reason);
  }

  /** A worker of one's own until `release`; null when the signal fires first. Rejects when the pool is closed. */
  acquire(signal?: AbortSignal): Promise<PoolWorker | null> {
    if (this.closed) return Promise.reject(cancelled());
    if (signal?.aborted) return Promise.resolve(null);
    const free = this.take();
    if (free) return Promise.resolve(free);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        give: (worker) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(worker);
        },
        refuse: (error) => {
          signal?.removeEventListener('abort', onAbort);
          reject(error);
        },
      };
      const onAbort = () => {
        const at = this.waiters.indexOf(waiter);
        if (at >= 0) this.waiters.splice(at, 1);
        resolve(null);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiters.push(waiter);
    });
  }

  release(worker: PoolWorker): void {
    this.busy.delete(worker);
    if (worker.alive) {
      if (this.closed || this.busy.size + this.idle.length >= this.limit) void worker.kill(cancelled());
      else this.idle.push(worker);
    }
    this.serveWaiters();
    this.watchIdle();
  }

  /** Ends all threads; what they were running rejects with 'cancelled'. Resolves when the threads are gone. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.idleTimer);
    for (const waiter of this.waiters.splice(0)) waiter.refuse(cancelled());
    await Promise.all([...this.idle.splice(0), ...this.busy].map((worker) => worker.kill(cancelled())));
  }

  /** Starts a thread ahead of the first task when none is idle; it goes again when nothing comes. */
  warm(): void {
    const worker = this.closed ? null : this.take();
    if (worker) this.release(worker);
  }

  private take(): PoolWorker | null {
    if (this.busy.size >= this.limit) return null;
    clearTimeout(this.idleTimer);
    let worker = this.idle.pop();
    while (worker && !worker.alive) worker = this.idle.pop();
    worker ??= new PoolWorker(this.options);
    this.busy.add(worker);
    return worker;
  }

  private serveWaiters(): void {
    while (this.waiters.length > 0 && !this.closed) {
      const worker = this.take();
      if (!worker) return;
      this.waiters.shift()?.give(worker);
    }
  }

  private watchIdle(): void {
    clearTimeout(this.idleTimer);
    if (this.busy.size > 0 || this.idle.length === 0) return;
    this.idleTimer = setTimeout(() => {
      for (const worker of this.idle.splice(0)) void worker.kill(cancelled());
    }, this.options.idleMs ?? 30_000);
    this.idleTimer.unref();
  }
}
