// The corpora by name: files in a temporary folder, written once and kept between runs.
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { root } from '../lib/paths.mjs';
import { ScriptError } from '../lib/run.mjs';
import { instructionSets } from './instructionSets.mjs';
import { writeInstructions } from './instructions.mjs';

const MB = 1e6;
/** Raised when the generator writes other bytes, so that no old file is taken for a new one. */
const GENERATOR = 1;
const SEED = 20260301;

/** Where shared corpora stand when they are there: beside the project. */
const shared = join(root, '..', 'shared', 'data');

/** The folder for everything that the benchmark writes, bench/results.json apart. */
export function folder() {
  return join(tmpdir(), 'corpus-inspector-bench');
}

/**
 * Path of a corpus by name: `peps`, `instructions-N` (N in 10⁶ bytes), or a path to a JSONL file.
 * @param {string} name @returns {string}
 */
export function corpusFile(name) {
  mkdirSync(folder(), { recursive: true });
  if (name === 'peps') return unpacked();
  const size = /^instructions-(\d+)$/.exec(name)?.[1];
  if (size) return instructions(Number(size) * MB);
  const path = resolve(name);
  if (!existsSync(path)) {
    throw new ScriptError(`There is no corpus "${name}": peps, instructions-100, instructions-1000 or a JSONL file.`);
  }
  return path;
}

/** Whether the corpus can be had here. @param {string} name */
export function isThere(name) {
  return name !== 'peps' || existsSync(packedPeps());
}

/**
 * The first whole lines of a file, at most `bytes` of them together; the file itself when it is no longer than that.
 * @param {string} path @param {number} bytes @returns {string} path of the part
 */
export function cut(path, bytes) {
  if (statSync(path).size <= bytes) return path;
  const part = join(folder(), `${basename(path, '.jsonl')}-first-${bytes}.jsonl`);
  if (existsSync(part)) return part;
  const buffer = Buffer.allocUnsafe(bytes);
  const fd = openSync(path, 'r');
  readSync(fd, buffer, 0, bytes, 0);
  closeSync(fd);
  return written(part, (to) => writeFileSync(to, buffer.subarray(0, buffer.lastIndexOf(10) + 1)));
}

function packedPeps() {
  return join(shared, 'big', 'peps_revisions.jsonl.xz');
}

function unpacked() {
  const path = join(folder(), 'peps_revisions.jsonl');
  if (existsSync(path)) return path;
  if (!isThere('peps')) {
    throw new ScriptError('The corpus peps is not beside this folder: choose another with --corpus.');
  }
  return written(path, (to) => execFileSync('sh', ['-c', 'xz -dkc "$1" > "$2"', 'sh', packedPeps(), to]));
}

function instructions(bytes) {
  const { rows, origin } = instructionSets(join(shared, 'demo'));
  const path = join(folder(), `instructions-${bytes}-${origin}-v${GENERATOR}.jsonl`);
  if (existsSync(path)) return path;
  return written(path, (to) => writeInstructions(to, rows, { bytes, seed: SEED }));
}

/** Writes under another name first, so that what was broken off is not taken for whole. */
function written(path, write) {
  const part = `${path}.${process.pid}.part`;
  write(part);
  renameSync(part, path);
  return path;
}
