// How far into its line a row stands, for rows that are flagged: elements of a JSON array seldom start their line.
import { decodeLossy } from './decode.ts';
import type { ByteSource } from './source.ts';

const LF = 0x0a;
const CR = 0x0d;
const FIRST_READ = 256;
const CHUNK = 1024 * 1024;
/** A line is not searched further back than this, bytes. */
const LIMIT = 32 * CHUNK;

/** Counts the UTF-16 units between the start of a line and a byte of it. */
export class LineColumns {
  /** The byte asked for last, and its answer; NaN when it had none. */
  private at: number;
  private units = 0;

  /** `bom` is where the first line starts. */
  constructor(
    private readonly source: ByteSource,
    bom: number,
    private readonly limit = LIMIT,
  ) {
    this.at = bom;
  }

  /** Bytes asked for must not fall, so that a line with many bad rows is read once. Undefined when the line starts too
   *  far back. */
  before(byte: number): number | undefined {
    const from = Math.max(this.at, byte - this.limit);
    const start = this.lineStart(from, byte);
    if (start !== null) this.units = this.count(start, byte);
    else this.units = from === this.at ? this.units + this.count(from, byte) : Number.NaN;
    this.at = byte;
    return Number.isNaN(this.units) ? undefined : this.units;
  }

  /** The byte after the last line break in [from, to). */
  private lineStart(from: number, to: number): number | null {
    let size = FIRST_READ;
    for (let end = to; end > from; size = Math.min(CHUNK, size * 4)) {
      const start = Math.max(from, end - size);
      const bytes = this.source.read(start, end);
      const at = Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR));
      if (at >= 0) return start + at + 1;
      end = start;
    }
    return null;
  }

  private count(from: number, to: number): number {
    return decodeLossy(this.source.read(from, to)).length;
  }
}
