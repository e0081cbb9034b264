// Entry of the thread that searches: one job after the other, with flags in shared memory through which it can be stopped.
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { compile, type Query } from './query.ts';
import { type Hit, scan } from './scan.ts';

/** What the thread and its owner share: `flags` [stop, a pattern is at work, rows tried], `at` [byte looked at]. */
export interface SearchShared {
  readonly flags: Int32Array;
  readonly at: Float64Array;
}

export interface SearchJob {
  readonly path: string;
  readonly query: Query;
  /** Pairs of bytes, in the order in which to look. */
  readonly stretches: Float64Array;
  readonly last: boolean;
  readonly shared: SearchShared;
}

export type SearchAnswer =
  | { readonly hit: Hit | null }
  | { readonly stopped: true }
  | { readonly error: { readonly code: string; readonly message: string } };

class Stopped extends Error {}

function run({ path, query, stretches, last, shared: { flags, at } }: SearchJob): SearchAnswer {
  const compiled = compile(query);
  if (!compiled) return { hit: null };
  const handle = openSync(path, 'r');
  try {
    const hit = scan(compiled, pairs(stretches), last, {
      read(from, to) {
        const bytes = Buffer.allocUnsafe(to - from);
        let done = 0;
        for (let n = 1; done < bytes.length && n > 0; done += n) {
          n = readSync(handle, bytes, done, bytes.length - done, from + done);
        }
        return bytes.subarray(0, done);
      },
      at(byte) {
        if (Atomics.load(flags, 0) !== 0) throw new Stopped();
        at[0] = byte;
      },
      matching(isBusy) {
        Atomics.store(flags, 1, isBusy ? 1 : 0);
        if (isBusy) Atomics.add(flags, 2, 1);
      },
    });
    return { hit };
  } finally {
    closeSync(handle);
  }
}

function* pairs(list: Float64Array): Generator<readonly [number, number]> {
  for (let i = 0; i < list.length; i += 2) yield [list[i] as number, list[i + 1] as number];
}

function answer(job: SearchJob): SearchAnswer {
  try {
    return run(job);
  } catch (error) {
    if (error instanceof Stopped) return { stopped: true };
    const { code = 'internal', message } = error as Error & { code?: string };
    return { error: { code, message } };
  } finally {
    Atomics.store(job.shared.flags, 1, 0);
  }
}

parentPort?.on('message', (job: SearchJob) => parentPort?.postMessage(answer(job)));
