// The transport: every request settles, whatever happens to the other side.
import { describe, expect, it } from 'vitest';
import { CorpusError } from '../../../src/engine/errors.ts';
import { CallError } from '../../../src/protocol/errors.ts';
import { type CallContext, connect, Handover, type Impl, type Port, serve } from '../../../src/protocol/rpc.ts';

interface Api {
  add(p: { a: number; b: number }): Promise<number>;
  fail(p: { how: 'corpus' | 'type' | 'string' | 'uncloneable' }): Promise<unknown>;
  hang(p: Record<string, never>): Promise<string>;
  count(p: { to: number }): Promise<number>;
}

/** Two ends of a channel that clones like postMessage does and delivers in order. */
function channel() {
  const end = () => ({
    messages: [] as ((m: unknown) => void)[],
    closers: [] as ((r: string) => void)[],
    sent: [] as unknown[],
    transfers: [] as unknown[],
  });
  const a = end();
  const b = end();
  let closed: string | null = null;
  const port = (self: typeof a, other: typeof a): Port => ({
    post(message, transfer) {
      if (closed !== null) throw new Error('closed');
      const copy: unknown = structuredClone(message);
      self.sent.push(copy);
      if (transfer) self.transfers.push(transfer);
      queueMicrotask(() => {
        if (closed === null) for (const listener of other.messages) listener(copy);
      });
    },
    onMessage: (listener) => self.messages.push(listener),
    onClose: (listener) => (closed === null ? self.closers.push(listener) : listener(closed)),
  });
  const close = (reason: string) => {
    closed = reason;
    for (const listener of [...a.closers, ...b.closers]) listener(reason);
  };
  return { left: port(a, b), right: port(b, a), close, a, b };
}

function counting(): AbortSignal & { listeners: number } {
  const control = new AbortController();
  const signal = control.signal as AbortSignal & { listeners: number };
  signal.listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = ((...args: Parameters<typeof add>) => {
    signal.listeners++;
    add(...args);
  }) as typeof add;
  signal.removeEventListener = ((...args: Parameters<typeof remove>) => {
    signal.listeners--;
    remove(...args);
  }) as typeof remove;
  return signal;
}

const impl = (seen: { context?: CallContext } = {}): Impl<Api> => ({
  add: async ({ a, b }) => a + b,
  fail: async ({ how }) => {
    if (how === 'corpus') throw new CorpusError('bad-option', 'No such view.', { file: 'a.jsonl', line: 3 }, true);
    if (how === 'type') throw new TypeError('x is not a function');
    // biome-ignore lint/complexity/useLiteralKeys: a thrown string is what is tested
    if (how === 'string') throw 'plain'['slice'](0);
    return () => 'a function cannot be posted';
  },
  hang: (_, context) => {
    seen.context = context;
    return new Promise<string>(() => {});
  },
  count: async ({ to }, context) => {
    for (let i = 1; i <= to; i++) context.progress(i);
    return to;
  },
});

describe('rpc', () => {
  it('answers with the value', async () => {
    const { left, right } = channel();
    serve<Api>(right, impl());
    const client = connect<Api>(left);
    expect(await client.add({ a: 2, b: 3 })).toBe(5);
    expect(await Promise.all([1, 2, 3].map((a) => client.add({ a, b: 1 })))).toEqual([2, 3, 4]);
  });

  it('carries code, sentence, place and retryable of an error', async () => {
    const { left, right } = channel();
    serve<Api>(right, impl());
    const error = await connect<Api>(left)
      .fail({ how: 'corpus' })
      .catch((e: CallError) => e);
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({
      code: 'bad-option',
      message: 'No such view.',
      place: { file: 'a.jsonl', line: 3 },
      retryable: true,
    });
  });

  it.each([
    ['type', 'x is not a function'],
    ['string', 'plain'],
    ['uncloneable', /could not be cloned/],
  ] as const)('turns a failure of kind %s into an internal error', async (how, message) => {
    const { left, right } = channel();
    serve<Api>(right, impl());
    const call = connect<Api>(left).fail({ how });
    await expect(call).rejects.toMatchObject({ code: 'internal' });
    await expect(call).rejects.toThrow(message);
  });

  it('rejects a call of an unknown or inherited method', async () => {
    const { left, right } = channel();
    serve<Api>(right, impl());
    const client = connect<Api & { nope(p: null): Promise<void>; toString(p: null): Promise<void> }>(left);
    await expect(client.nope(null)).rejects.toThrow('There is no method "nope".');
    await expect(client.toString(null)).rejects.toThrow('There is no method "toString".');
  });

  it('rejects what the check refuses before the method runs', async () => {
    const { left, right } = channel();
    serve<Api>(right, impl(), (method) => {
      if (method === 'add') throw new CallError('bad-option', 'Not allowed.');
    });
    await expect(connect<Api>(left).add({ a: 1, b: 1 })).rejects.toMatchObject({ code: 'bad-option' });
  });

  it('rejects parameters that cannot be posted, and keeps nothing pending', async () => {
    const { left, right, a } = channel();
    serve<Api>(right, impl());
    const signal = counting();
    const p = { a: (() => 1) as unknown as number, b: 1 };
    await expect(connect<Api>(left).add(p, { signal })).rejects.toMatchObject({ code: 'internal' });
    expect(signal.listeners).toBe(0);
    expect(a.sent).toEqual([]);
  });

  it('delivers progress in order before the answer, and none after it', async () => {
    const { left, right } = channel();
    const seen: { context?: CallContext } = {};
    serve<Api>(right, {
      ...impl(),
      count: async (p, context) => {
        seen.context = context;
        return (await impl().count(p, context)) as number;
      },
    });
    const got: unknown[] = [];
    expect(await connect<Api>(left).count({ to: 3 }, { onProgress: (x) => got.push(x) })).toBe(3);
    seen.context?.progress(99);
    await new Promise((done) => setTimeout(done, 5));
    expect(got).toEqual([1, 2, 3]);
  });

  it('rejects at once with cancelled, and tells the other side', async () => {
    const { left, right } = channel();
    const seen: { context?: CallContext } = {};
    serve<Api>(right, impl(seen));
    const control = new AbortController();
    const call = connect<Api>(left).hang({}, { signal: control.signal });
    await new Promise((done) => setTimeout(done, 5));
    control.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise((done) => setTimeout(done, 5));
    expect(seen.context?.signal.aborted).toBe(true);
  });

  it('does not send a call whose signal has fired already', async () => {
    const { left, right, a } = channel();
    serve<Api>(right, impl());
    const call = connect<Api>(left).add({ a: 1, b: 1 }, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(a.sent).toEqual([]);
  });

  it('rejects pending and later calls when the port closes, and stops the running ones', async () => {
    const { left, right, close } = channel();
    const seen: { context?: CallContext } = {};
    serve<Api>(right, impl(seen));
    const client = connect<Api>(left);
    const call = client.hang({});
    await new Promise((done) => setTimeout(done, 5));
    close('The process is gone.');
    await expect(call).rejects.toMatchObject({ code: 'port-closed', message: 'The process is gone.', retryable: true });
    await expect(client.add({ a: 1, b: 1 })).rejects.toMatchObject({ code: 'port-closed' });
    expect(seen.context?.signal.aborted).toBe(true);
    await expect(connect<Api>(left).add({ a: 1, b: 1 })).rejects.toMatchObject({ code: 'port-closed' });
  });

  it('serves and calls in both directions over one port', async () => {
    const { left, right } = channel();
    serve<Api>(left, { ...impl(), add: async ({ a, b }) => a * b });
    serve<Api>(right, impl());
    const fromLeft = connect<Api>(left);
    const fromRight = connect<Api>(right);
    const p = { a: 3, b: 4 };
    expect(await Promise.all([fromLeft.add(p), fromRight.add(p), fromLeft.add(p)])).toEqual([7, 12, 7]);
  });

  it('leaves no listener on a signal after the call has settled', async () => {
    const { left, right, close } = channel();
    serve<Api>(right, impl());
    const client = connect<Api>(left);
    const signal = counting();
    await client.add({ a: 1, b: 1 }, { signal });
    await client.fail({ how: 'corpus' }, { signal }).catch(() => {});
    expect(signal.listeners).toBe(0);
    const pending = client.hang({}, { signal });
    expect(signal.listeners).toBe(1);
    close('gone');
    await expect(pending).rejects.toThrow('gone');
    expect(signal.listeners).toBe(0);
  });

  it('ignores messages that are not its own', async () => {
    const { left, right } = channel();
    serve<Api>(right, impl());
    const client = connect<Api>(left);
    for (const noise of [null, 7, 'x', {}, { t: 'ok' }, { t: 'ok', id: 12345, value: 1 }, { t: 'cancel', id: 9 }]) {
      left.post(noise);
      right.post(noise);
    }
    expect(await client.add({ a: 1, b: 1 })).toBe(2);
  });

  it('hands over the transfer list of a result', async () => {
    const { left, right, b } = channel();
    const buffer = new ArrayBuffer(8);
    serve<Api>(right, { ...impl(), fail: async () => new Handover(buffer, [buffer]) });
    expect(await connect<Api>(left).fail({ how: 'corpus' })).toBeInstanceOf(ArrayBuffer);
    expect(b.transfers).toEqual([[buffer]]);
  });

  it('is not mistaken for a promise', async () => {
    const { left } = channel();
    const client = connect<Api>(left);
    expect(await Promise.resolve(client)).toBe(client);
  });
});
