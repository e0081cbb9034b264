// The worker pool: every block folded once, crashes survived, cancels honoured in time.
import './tempRoot.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { bundle } from './bundle.ts';

interface Fold {
  blocks: number[];
  slot: number;
  tag?: string;
}

let entry: URL;
let pool: WorkerPool;
beforeAll(async () => {
  entry = new URL('worker.mjs', await bundle({ worker: 'fixtures/testWorker.ts' }));
});
const start = (jobs = 2, more = {}) => {
  pool = new WorkerPool({ jobs, entry, ...more });
  return pool;
};
afterEach(() => pool?.close());

const blocksOf = (results: Fold[]) => results.flatMap((r) => r.blocks).sort((a, b) => a - b);
const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const shared = () => new Int32Array(new SharedArrayBuffer(4));

describe('a pass over blocks', () => {
  it('folds every block exactly once, shared by all workers', async () => {
    const { results, lost, crashes } = await start(3).overBlocks<Fold>('fold', { msPerBlock: 5 }, 60);
    expect(blocksOf(results)).toEqual(range(60));
    expect(results.length).toBe(3);
    for (const r of results) expect(r.blocks.length).toBeGreaterThan(0);
    expect({ lost, crashes }).toEqual({ lost: [], crashes: 0 });
  });

  it('is done at once when there are no blocks, and starts no more workers than blocks', async () => {
    expect((await start(4).overBlocks<Fold>('fold', {}, 0)).results).toEqual([]);
    expect((await pool.overBlocks<Fold>('fold', {}, 2)).results.length).toBe(2);
  });

  it('uses as many workers as asked for, with parameters of their own', async () => {
    const options = { workers: 2, perWorker: (slot: number) => ({ tag: `w${slot}` }) };
    const { results } = await start(4).overBlocks<Fold>('fold', { msPerBlock: 2 }, 20, options);
    expect(results.map((r) => r.tag).sort()).toEqual(['w0', 'w1']);
  });

  it('shows progress while it runs, never backwards, and the whole at the end', async () => {
    const seen: number[] = [];
    const onProgress = (bytes: number, samples: number) => {
      expect(samples * 100).toBe(bytes);
      seen.push(bytes);
    };
    await start().overBlocks('fold', { msPerBlock: 20 }, 40, { onProgress });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(40_000);
  });

  it.each(['exit', 'throw', 'uncaught', 'memory'] as const)(
    'makes good a crash (%s) that does not come back',
    async (how) => {
      const deaths = shared();
      const p = { poison: [7], how, deaths, maxDeaths: 1, msPerBlock: 1 };
      const limits = { resourceLimits: { maxOldGenerationSizeMb: 32 } };
      const { results, lost, crashes, reasons } = await start(2, limits).overBlocks<Fold>('fold', p, 30);
      expect(blocksOf(results)).toEqual(range(30));
      expect({ lost, crashes }).toEqual({ lost: [], crashes: 1 });
      expect(reasons[0]).toMatch(/code 3|a bug in a metric|nobody caught this|memory/);
    },
  );

  it.each([1, 3])('loses only the block that crashes twice, with %i workers', async (jobs) => {
    const { results, lost, crashes } = await start(jobs).overBlocks<Fold>('fold', { poison: [7, 20] }, 30);
    expect(lost).toEqual([7, 20]);
    expect(blocksOf(results)).toEqual(range(30).filter((b) => b !== 7 && b !== 20));
    expect(crashes).toBe(4);
  });

  it('gives up with one clear error when every block crashes', async () => {
    const call = start().overBlocks('fold', { poison: range(100) }, 100);
    await expect(call).rejects.toMatchObject({ name: 'CorpusError', code: 'worker-crashed' });
  });

  it('gives up with one clear error when the worker cannot start', async () => {
    pool = new WorkerPool({ jobs: 2, entry: new URL('nowhere.mjs', entry) });
    await expect(pool.overBlocks('fold', {}, 9)).rejects.toMatchObject({ code: 'worker-crashed' });
  });

  it('rejects with the error of a task, and stops the others', async () => {
    const call = start().overBlocks('fold', { corpusErrorAt: 5, msPerBlock: 10 }, 1000);
    await expect(call).rejects.toMatchObject({ name: 'CorpusError', code: 'not-found', place: { file: 'x.jsonl' } });
    expect(pool.running).toBe(0);
    expect(await pool.one('echo', 1)).toBe(1);
  });

  it.each([
    ['notice', 'polite', 60],
    ['are stuck in a busy loop', 'stuck', 200],
  ])('releases workers that %s within the time', { retry: 2 }, async (_, task, limit) => {
    start();
    await pool.overBlocks('fold', {}, 4);
    const control = new AbortController();
    const call = pool.overBlocks(task, {}, 10, { signal: control.signal });
    call.catch(() => {});
    await new Promise((done) => setTimeout(done, 100));
    const begin = performance.now();
    control.abort();
    await expect(call).rejects.toMatchObject({ name: 'CorpusError', code: 'cancelled' });
    const ms = performance.now() - begin;
    console.log(`cancel, workers that ${task}: ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(limit);
    expect(pool.running).toBe(0);
    expect(blocksOf((await pool.overBlocks<Fold>('fold', {}, 8)).results)).toEqual(range(8));
  });

  it('does not start when the signal has fired already', async () => {
    await expect(start().overBlocks('fold', {}, 5, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('lets two passes share the pool', async () => {
    start(2);
    const both = await Promise.all([
      pool.overBlocks<Fold>('fold', { msPerBlock: 2 }, 20),
      pool.overBlocks<Fold>('fold', {}, 20),
    ]);
    for (const { results } of both) expect(blocksOf(results)).toEqual(range(20));
  });
});

describe('one task', () => {
  it('runs on an idle worker and moves buffers', async () => {
    expect(await start().one('echo', { a: [1, 2] })).toEqual({ a: [1, 2] });
    expect(await pool.one<Uint8Array>('moved', null)).toHaveLength(1 << 20);
  });

  it('is tried once more after a crash', async () => {
    expect(await start().one('dieOnce', { deaths: shared() })).toBe('second try');
    await expect(pool.one('dieAlways', null)).rejects.toMatchObject({ name: 'CorpusError', code: 'worker-crashed' });
  });

  it('rejects with its own error, and with what it does not know', async () => {
    await expect(start().one('refuse', null)).rejects.toMatchObject({ name: 'CorpusError', code: 'bad-option' });
    await expect(pool.one('nope', null)).rejects.toThrow('no task "nope"');
  });

  it('is cancelled also when it is stuck', { retry: 2 }, async () => {
    const control = new AbortController();
    const call = start().one('stuck', null, { signal: control.signal });
    call.catch(() => {});
    await new Promise((done) => setTimeout(done, 100));
    const begin = performance.now();
    control.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - begin).toBeLessThan(200);
  });

  it('uses workers again, and ends them after the idle time', async () => {
    start(1, { idleMs: 50 });
    const first = await pool.one('threadId', null);
    expect(await pool.one('threadId', null)).toBe(first);
    await new Promise((done) => setTimeout(done, 120));
    expect(await pool.one('threadId', null)).not.toBe(first);
  });

  it('grows and shrinks as it is told', async () => {
    start(1);
    const ids = async (n: number) =>
      new Set(await Promise.all(Array.from({ length: n }, () => pool.one<number>('threadId', null)))).size;
    expect(await ids(4)).toBe(1);
    pool.resize(3);
    expect(await ids(3)).toBe(3);
    pool.resize(1);
    expect(await ids(4)).toBe(1);
  });

  it('rejects what runs and what waits when the pool is closed', async () => {
    start(1);
    const calls = [pool.one('stuck', null), pool.one('echo', 1)].map((c) => c.catch((e: { code: string }) => e.code));
    await new Promise((done) => setTimeout(done, 50));
    await pool.close();
    expect(await Promise.all(calls)).toEqual(['cancelled', 'cancelled']);
    await expect(pool.one('echo', 1)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
