// Indexes of rows on disk: one small file per large file, written whole or not at all, and only believed when every byte is right.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RowPlaces } from './rowIndex.ts';
import type { FileState } from './watchedFile.ts';

const MAGIC = Buffer.from('CIROWS01');
const DIGEST_BYTES = 32;
/** size, mtimeMs, total, bom, places. */
const HEAD_NUMBERS = 5;
const EXTENSION = '.rows';
/** The oldest go first. */
const MAX_FILES = 100;

function cachePath(folder: string, path: string): string {
  return join(folder, `${createHash('sha256').update(path).digest('hex').slice(0, 32)}${EXTENSION}`);
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The index of a file in exactly this state; null where there is none, or where it cannot be trusted. */
export async function loadIndex(folder: string, path: string, state: FileState): Promise<RowPlaces | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(cachePath(folder, path));
  } catch {
    return null;
  }
  return decode(bytes, state);
}

/** Keeps an index; what goes wrong costs only time later, so nothing is thrown. */
export async function keepIndex(folder: string, path: string, state: FileState, places: RowPlaces): Promise<void> {
  const target = cachePath(folder, path);
  const temporary = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, encode(state, places));
    await rename(temporary, target);
    await prune(folder);
  } catch {
    await rm(temporary, { force: true }).catch(() => {});
  }
}

function encode({ size, mtimeMs }: FileState, { bytes, rows, total, bom }: RowPlaces): Buffer {
  const numbers = Float64Array.of(size, mtimeMs, total, bom, bytes.length);
  const body = Buffer.concat([MAGIC, ...[numbers, bytes, rows].map((list) => Buffer.from(list.buffer))]);
  return Buffer.concat([body, digest(body)]);
}

function decode(file: Buffer, state: FileState): RowPlaces | null {
  const headBytes = MAGIC.length + 8 * HEAD_NUMBERS;
  if (file.length < headBytes + DIGEST_BYTES || !file.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const body = file.subarray(0, file.length - DIGEST_BYTES);
  if (!digest(body).equals(file.subarray(body.length))) return null;
  // A copy, because a Float64Array has to start at a multiple of eight.
  const numbers = new Float64Array(Uint8Array.from(body.subarray(MAGIC.length)).buffer);
  const [size, mtimeMs, total = 0, bom = 0, count = 0] = numbers;
  if (size !== state.size || mtimeMs !== state.mtimeMs || numbers.length !== HEAD_NUMBERS + 2 * count) return null;
  return {
    bytes: numbers.slice(HEAD_NUMBERS, HEAD_NUMBERS + count),
    rows: numbers.slice(HEAD_NUMBERS + count),
    total,
    bom,
  };
}

async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION));
  if (names.length <= MAX_FILES) return;
  const aged = await Promise.all(
    names.map(async (name) => ({ name, mtimeMs: (await stat(join(folder, name))).mtimeMs })),
  );
  aged.sort((a, b) => a.mtimeMs - b.mtimeMs);
  for (const { name } of aged.slice(0, names.length - MAX_FILES)) await rm(join(folder, name), { force: true });
}
