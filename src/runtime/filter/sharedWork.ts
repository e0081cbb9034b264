// Costly work that several calls want at once: a page and three histograms under the same search read the corpus once.
import { cancelled } from '../pool/poolWorker.ts';
import { Recent } from './recent.ts';

interface Running<V> {
  readonly control: AbortController;
  readonly result: Promise<V>;
  waiting: number;
}

export class SharedWork<V> {
  private readonly running = new Map<string, Running<V>>();
  readonly done: Recent<V>;

  /** `room`: how many results are kept. */
  constructor(room: number) {
    this.done = new Recent(room);
  }

  /** Rejects with 'cancelled' as soon as the signal fires; the work itself stops when nobody waits for it any more. */
  async get(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<V>): Promise<V> {
    const known = this.done.get(key);
    if (known !== undefined) return known;
    if (signal?.aborted) throw cancelled();
    const work = this.running.get(key) ?? this.begin(key, start);
    work.waiting++;
    let onAbort = () => {};
    const gone = new Promise<never>((_, reject) => {
      onAbort = () => reject(cancelled());
      signal?.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([work.result, gone]);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      work.waiting--;
      if (work.waiting === 0 && this.running.get(key) === work) {
        this.running.delete(key);
        work.control.abort();
      }
    }
  }

  private begin(key: string, start: (signal: AbortSignal) => Promise<V>): Running<V> {
    const control = new AbortController();
    const result = start(control.signal).then(
      (value) => {
        if (this.running.get(key) === work) this.running.delete(key);
        return control.signal.aborted ? value : this.done.set(key, value);
      },
      (error: unknown) => {
        if (this.running.get(key) === work) this.running.delete(key);
        throw error;
      },
    );
    // Whoever waits hears of a failure; when nobody does any more, nobody needs to.
    result.catch(() => {});
    const work: Running<V> = { control, result, waiting: 0 };
    this.running.set(key, work);
    return work;
  }
}
