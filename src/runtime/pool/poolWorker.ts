// One worker thread of the pool: runs one task at a time, and settles it also when the thread dies or is stopped.
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { CorpusError } from '../../engine/errors.ts';
import { CallError } from '../../protocol/errors.ts';
import { connectWorker, type TaskCall } from './workerPort.ts';

export interface WorkerSpec {
  /** The worker's module. */
  readonly entry: URL | string;
  readonly execArgv?: readonly string[];
  readonly resourceLimits?: ResourceLimits;
}

/** The thread died, was out of memory, or its task failed in a way that nobody foresaw. */
export class WorkerCrash extends Error {
  override readonly name = 'WorkerCrash';
}

/** How long a cancelled task may take to notice before its thread is ended, ms. */
export const CANCEL_GRACE_MS = 150;

export function cancelled(): CorpusError {
  return new CorpusError('cancelled', 'Cancelled.');
}

export function crashed(reason: string): CorpusError {
  const why = reason ? ` (${reason.replace(/\.$/, '')})` : '';
  return new CorpusError(
    'worker-crashed',
    `A worker stopped twice at the same place${why}: use fewer jobs or more memory, or leave the file out.`,
  );
}

export class PoolWorker {
  /** False once the thread is of no more use. */
  alive = true;
  private readonly worker: Worker;
  private readonly client: ReturnType<typeof connectWorker>;
  private stop: ((error: Error) => void) | null = null;

  constructor(spec: WorkerSpec) {
    this.worker = new Worker(spec.entry, {
      execArgv: [...(spec.execArgv ?? [])],
      ...(spec.resourceLimits ? { resourceLimits: spec.resourceLimits } : {}),
    });
    this.client = connectWorker(this.worker);
    this.worker.once('exit', () => {
      this.alive = false;
    });
    this.worker.unref();
  }

  /**
   * Runs a task. Rejects with the task's CorpusError, with WorkerCrash (the worker is of no more use then), or with
   * the error given to `kill`.
   */
  async run(call: TaskCall): Promise<unknown> {
    this.worker.ref();
    try {
      const stopped = new Promise<never>((_, reject) => {
        this.stop = reject;
      });
      return await Promise.race([this.client.run(call), stopped]);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // A failure that is not ours may have left anything behind, so the thread goes.
      if (error.code !== 'port-closed' && error.code !== 'internal') {
        throw new CorpusError(error.code, error.message, error.place, error.retryable);
      }
      void this.kill(error);
      throw new WorkerCrash(error.message, { cause: error });
    } finally {
      this.stop = null;
      this.worker.unref();
    }
  }

  /** Ends the thread, also in the middle of a busy loop; what it was running rejects with `error`. Resolves when it is gone. */
  async kill(error: Error): Promise<void> {
    this.alive = false;
    this.stop?.(error);
    await this.worker.terminate();
  }
}
