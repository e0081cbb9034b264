// One file in the sample editor: its index, built in slices beside whatever else the process does, and its rows.
import { refuseBinary } from '../../formats/binary.ts';
import { decodeLossy } from '../../formats/decode.ts';
import type { RawRow, RowIndex as RowIndexState } from '../../protocol/samplesApi.ts';
import { cancelled } from '../pool/poolWorker.ts';
import { keepIndex, loadIndex } from './indexCache.ts';
import { RowIndex, SLOT } from './rowIndex.ts';
import { WatchedFile } from './watchedFile.ts';

const CHUNK = 1 << 20;
/** How much is read before the first answer, for one whole row to show. */
const FIRST_BYTES = 32 * CHUNK;
/** Indexes of smaller files are made faster than looked up. */
const CACHED_FROM = 8e6;
const SNIFFED = 256 * 1024;

const MAX_ROWS = 200;
/** Units of a reply: two bytes each, below 900 KB. */
const MAX_UNITS = 450_000;
export const RAW_CHARS = 20_000;
const MAX_RAW_CHARS = 200_000;
const MAX_UTF8_BYTES_PER_UNIT = 3;

const LF = 0x0a;
const CR = 0x0d;

/** The rows of one place of the index. */
interface Stretch {
  /** Number of the first. */
  readonly row: number;
  /** Where each starts, and where the last one ends. */
  readonly starts: readonly number[];
  /** From the first start on; the last row may be longer. */
  readonly bytes: Buffer;
}

export class SampleFile {
  #index: RowIndex;
  #closed = false;
  #failure: unknown;
  readonly #waiting = new Set<() => void>();

  private constructor(
    readonly id: string,
    readonly file: WatchedFile,
    private readonly cache: string | undefined,
    index: RowIndex,
  ) {
    this.#index = index;
  }

  /** Resolves once the first rows are known; the rest of the index follows by itself. Rejects with 'not-found', 'directory',
   *  'not-readable' or 'binary-file'. */
  static async open(id: string, path: string, cache?: string): Promise<SampleFile> {
    const file = await WatchedFile.open(path);
    try {
      const { size } = file.state;
      refuseBinary({ path, size, read: () => new Uint8Array() }, await file.read(0, SNIFFED));
      const known = cache && size >= CACHED_FROM ? await loadIndex(cache, path, file.state) : null;
      const sample = new SampleFile(id, file, cache, known ? RowIndex.from(known, size) : new RowIndex(size));
      if (!known) await sample.#begin();
      return sample;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get index(): RowIndex {
    return this.#index;
  }

  get state(): RowIndexState {
    const { total: rows, scanned, done, size: bytes } = this.#index;
    const guess = done || scanned === 0 ? rows : Math.round((rows * bytes) / scanned);
    return { id: this.id, bytes, rows, done, guess };
  }

  /** Resolves when the check is true of the index, or the index is done. Rejects where the file changed, and with 'cancelled'. */
  async until(check: (index: RowIndex) => boolean, signal?: AbortSignal): Promise<void> {
    while (!this.#index.done && !check(this.#index)) {
      if (this.#failure) throw this.#failure;
      if (signal?.aborted || this.#closed) throw cancelled();
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal?.addEventListener('abort', wake, { once: true });
      });
    }
    if (signal?.aborted) throw cancelled();
  }

  /** Rows [from, from + count), fewer where they are long or not known yet. */
  async rows(from: number, count: number, chars = RAW_CHARS): Promise<RawRow[]> {
    await this.file.check();
    const most = Math.min(Math.max(1, chars), MAX_RAW_CHARS);
    const rows: RawRow[] = [];
    let units = 0;
    const end = Math.min(from + Math.min(count, MAX_ROWS), this.#index.total);
    for (let row = Math.max(0, from); row < end; ) {
      const stretch = await this.#stretch(this.#index.placeOfRow(row));
      const { starts } = stretch;
      for (let i = row - stretch.row; i + 1 < starts.length && row < end; i++, row++) {
        const raw = await this.#raw(row, starts[i] as number, starts[i + 1] as number, most, stretch);
        units += raw.raw.length;
        if (units > MAX_UNITS && rows.length > 0) return rows;
        rows.push(raw);
      }
    }
    return rows;
  }

  /** Byte offset at which a row starts; the file's size for one behind the last. */
  async startOf(row: number): Promise<number> {
    if (row >= this.#index.total) return this.file.state.size;
    const stretch = await this.#stretch(this.#index.placeOfRow(Math.max(0, row)));
    return stretch.starts[Math.max(0, row) - stretch.row] as number;
  }

  /** The row that a byte is part of, and where it starts. Waits until the index has come so far. */
  async rowAtByte(byte: number, signal?: AbortSignal): Promise<{ row: number; start: number }> {
    await this.until((index) => index.scanned > byte, signal);
    const { starts, row } = await this.#stretch(this.#index.placeOfByte(byte));
    let i = 0;
    while (i + 2 < starts.length && (starts[i + 1] as number) <= byte) i++;
    return { row: row + i, start: starts[i] as number };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.file.close();
  }

  async #stretch(place: number): Promise<Stretch> {
    const index = this.#index;
    const start = index.byteAt(place);
    const end = index.endOf(place) ?? index.scanned;
    // A row that starts at the end of the slot belongs to the next place.
    const limit = Math.min(end, (Math.floor(start / SLOT) + 1) * SLOT);
    const bytes = await this.file.read(start, limit);
    const starts = [start];
    let afterCr = false;
    const add = (at: number) => {
      if (at < limit) starts.push(at);
    };
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte === LF) add(start + i + 1);
      else if (afterCr) add(start + i);
      afterCr = byte === CR;
    }
    starts.push(end);
    return { row: index.rowAt(place), starts, bytes };
  }

  async #raw(row: number, start: number, end: number, chars: number, stretch: Stretch): Promise<RawRow> {
    const base = stretch.starts[0] as number;
    const read = async (from: number, to: number) =>
      to <= base + stretch.bytes.length ? stretch.bytes.subarray(from - base, to - base) : this.file.read(from, to);
    const tail = await read(Math.max(start, end - 2), end);
    const last = tail[tail.length - 1];
    const breakBytes = last === LF ? (tail.length > 1 && tail[tail.length - 2] === CR ? 2 : 1) : last === CR ? 1 : 0;
    const bytes = Math.max(0, end - start - breakBytes);
    const head = await read(start, start + Math.min(bytes, chars * MAX_UTF8_BYTES_PER_UNIT));
    let raw = decodeLossy(head);
    const truncated = raw.length > chars || head.length < bytes;
    if (raw.length > chars) raw = raw.slice(0, isHighSurrogate(raw.charCodeAt(chars - 1)) ? chars - 1 : chars);
    return { row, line: row + 1, byte: start, bytes, raw, truncated };
  }

  async #begin(): Promise<void> {
    const first = Math.min(this.file.state.size, FIRST_BYTES);
    const buffer = Buffer.allocUnsafe(CHUNK);
    // One chunk, and more only where the first row is longer than that.
    do await this.#slice(buffer);
    while (!this.#index.done && this.#index.total < 2 && this.#index.scanned < first);
    if (!this.#index.done) void this.#build(buffer);
  }

  async #build(buffer: Buffer): Promise<void> {
    try {
      while (!this.#index.done && !this.#closed) {
        await this.#slice(buffer);
        this.#wake();
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (this.#closed) return;
      await this.file.check();
      if (this.cache && this.file.state.size >= CACHED_FROM) {
        await keepIndex(this.cache, this.file.path, this.file.state, this.#index.places());
      }
    } catch (error) {
      this.#failure = this.#closed ? cancelled() : error;
      this.#wake();
    }
  }

  async #slice(buffer: Buffer): Promise<void> {
    const { scanned } = this.#index;
    this.#index.feed(await this.file.read(scanned, scanned + CHUNK, buffer));
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
