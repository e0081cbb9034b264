// One small transport for every port of the product: engine process, workers, webview.
// An API is an interface of methods with one parameter object; `serve` answers it and `connect` derives its client.
import { CallError, fromWire, toWire, type WireError } from './errors.ts';

/** A two-way channel. One `serve` and one `connect` may share it: requests and answers never get mixed up. */
export interface Port {
  /** Throws when the message cannot be cloned. `transfer` is ignored where the channel has no such thing. */
  post(message: unknown, transfer?: readonly unknown[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when nothing will come any more (process gone, view disposed); at once when that is already so. */
  onClose(listener: (reason: string) => void): void;
}

export interface CallContext {
  readonly signal: AbortSignal;
  /** Sends a progress value to the caller. */
  progress(value: unknown): void;
}

export interface CallOptions {
  /** Aborting rejects the call at once with 'cancelled' and tells the other side to stop. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (value: unknown) => void;
}

// biome-ignore lint/suspicious/noExplicitAny: an API's parameters and results are its own affair
type Method = (p: any) => Promise<any>;
export type Api<T> = { [K in keyof T]: Method };
export type Impl<T extends Api<T>> = {
  [K in keyof T]: (p: Parameters<T[K]>[0], context: CallContext) => ReturnType<T[K]> | Awaited<ReturnType<T[K]>>;
};
export type Client<T extends Api<T>> = {
  [K in keyof T]: (p: Parameters<T[K]>[0], options?: CallOptions) => ReturnType<T[K]>;
};

export type Message =
  | { t: 'req'; id: number; method: string; p: unknown }
  | { t: 'cancel'; id: number }
  | { t: 'ok'; id: number; value: unknown }
  | { t: 'err'; id: number; error: WireError }
  | { t: 'progress'; id: number; value: unknown };

export function isMessage(x: unknown): x is Message {
  const m = x as Message | null;
  return typeof m === 'object' && m !== null && typeof m.id === 'number' && typeof m.t === 'string';
}

/** What a method returns when parts of its value are to be moved, not copied. */
export class Handover {
  constructor(
    readonly value: unknown,
    readonly transfer: readonly unknown[],
  ) {}
}

/**
 * Answers the calls that arrive at `port`. Every request ends in ok or err. Methods are own properties of `impl`
 * and are called without `this`. `check`, when given, sees the method and its parameters first and throws for what
 * is not allowed. When the port closes, the signals of all running calls fire.
 */
export function serve<T extends Api<T>>(port: Port, impl: Impl<T>, check?: (method: string, p: unknown) => void): void {
  const running = new Map<number, AbortController>();
  let closed = false;
  const answer = async (id: number, name: string, p: unknown): Promise<void> => {
    const control = new AbortController();
    running.set(id, control);
    try {
      const method = Object.hasOwn(impl, name) ? impl[name as keyof T] : undefined;
      if (!method) throw new CallError('internal', `There is no method "${name}".`);
      check?.(name, p);
      const context: CallContext = {
        signal: control.signal,
        progress: (value) => {
          if (!closed && running.get(id) === control) port.post({ t: 'progress', id, value } satisfies Message);
        },
      };
      const result: unknown = await method(p as never, context);
      const [value, transfer] = result instanceof Handover ? [result.value, result.transfer] : [result, undefined];
      if (!closed) port.post({ t: 'ok', id, value } satisfies Message, transfer);
    } catch (error) {
      // Where even the error cannot be posted the port is gone, and its closing has settled the call on the other side.
      try {
        if (!closed) port.post({ t: 'err', id, error: toWire(error) } satisfies Message);
      } catch {}
    } finally {
      if (running.get(id) === control) running.delete(id);
    }
  };
  port.onMessage((m) => {
    if (!isMessage(m)) return;
    if (m.t === 'cancel') running.get(m.id)?.abort();
    if (m.t === 'req') void answer(m.id, m.method, m.p);
  });
  port.onClose(() => {
    closed = true;
    for (const control of running.values()) control.abort();
    running.clear();
  });
}

/**
 * A client whose calls all settle: with the answer, with the error, with 'cancelled' as soon as their signal fires,
 * or with 'port-closed' (retryable) when the port closes.
 */
export function connect<T extends Api<T>>(port: Port): Client<T> {
  interface Pending {
    resolve(value: unknown): void;
    reject(error: Error): void;
    onProgress?: ((value: unknown) => void) | undefined;
  }
  const pending = new Map<number, Pending>();
  let next = 1;
  let closed: string | null = null;
  const closedError = (reason: string) => new CallError('port-closed', reason, {}, true);

  port.onMessage((m) => {
    if (!isMessage(m)) return;
    const call = pending.get(m.id);
    if (m.t === 'progress') call?.onProgress?.(m.value);
    if (m.t === 'ok') call?.resolve(m.value);
    if (m.t === 'err') call?.reject(fromWire(m.error));
  });
  port.onClose((reason) => {
    closed = reason;
    for (const call of [...pending.values()]) call.reject(closedError(reason));
  });

  const send = (method: string, p: unknown, { signal, onProgress }: CallOptions = {}) =>
    new Promise((resolve, reject) => {
      if (closed !== null) return reject(closedError(closed));
      if (signal?.aborted) return reject(new CallError('cancelled', 'Cancelled.'));
      const id = next++;
      const settled = () => {
        pending.delete(id);
        signal?.removeEventListener('abort', abort);
      };
      const call: Pending = {
        resolve: (value) => {
          settled();
          resolve(value);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
        onProgress,
      };
      const abort = () => {
        call.reject(new CallError('cancelled', 'Cancelled.'));
        try {
          port.post({ t: 'cancel', id } satisfies Message);
        } catch {}
      };
      pending.set(id, call);
      signal?.addEventListener('abort', abort, { once: true });
      try {
        port.post({ t: 'req', id, method, p } satisfies Message);
      } catch (error) {
        call.reject(fromWire(toWire(error)));
      }
    });
  return new Proxy({} as Client<T>, {
    get: (_, method) =>
      // Without this, `await client` would send a call named "then".
      method === 'then' || typeof method === 'symbol'
        ? undefined
        : (p: unknown, options?: CallOptions) => send(method, p, options),
  });
}
