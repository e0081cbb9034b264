// The threads that search, as the service sees them: started when needed, ended when they do not stop or hang on a row.
import { Worker } from 'node:worker_threads';
import { CorpusError } from '../../engine/errors.ts';
import { cancelled } from '../pool/poolWorker.ts';
import { compile, type Query } from './query.ts';
import type { Hit } from './scan.ts';
import type { SearchAnswer, SearchJob } from './searchWorker.ts';

const POLL_MS = 50;
/** How long a search may take to notice that it is to stop, ms. */
const GRACE_MS = 100;
const IDLE_MS = 20_000;
/** How long a pattern may work on one row, ms. */
export const MAX_ROW_MS = 2000;

export interface Search {
  readonly path: string;
  readonly query: Query;
  readonly stretches: Float64Array;
  readonly last: boolean;
  readonly signal: AbortSignal;
  /** The byte that is looked at. */
  onProgress(byte: number): void;
}

/** A pattern worked too long on the row that holds this byte. */
export class TooSlow extends Error {
  constructor(readonly byte: number) {
    super('The pattern takes too long.');
  }
}

export class Searcher {
  readonly #idle: { worker: Worker; timer: NodeJS.Timeout }[] = [];

  constructor(private readonly entry: URL) {}

  /** Rejects with 'cancelled', with 'bad-option' for a pattern that cannot be read, and with `TooSlow`. */
  async find({ signal, onProgress, ...rest }: Search): Promise<Hit | null> {
    if (signal.aborted) throw cancelled();
    // Says at once what is wrong with a pattern.
    if (!compile(rest.query)) return null;
    const shared = {
      flags: new Int32Array(new SharedArrayBuffer(12)),
      at: new Float64Array(new SharedArrayBuffer(8)),
    };
    const worker = this.#take();
    let answered = false;
    const watch = this.#watch(shared, signal, onProgress);
    try {
      const answer = await Promise.race([ask(worker, { ...rest, shared }), watch.failed]);
      answered = true;
      if ('hit' in answer) return answer.hit;
      if ('stopped' in answer) throw cancelled();
      throw new CorpusError('not-readable', `${rest.path} could not be read (${answer.error.code}).`, {
        file: rest.path,
      });
    } finally {
      watch.end();
      if (answered) this.#giveBack(worker);
      else void worker.terminate();
    }
  }

  dispose(): void {
    for (const { worker, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      void worker.terminate();
    }
  }

  #take(): Worker {
    const idle = this.#idle.pop();
    if (!idle) return new Worker(this.entry, { resourceLimits: { maxOldGenerationSizeMb: 256 } });
    clearTimeout(idle.timer);
    idle.worker.ref();
    return idle.worker;
  }

  #giveBack(worker: Worker): void {
    worker.unref();
    const timer = setTimeout(() => {
      const at = this.#idle.findIndex((idle) => idle.worker === worker);
      if (at >= 0) this.#idle.splice(at, 1);
      void worker.terminate();
    }, IDLE_MS);
    timer.unref();
    this.#idle.push({ worker, timer });
  }

  /** Looks at the shared flags; `failed` rejects when the thread has to be ended. */
  #watch({ flags, at }: SearchJob['shared'], signal: AbortSignal, onProgress: (byte: number) => void) {
    let timer: NodeJS.Timeout | undefined;
    let since = performance.now();
    let row = -1;
    const failed = new Promise<never>((_, reject) => {
      const poll = () => {
        const now = performance.now();
        const tried = Atomics.load(flags, 2);
        if (tried !== row || Atomics.load(flags, 1) === 0) [row, since] = [tried, now];
        if (now - since > MAX_ROW_MS) reject(new TooSlow(at[0] as number));
        else onProgress(at[0] as number);
      };
      timer = setInterval(poll, POLL_MS);
      const stop = () => {
        Atomics.store(flags, 0, 1);
        setTimeout(() => reject(cancelled()), GRACE_MS);
      };
      signal.addEventListener('abort', stop, { once: true });
    });
    failed.catch(() => {});
    return { failed, end: () => clearInterval(timer) };
  }
}

function ask(worker: Worker, job: SearchJob): Promise<SearchAnswer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      settle();
    };
    const onMessage = (answer: SearchAnswer) => end(() => resolve(answer));
    const onError = (error: unknown) => end(() => reject(error));
    const gone = new CorpusError('worker-crashed', 'The search ended: try again.', {}, true);
    const onExit = () => end(() => reject(gone));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(job);
  });
}
