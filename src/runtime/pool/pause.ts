// Long loops in the engine process let other calls in between, and stop when theirs was cancelled.
import { cancelled } from './poolWorker.ts';

const TURN_MS = 20;

/** A function to await in a loop: gives way when 20 ms have passed, and throws 'cancelled' once the signal fired. */
export function breather(signal?: AbortSignal): () => Promise<void> | undefined {
  let until = performance.now() + TURN_MS;
  return () => {
    if (performance.now() < until) return undefined;
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        until = performance.now() + TURN_MS;
        if (signal?.aborted) reject(cancelled());
        else resolve();
      });
    });
  };
}
