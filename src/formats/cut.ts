// A file without some of its rows, as the byte ranges that stay: rows that stay keep every byte, and the rest is a file of the
// same format.
import { MAX_ROW_BYTES } from './bytes.ts';
import { cutElements, elementEnd } from './cutElements.ts';
import { isSpace, nextFilledLine, nextLine, Peek } from './peek.ts';
import type { FilePlan } from './plan.ts';
import type { ByteSource } from './source.ts';

/** Rows as the readers place them: `byte[i]` and `byteLength[i]`, ascending, each once. */
export interface RowPlaces {
  readonly length: number;
  readonly byte: ArrayLike<number>;
  readonly byteLength: ArrayLike<number>;
}

export interface Cut {
  /** [start, end) of each stretch that stays, one after the other: start, end, start, end … Ascending, never touching. */
  readonly kept: Float64Array;
  /** Bytes that stay. */
  readonly bytes: number;
  /** Whether a row stays. Without one, what is left of lines and paragraphs is nothing, and of a JSON list the empty list. */
  readonly holdsRows: boolean;
}

export type CutPlan = Pick<FilePlan, 'format' | 'split' | 'bom'>;

/** Rows between two moments at which others may have their turn. */
const STEP = 4096;

/** Stretches [start, end) that go, in order, put in one after the other. */
export type Remove = (start: number, end: number) => void;

/**
 * What stays of a file without these rows. A line goes with its line break, a paragraph with the blank lines behind it, an
 * element of a list with its comma; blank lines between lines, the byte order mark and what surrounds a list stay.
 */
export function cutRows(source: ByteSource, plan: CutPlan, rows: RowPlaces): Cut {
  const steps = cutSteps(source, plan, rows);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of some thousand rows, for whoever must not be away for long. */
export function* cutSteps(source: ByteSource, plan: CutPlan, rows: RowPlaces): Generator<void, Cut> {
  const kept = new Stretches(source.size);
  const peek = new Peek(source);
  if (plan.format === 'json') {
    const holdsRows = yield* cutElements(peek, plan.bom, rows, (start, end) => kept.remove(start, end));
    return { ...kept.finish(), holdsRows };
  }
  const endOf = plan.split === 'file' ? () => source.size : plan.split === 'paragraphs' ? paragraphEnd : lineEnd;
  for (let i = 0; i < rows.length; i++) {
    const [start, length] = [rows.byte[i] as number, rows.byteLength[i] as number];
    kept.remove(start, endOf(peek, start + length, length));
    if (i % STEP === STEP - 1) yield;
  }
  const cut = kept.finish();
  if (holdsText(peek, cut.kept, plan.bom)) return { ...cut, holdsRows: true };
  return { kept: new Float64Array(0), bytes: 0, holdsRows: false };
}

/** Where a row ends, without what goes with it: behind its place only where it was too long to be read whole. */
export function wholeRow(
  source: ByteSource,
  { format, split }: Pick<FilePlan, 'format' | 'split'>,
  byte: number,
  byteLength: number,
): number {
  const end = byte + byteLength;
  if (byteLength < MAX_ROW_BYTES) return end;
  const peek = new Peek(source);
  if (format === 'json') return elementEnd(peek, byte, byteLength);
  if (split === 'file') return source.size;
  let at = split === 'paragraphs' ? paragraphEnd(peek, end, byteLength) : nextLine(peek, end);
  while (at > end && isSpace(peek.at(at - 1))) at--;
  return at;
}

/** A row that is too long to be read whole ends somewhere behind its place; `nextLine` finds it. */
function lineEnd(peek: Peek, contentEnd: number): number {
  return nextLine(peek, contentEnd);
}

function paragraphEnd(peek: Peek, contentEnd: number, length: number): number {
  let end = nextLine(peek, contentEnd);
  let filled = nextFilledLine(peek, end);
  // One that was too long to be read whole goes on.
  while (length >= MAX_ROW_BYTES && filled === end && end < peek.source.size) {
    end = nextLine(peek, end);
    filled = nextFilledLine(peek, end);
  }
  return filled;
}

function holdsText(peek: Peek, kept: Float64Array, bom: number): boolean {
  for (let i = 0; i < kept.length; i += 2) {
    const end = kept[i + 1] as number;
    for (let at = Math.max(bom, kept[i] as number); at < end; at++) if (!isSpace(peek.at(at))) return true;
  }
  return false;
}

/** The stretches between those that are removed. */
class Stretches {
  private edges = new Float64Array(64);
  private n = 0;
  private bytes = 0;
  /** End of what was removed last. */
  private from = 0;

  constructor(private readonly size: number) {}

  remove(start: number, end: number): void {
    this.keep(start);
    this.from = Math.max(this.from, end);
  }

  finish(): { kept: Float64Array; bytes: number } {
    this.keep(this.size);
    return { kept: this.edges.slice(0, this.n), bytes: this.bytes };
  }

  private keep(end: number): void {
    if (end <= this.from) return;
    if (this.n + 2 > this.edges.length) {
      const more = new Float64Array(2 * this.edges.length);
      more.set(this.edges);
      this.edges = more;
    }
    this.edges[this.n++] = this.from;
    this.edges[this.n++] = end;
    this.bytes += end - this.from;
    this.from = end;
  }
}
