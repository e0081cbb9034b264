// The engine process from the host's side: calls, crashes, one restart, no orphan.
import './tempRoot.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EngineClient } from '../../../src/runtime/process/engineClient.ts';
import { bundle } from './bundle.ts';

let folder: URL;
let client: EngineClient;
let log = '';
beforeAll(async () => {
  folder = await bundle({
    engine: 'fixtures/testEngine.ts',
    worker: 'fixtures/testWorker.ts',
    host: 'fixtures/testHost.ts',
  });
});
afterEach(() => client?.dispose());

const start = (more = {}) => {
  log = '';
  const entry = fileURLToPath(new URL('engine.mjs', folder));
  client = new EngineClient({ entry, log: (text) => (log += text), ...more });
  return client;
};
const inspect = (corpus: string, signal?: AbortSignal, onProgress?: (p: unknown) => void) =>
  client.api.inspect(
    { corpus, files: [], options: {} },
    { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) },
  );
const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const gone = async (pid: number) => {
  for (let i = 0; i < 100 && isRunning(pid); i++) await new Promise((done) => setTimeout(done, 20));
  return !isRunning(pid);
};

describe('the engine client', () => {
  it('starts the process with the first call, and answers', async () => {
    start();
    expect(client.pid).toBe(undefined);
    const progress: unknown[] = [];
    expect(await inspect('x', undefined, (p) => progress.push(p))).toMatchObject({ rows: 2 });
    expect(progress.at(-1)).toMatchObject({ phase: 'measuring' });
    expect(await client.api.detail({ corpus: 'x', row: 1 })).toMatchObject({ text: 'b', line: 2 });
    await expect(client.api.detail({ corpus: 'x', row: 9 })).rejects.toMatchObject({ code: 'not-found' });
    expect(client.generation).toBe(0);
  });

  it('cancels, and works on', async () => {
    start();
    await inspect('x');
    const control = new AbortController();
    const call = inspect('stuck', control.signal);
    call.catch(() => {});
    await new Promise((done) => setTimeout(done, 100));
    control.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(await inspect('y')).toMatchObject({ rows: 2 });
  });

  it.each([
    ['exit', /code 7/],
    ['uncaught', /RangeError: nobody caught this/],
    ['memory', /ran out of memory/],
  ])('restarts the process once after a crash (%s), says why, and then asks for help', async (how, why) => {
    start({ heapMb: 40 });
    const restarts: string[] = [];
    client.onDidRestart((reason) => restarts.push(reason));
    await inspect('x');
    const pid = client.pid;
    const crash = expect.objectContaining({ code: 'engine-crashed', message: expect.stringMatching(why) });
    await expect(inspect(how)).rejects.toEqual(expect.objectContaining({ retryable: true }));
    expect(restarts).toEqual([expect.stringMatching(why)]);
    expect([client.generation, client.failed, client.pid === pid]).toEqual([1, false, false]);
    expect(await inspect('x')).toMatchObject({ rows: 2 });

    const both = [inspect(how), inspect('x')].map((c) => c.catch((e: unknown) => e));
    expect((await Promise.all(both))[0]).toEqual(crash);
    expect([client.failed, restarts.length, client.pid]).toEqual([true, 1, undefined]);
    await expect(inspect('x')).rejects.toThrow('inspect the corpus once more to start it anew');
    client.startOver();
    expect(await inspect('x')).toMatchObject({ rows: 2 });
    expect(client.generation).toBe(2);
  });

  it('passes on what the process writes to its log', async () => {
    start();
    await inspect('uncaught').catch(() => {});
    expect(log).toContain('nobody caught this');
  });

  it('fails with one sentence when the process cannot start', async () => {
    start({ entry: '/nowhere/engine.mjs' });
    await expect(inspect('x')).rejects.toMatchObject({ code: 'engine-crashed' });
    await new Promise((done) => setTimeout(done, 500));
    await expect(inspect('x')).rejects.toMatchObject({ code: 'engine-crashed', retryable: false });
  });

  it('ends the process when it is disposed, and its calls', async () => {
    start();
    await inspect('x');
    const pid = client.pid!;
    const call = inspect('stuck');
    call.catch(() => {});
    client.dispose();
    await expect(call).rejects.toMatchObject({ code: 'port-closed' });
    await expect(inspect('x')).rejects.toMatchObject({ code: 'port-closed' });
    expect(await gone(pid)).toBe(true);
  });

  it('leaves no orphan when the host is killed, busy workers or not', async () => {
    const host = spawn(process.execPath, [fileURLToPath(new URL('host.mjs', folder))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [out] = (await once(host.stdout, 'data')) as [Buffer];
    const pid = Number(out.toString());
    expect(isRunning(pid)).toBe(true);
    host.kill('SIGKILL');
    expect(await gone(pid)).toBe(true);
  });

  it('pulls nothing of the engine into the bundle that imports it', async () => {
    const { metafile } = await esbuild.build({
      entryPoints: [fileURLToPath(new URL('../../../src/runtime/process/engineClient.ts', import.meta.url))],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'cjs',
    });
    const inputs = Object.keys(metafile.inputs)
      .map((path) => path.replace(/^.*src\//, ''))
      .sort();
    expect(inputs).toEqual([
      'engine/errors.ts',
      'protocol/errors.ts',
      'protocol/rpc.ts',
      'runtime/process/engineClient.ts',
      'runtime/process/processPort.ts',
    ]);
  });
});
