// Runs of which a newer takes the place of an older, by name.
import { cancelled } from '../pool/poolWorker.ts';

interface Run {
  readonly control: AbortController;
  /** Resolves when it has ended, one way or the other. */
  ended: Promise<unknown>;
}

export class Runs {
  private readonly runs = new Map<string, Run>();

  /**
   * Does `work` in place of an older run of this name, which is cancelled; `turn` resolves when that one has ended. Rejects
   * with 'cancelled' when a newer one came or `outer` fired.
   */
  async exclusively<T>(
    name: string,
    outer: AbortSignal,
    work: (signal: AbortSignal, turn: () => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const older = this.runs.get(name);
    const run: Run = { control: new AbortController(), ended: Promise.resolve() };
    this.runs.set(name, run);
    older?.control.abort();
    const onAbort = () => run.control.abort();
    if (outer.aborted) onAbort();
    outer.addEventListener('abort', onAbort, { once: true });
    const { signal } = run.control;
    const turn = async () => {
      await older?.ended;
    };
    const result = (async () => {
      const value = await work(signal, turn);
      if (signal.aborted) throw cancelled();
      return value;
    })();
    run.ended = Promise.allSettled([result, older?.ended]);
    try {
      return await result;
    } finally {
      outer.removeEventListener('abort', onAbort);
      if (this.runs.get(name) === run) this.runs.delete(name);
    }
  }

  cancel(name: string): void {
    this.runs.get(name)?.control.abort();
  }
}
