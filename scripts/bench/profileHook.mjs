// Preloaded into the command line and its workers (`node --import`): profiles each worker from its start until the
// thread is to end, and writes the profile into the folder that BENCH_PROFILE names. Workers are terminated, not
// asked to stop, so the thread that ends one waits here for its profile first.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import threads from 'node:worker_threads';

const folder = process.env.BENCH_PROFILE;
const PATIENCE_MS = 20_000;
const INTERVAL_US = 500;

if (folder && threads.isMainThread) profileWorkers();
else if (folder) profileThis(folder);

function profileWorkers() {
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(entry, options = {}) {
      super(entry, { ...options, execArgv: [...(options.execArgv ?? []), '--import', import.meta.url] });
    }

    async terminate() {
      const channel = new threads.BroadcastChannel(`bench-profile-${this.threadId}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, PATIENCE_MS);
        channel.onmessage = () => {
          clearTimeout(timer);
          resolve();
        };
        channel.postMessage('stop');
      });
      channel.close();
      return super.terminate();
    }
  };
  syncBuiltinESMExports();
}

function profileThis(into) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  session.post('Profiler.start');
  const channel = new threads.BroadcastChannel(`bench-profile-${threads.threadId}`);
  channel.unref();
  channel.onmessage = () => {
    session.post('Profiler.stop', (_error, result) => {
      if (result) writeFileSync(join(into, `worker-${threads.threadId}.cpuprofile`), JSON.stringify(result.profile));
      channel.postMessage('done');
    });
  };
}
