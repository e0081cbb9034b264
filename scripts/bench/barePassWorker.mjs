// A thread of the bare pass: claims blocks from a shared counter and parses the rows that start in them.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const BLOCK = 1 << 20;

parentPort.postMessage(parseRows(workerData));

/** Returns the number of rows. */
function parseRows({ path, bytes, next }) {
  const fd = openSync(path, 'r');
  const { size } = fstatSync(fd);
  let rows = 0;
  for (;;) {
    const start = Atomics.add(next, 0, 1) * BLOCK;
    if (start >= bytes) break;
    // One byte before the block tells whether a row starts at its first byte.
    const from = Math.max(0, start - 1);
    let length = Math.min(size, start + BLOCK) - from;
    let buffer = Buffer.allocUnsafe(length);
    readSync(fd, buffer, 0, length, from);
    while (from + length < size && buffer[length - 1] !== 10) {
      const more = Buffer.allocUnsafe(Math.min(size - from - length, BLOCK));
      readSync(fd, more, 0, more.length, from + length);
      const end = more.indexOf(10);
      buffer = Buffer.concat([buffer, end < 0 ? more : more.subarray(0, end + 1)]);
      length = buffer.length;
    }
    let at = start === 0 ? 0 : buffer.indexOf(10) + 1;
    if (start > 0 && at === 0) continue;
    while (at < length && from + at < start + BLOCK) {
      const end = buffer.indexOf(10, at);
      const stop = end < 0 ? length : end;
      if (stop > at) {
        JSON.parse(buffer.toString('utf8', at, stop));
        rows++;
      }
      at = stop + 1;
    }
  }
  closeSync(fd);
  return rows;
}
