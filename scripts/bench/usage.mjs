// Preloaded into the measured process (`node --import`): writes what it used to the file that BENCH_USAGE names, as it
// exits. Counts all threads. `resourceUsage().maxRSS` may be the parent's, which lends its peak to a child it
// starts; VmHWM is the process's own.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.BENCH_USAGE;

if (file && isMainThread) {
  process.once('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const peak = highWater();
    const usage = {
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      peakMb: (peak ?? maxRSS) * 0.001024,
      peakFrom: peak === null ? 'maxRSS' : 'VmHWM',
    };
    writeFileSync(file, JSON.stringify(usage));
  });
}

/** KiB; null where the system does not tell. */
function highWater() {
  try {
    const match = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return match ? Number(match[1]) : null;
  } catch {
    return null;
  }
}
