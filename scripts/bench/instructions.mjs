// Writes a corpus of any size from a few thousand instruction rows: the rows come round and round, and each time a share
// of their content words, drawn per row, is replaced by words of the same set. The same seed gives the same bytes.
import { closeSync, openSync, writeSync } from 'node:fs';
import { compile } from './rowTemplates.mjs';

/** Share of a row's content words that is replaced. */
const LEAST = 0.35;
const MOST = 0.6;
const BUFFER = 1 << 22;

/**
 * Writes whole rows until the next would go beyond `bytes`.
 * @param {string} path
 * @param {readonly import('./instructionSets.mjs').Instruction[]} rows
 * @param {{ bytes: number, seed: number }} options
 * @returns {{ bytes: number, rows: number }} what was written
 */
export function writeInstructions(path, rows, options) {
  const fd = openSync(path, 'w');
  try {
    return generate(rows, options, (chunk) => writeSync(fd, chunk));
  } finally {
    closeSync(fd);
  }
}

/**
 * @param {readonly import('./instructionSets.mjs').Instruction[]} rows
 * @param {{ bytes: number, seed: number }} options
 * @param {(chunk: Uint8Array) => void} write gets a buffer that is used again
 */
export function generate(rows, { bytes, seed }, write) {
  const set = compile(rows);
  const out = new Uint8Array(BUFFER + set.longestRow);
  let at = 0;
  let flushed = 0;
  let n = 0;
  for (;;) {
    const end = writeRow(set, n, mixed(seed, n), out, at);
    if (flushed + end > bytes) break;
    at = end;
    n++;
    if (at < BUFFER) continue;
    write(out.subarray(0, at));
    flushed += at;
    at = 0;
  }
  if (at > 0) write(out.subarray(0, at));
  return { bytes: flushed + at, rows: n };
}

/** One row at `at`, its own random numbers from `state`. Returns where it ends. */
function writeRow(set, n, state, out, at) {
  const { first, start, end, isWord, source, draws, words, wordStart } = set;
  const row = n % set.rows;
  const share = (LEAST + (MOST - LEAST) * (state / 2 ** 32)) * 2 ** 32;
  let to = at;
  for (let piece = first[row]; piece < first[row + 1]; piece++) {
    let from = start[piece];
    let stop = end[piece];
    let text = source;
    const kind = isWord[piece];
    if (kind > 0) {
      state = step(state);
      if (scrambled(state) < share) {
        state = step(state);
        const word = draws[Math.floor((scrambled(state) / 2 ** 32) * draws.length)];
        text = words;
        from = wordStart[word];
        stop = wordStart[word + 1];
      }
    }
    const begin = to;
    while (from < stop) out[to++] = text[from++];
    // A replaced word takes over the capital of the one it stands for.
    if (kind === 2 && text === words) out[begin] -= 32;
  }
  return to;
}

/** A state per row, so that a row does not depend on those before it. */
function mixed(seed, n) {
  return scrambled((Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b)) >>> 0);
}

function step(state) {
  return (state + 0x6d2b79f5) >>> 0;
}

/** mulberry32's output. */
function scrambled(state) {
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}
