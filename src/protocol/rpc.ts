// One small transport for every port of the product: engine process, workers, webview.
// An API is an interface of methods with one parameter object; `serve` answers it and `connect` derives its client.
import { CallError, fromWire, toWire, type WireError } from './errors.ts';

export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when nothing will come any more (process gone, view disposed). */
  onClose(listener: (reason: string) => void): void;
}

export interface CallContext {
  readonly signal: AbortSignal;
  /** Sends a progress value to the caller. */
  progress(value: unknown): void;
}

export interface CallOptions {
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

/**
 * Answers the calls that arrive at `port`. Every request ends in ok or err.
 * `check`, when given, sees the method and its parameters first and throws for what is not allowed.
 */
export function serve<T extends Api<T>>(
  port: Port,
  impl: Impl<T>,
  check?: (method: string, p: unknown) => void,
): void {
  const running = new Map<number, AbortController>();
  port.onMessage(async (m) => {
    if (!isMessage(m)) return;
    if (m.t === 'cancel') running.get(m.id)?.abort();
    if (m.t !== 'req') return;
    const control = new AbortController();
    running.set(m.id, control);
    try {
      const method = Object.hasOwn(impl, m.method) ? impl[m.method as keyof T] : undefined;
      if (!method) throw new CallError('internal', `There is no method "${m.method}".`);
      check?.(m.method, m.p);
      const context: CallContext = {
        signal: control.signal,
        progress: (value) => port.post({ t: 'progress', id: m.id, value } satisfies Message),
      };
      const value = await method(m.p as never, context);
      port.post({ t: 'ok', id: m.id, value } satisfies Message);
    } catch (error) {
      port.post({ t: 'err', id: m.id, error: toWire(error) } satisfies Message);
    } finally {
      running.delete(m.id);
    }
  });
  port.onClose(() => {
    for (const control of running.values()) control.abort();
  });
}

/** A client whose calls all settle: with the answer, with the error, or with `port-closed` when the port closes. */
export function connect<T extends Api<T>>(port: Port): Client<T> {
  interface Pending {
    resolve(value: unknown): void;
    reject(error: Error): void;
    onProgress?: ((value: unknown) => void) | undefined;
  }
  const pending = new Map<number, Pending>();
  let next = 1;
  let closed: string | null = null;
  port.onMessage((m) => {
    if (!isMessage(m)) return;
    const call = pending.get(m.id);
    if (!call) return;
    if (m.t === 'progress') call.onProgress?.(m.value);
    if (m.t !== 'ok' && m.t !== 'err') return;
    pending.delete(m.id);
    if (m.t === 'ok') call.resolve(m.value);
    else call.reject(fromWire(m.error));
  });
  port.onClose((reason) => {
    closed = reason;
    for (const call of pending.values()) call.reject(new CallError('port-closed', reason, {}, true));
    pending.clear();
  });
  const send = (method: string, p: unknown, options: CallOptions = {}) =>
    new Promise((resolve, reject) => {
      if (closed !== null) return reject(new CallError('port-closed', closed, {}, true));
      if (options.signal?.aborted) return reject(new CallError('cancelled', 'Cancelled.'));
      const id = next++;
      const abort = () => port.post({ t: 'cancel', id } satisfies Message);
      const settle = <A>(then: (value: A) => void) => {
        return (value: A) => {
          options.signal?.removeEventListener('abort', abort);
          then(value);
        };
      };
      options.signal?.addEventListener('abort', abort, { once: true });
      pending.set(id, { resolve: settle(resolve), reject: settle(reject), onProgress: options.onProgress });
      port.post({ t: 'req', id, method, p } satisfies Message);
    });
  return new Proxy({} as Client<T>, {
    get: (_, method) =>
      method === 'then' ? undefined : (p: unknown, options?: CallOptions) => send(String(method), p, options),
  });
}
