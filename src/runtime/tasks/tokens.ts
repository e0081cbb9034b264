// The words of a corpus as numbers in shared memory, so that a part of its samples can be counted anew without reading the
// files again: 4 bytes per word, and each worker's vocabulary.
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { PieceBuffer } from '../../engine/text/pieces.ts';
import { type Prepared, Preparer } from '../../engine/text/prepare.ts';
import { TokenBuffer } from '../../engine/text/words.ts';
import type { Numbering } from '../inspect/laterPass.ts';
import type { WorkerControl } from '../pool/control.ts';
import { eachSample } from './job.ts';

/** Set in the number of the first word of a segment, and so of a row: nothing is counted across it. */
export const SEGMENT_START = 0x80000000;

/** The measured rows of one block, in order. */
export interface TokenBlock {
  readonly firstRow: number;
  /** By row: index into VIEW_NAMES, words, UTF-8 bytes of the text, sentences. */
  readonly view: Uint8Array;
  readonly words: Uint32Array;
  readonly bytes: Uint32Array;
  readonly sentences: Uint32Array;
  /** Numbers of the words of all rows, one behind the other. */
  readonly numbers: Uint32Array;
}

/** What one worker read. */
export interface TokenPart {
  /** Hash lanes of the words, by number. */
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly blocks: readonly TokenBlock[];
  /** By view number: n-grams that occur, index order − 1. */
  readonly totals: readonly (readonly number[])[];
}

export function tokens(p: Numbering, control: WorkerControl): TokenPart {
  const preparer = new Preparer();
  const vocabulary = new Vocabulary();
  const blocks: TokenBlock[] = [];
  const totals = VIEW_NAMES.map(() => [0, 0, 0, 0]);
  const rows = { view: [] as number[], words: [] as number[], bytes: [] as number[], sentences: [] as number[] };
  let numbers = new Uint32Array(1 << 16);
  let length = 0;
  eachSample(
    p.job,
    control,
    (sample, ref) => {
      for (const { view, segments } of sample.views) {
        if (!p.views.includes(view)) continue;
        const { words, borders, bytes, sentences } = preparer.prepare(ref, view, segments);
        const number = VIEW_NAMES.indexOf(view);
        countTotals(totals[number] as number[], { segments, borders });
        rows.view.push(number);
        rows.words.push(words.length);
        rows.bytes.push(bytes);
        rows.sentences.push(sentences);
        if (length + words.length > numbers.length) {
          const wider = new Uint32Array(Math.max(numbers.length * 2, length + words.length));
          wider.set(numbers.subarray(0, length));
          numbers = wider;
        }
        for (let i = 0; i < words.length; i++) {
          numbers[length + i] = vocabulary.number(words.lo[i] as number, words.hi[i] as number);
        }
        for (let s = 0; s < segments.length; s++) {
          const at = borders[s] as number;
          if (at < words.length) numbers[length + at] = ((numbers[length + at] as number) | SEGMENT_START) >>> 0;
        }
        length += words.length;
      }
    },
    (_info, _ref, index) => {
      blocks.push({
        firstRow: p.firstRow[index] as number,
        view: shared(Uint8Array, rows.view),
        words: shared(Uint32Array, rows.words),
        bytes: shared(Uint32Array, rows.bytes),
        sentences: shared(Uint32Array, rows.sentences),
        numbers: shared(Uint32Array, numbers.subarray(0, length)),
      });
      for (const column of Object.values(rows)) column.length = 0;
      length = 0;
    },
  );
  return { ...vocabulary.lanes(), blocks, totals };
}

/** Adds the n-grams that occur, index order − 1. */
export function countTotals(totals: number[], x: Pick<Prepared, 'segments' | 'borders'>): void {
  for (let s = 0; s < x.segments.length; s++) {
    const words = (x.borders[s + 1] as number) - (x.borders[s] as number);
    for (let n = 1; n <= 4; n++) totals[n - 1] = (totals[n - 1] as number) + Math.max(0, words - n + 1);
  }
}

export function shared<A extends Uint8Array | Uint32Array | Int32Array>(
  make: { new (b: SharedArrayBuffer): A; BYTES_PER_ELEMENT: number },
  from: ArrayLike<number>,
): A {
  const out = new make(new SharedArrayBuffer(from.length * make.BYTES_PER_ELEMENT));
  out.set(from);
  return out;
}

/** Numbers of hashes, in the order in which they are met. */
export class Vocabulary {
  private lo = new Int32Array(1 << 15);
  private hi = new Int32Array(1 << 15);
  private size = 0;
  /** Number + 1 by hash, 0 for a free place. */
  private places = new Uint32Array(1 << 16);

  /** Numbers given so far. */
  get length(): number {
    return this.size;
  }

  number(lo: number, hi: number): number {
    const mask = this.places.length - 1;
    let place = lo & mask;
    for (let known = this.places[place] as number; known !== 0; known = this.places[place] as number) {
      if (this.lo[known - 1] === lo && this.hi[known - 1] === hi) return known - 1;
      place = (place + 1) & mask;
    }
    if (this.size === this.lo.length) {
      this.grow();
      return this.number(lo, hi);
    }
    this.lo[this.size] = lo;
    this.hi[this.size] = hi;
    this.places[place] = ++this.size;
    return this.size - 1;
  }

  lanes(): { lo: Int32Array; hi: Int32Array } {
    return {
      lo: shared(Int32Array, this.lo.subarray(0, this.size)),
      hi: shared(Int32Array, this.hi.subarray(0, this.size)),
    };
  }

  private grow(): void {
    const wider = (old: Int32Array) => {
      const next = new Int32Array(old.length * 2);
      next.set(old);
      return next;
    };
    this.lo = wider(this.lo);
    this.hi = wider(this.hi);
    this.places = new Uint32Array(this.lo.length * 2);
    const mask = this.places.length - 1;
    for (let i = 0; i < this.size; i++) {
      let place = (this.lo[i] as number) & mask;
      while (this.places[place] !== 0) place = (place + 1) & mask;
      this.places[place] = i + 1;
    }
  }
}

const KEY = { file: 0, block: 0 };
const NO_PIECES = new PieceBuffer();

/** Visits the rows of a block that are marked in `rows`, with at most `most` words of each; valid until the next one. */
export function eachStored(
  { lo, hi }: Pick<TokenPart, 'lo' | 'hi'>,
  block: TokenBlock,
  rows: Uint8Array,
  visit: (view: number, x: Prepared, row: number) => undefined | false,
  most = Number.POSITIVE_INFINITY,
): void {
  const words = new TokenBuffer();
  const borders: number[] = [];
  let at = 0;
  for (let i = 0; i < block.view.length; i++) {
    const start = at;
    at += block.words[i] as number;
    const n = Math.min(most, at - start);
    if (!rows[block.firstRow + i]) continue;
    if (words.lo.length < n) {
      words.lo = new Int32Array(n * 2);
      words.hi = new Int32Array(n * 2);
    }
    borders.length = 0;
    borders.push(0);
    for (let k = 0; k < n; k++) {
      let number = block.numbers[start + k] as number;
      if (number >= SEGMENT_START) {
        number -= SEGMENT_START;
        if (k > 0) borders.push(k);
      }
      words.lo[k] = lo[number] as number;
      words.hi[k] = hi[number] as number;
    }
    words.length = n;
    borders.push(n);
    const view = block.view[i] as number;
    const x: Prepared = {
      key: KEY,
      view: VIEW_NAMES[view] as ViewName,
      // Of the texts only their number is read here.
      segments: { length: borders.length - 1 } as Prepared['segments'],
      words,
      borders: Int32Array.from(borders),
      spaced: NO_PIECES,
      whitespaced: NO_PIECES,
      bytes: block.bytes[i] as number,
      sentences: block.sentences[i] as number,
    };
    if (visit(view, x, block.firstRow + i) === false) return;
  }
}
