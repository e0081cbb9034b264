// The worker thread's transport: a Port over node's message ports, and the loop that a worker entry runs.
import { type MessagePort, parentPort, type Worker } from 'node:worker_threads';
import { connect, Handover, type Port, serve } from '../../protocol/rpc.ts';
import { type PassControl, type WorkerControl, workerControl } from './control.ts';

/** A Port over one end of a MessageChannel, a worker's parentPort, or a Worker. */
export function messagePort(end: MessagePort | Worker): Port {
  let closed: string | null = null;
  let cause: string | null = null;
  const closers: ((reason: string) => void)[] = [];
  const close = (reason: string) => {
    if (closed !== null) return;
    closed = cause ?? reason;
    for (const listener of closers.splice(0)) listener(closed);
  };
  const emitter = end as Pick<NodeJS.EventEmitter, 'on'>;
  // A worker says first why it dies ('error'), then that it is dead ('exit').
  emitter.on('error', (error: unknown) => {
    cause ??= error instanceof Error ? error.message : String(error);
  });
  emitter.on('exit', (code: number) => close(`The worker ended with code ${code}.`));
  emitter.on('messageerror', () => close('A message could not be read.'));
  emitter.on('close', () => close('The port was closed.'));
  return {
    post: (message, transfer) => end.postMessage(message, (transfer ?? []) as never),
    onMessage: (listener) => void emitter.on('message', listener),
    onClose: (listener) => void (closed === null ? closers.push(listener) : listener(closed)),
  };
}

/** What a task returns when buffers in its value are to be moved, not copied. */
export interface Transferred<R> {
  readonly value: R;
  readonly transfer: readonly ArrayBuffer[];
}

interface TaskShape {
  // biome-ignore lint/suspicious/noExplicitAny: a task's parameters are an affair between it and who calls it
  run(params: any, control: WorkerControl | null): unknown;
}
/**
 * A task gets its parameters and, in a pass over blocks, its end of the control (null in `WorkerPool.one`); it may
 * return `Transferred`. Taken from a method, so that a task that only ever runs in passes may leave out the null.
 */
export type Task = TaskShape['run'];

/** One call to a worker: a task by name. */
export interface TaskCall {
  readonly task: string;
  readonly params: unknown;
  readonly pass: PassControl | null;
  readonly slot: number;
  readonly list: readonly number[] | null;
}

export interface WorkerApi {
  run(call: TaskCall): Promise<unknown>;
}

/** Serves tasks to the thread that started this worker. Call it once, in the worker's entry. */
export function serveWorker(tasks: Record<string, Task>, port: MessagePort | null = parentPort): void {
  if (!port) throw new Error('serveWorker has to be called in a worker thread.');
  serve<WorkerApi>(messagePort(port), {
    run: async ({ task, params, pass, slot, list }: TaskCall) => {
      const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
      if (!run) throw new Error(`The worker has no task "${task}".`);
      const result = await run(params, pass && workerControl(pass, slot, list));
      return isTransferred(result) ? new Handover(result.value, result.transfer) : result;
    },
  });
}

export function connectWorker(worker: Worker) {
  return connect<WorkerApi>(messagePort(worker));
}

function isTransferred(x: unknown): x is Transferred<unknown> {
  return typeof x === 'object' && x !== null && 'value' in x && 'transfer' in x && Array.isArray(x.transfer);
}
