// The documents that are open in the editor, mirrored: their text as it stands on the screen, in pieces, so that an
// edit of a 45 MB document costs what it changes.
import { CorpusError } from '../../engine/errors.ts';
import type { SourceRef } from './source.ts';

/** A piece that grew beyond this is split, UTF-16 units. */
const PIECE_UNITS = 1 << 16;

export interface DocumentEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

class DocumentText {
  complete = false;
  /** UTF-16 units. */
  length = 0;
  private readonly pieces: string[] = [];
  /** Each piece's place among those of the last snapshot, −1 for one that is new since. */
  private readonly known: number[] = [];
  private last: { readonly bytes: Buffer; readonly starts: readonly number[] } | null = null;

  constructor(public version: number) {}

  append(text: string): void {
    for (let at = 0; at < text.length; at += PIECE_UNITS) {
      this.pieces.push(text.slice(at, at + PIECE_UNITS));
      this.known.push(-1);
    }
    this.length += text.length;
  }

  /** Replaces `length` units from `offset`, which have to be inside the text. */
  replace({ offset, length, text }: DocumentEdit): void {
    let i = 0;
    let start = offset;
    for (; i < this.pieces.length && start >= this.piece(i).length; i++) start -= this.piece(i).length;
    // Past the last piece: the edit is an append.
    const head = i < this.pieces.length ? this.piece(i).slice(0, start) : '';
    let end = i;
    let rest = start + length;
    for (; end < this.pieces.length && rest > this.piece(end).length; end++) rest -= this.piece(end).length;
    const tail = end < this.pieces.length ? this.piece(end).slice(rest) : '';
    const middle = head + text + tail;
    const parts: string[] = [];
    // Half-filled pieces after a split leave room for the next key presses.
    const step = middle.length > 2 * PIECE_UNITS ? PIECE_UNITS : middle.length;
    for (let at = 0; at < middle.length; at += step) parts.push(middle.slice(at, at + step));
    this.pieces.splice(i, end - i + 1, ...parts);
    this.known.splice(i, end - i + 1, ...parts.map(() => -1));
    this.length += text.length - length;
  }

  /** The whole text in UTF-8, in shared memory; a half of a surrogate pair becomes U+FFFD. */
  encode(): { buffer: SharedArrayBuffer; size: number } {
    const { last } = this;
    // A pair that two pieces share goes with the second of them.
    const carries = this.pieces.map((piece) => endsInHalf(piece));
    const parts = this.pieces.map((piece, i): string | Uint8Array => {
      const isWhole = !carries[i] && !carries[i - 1];
      const n = this.known[i] as number;
      if (last && isWhole && n >= 0) return last.bytes.subarray(last.starts[n], last.starts[n + 1]);
      const own = carries[i] ? piece.slice(0, -1) : piece;
      return carries[i - 1] ? this.piece(i - 1).slice(-1) + own : own;
    });
    if (carries.at(-1)) parts.push(this.piece(this.pieces.length - 1).slice(-1));
    const starts = [0];
    for (const part of parts) starts.push((starts.at(-1) as number) + Buffer.byteLength(part));
    const size = starts.at(-1) as number;
    const buffer = new SharedArrayBuffer(size);
    const bytes = Buffer.from(buffer);
    parts.forEach((part, i) => {
      if (typeof part === 'string') bytes.write(part, starts[i] as number, 'utf8');
      else bytes.set(part, starts[i]);
    });
    // Pieces that share a pair do not stand in the snapshot as they are.
    for (let i = 0; i < this.pieces.length; i++) this.known[i] = carries[i] || carries[i - 1] ? -1 : i;
    this.last = { bytes, starts };
    return { buffer, size };
  }

  private piece(i: number): string {
    return this.pieces[i] as string;
  }
}

function endsInHalf(piece: string): boolean {
  const last = piece.charCodeAt(piece.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

export class Documents {
  readonly #texts = new Map<string, DocumentText>();
  /** Of which text each snapshot is. */
  readonly #taken = new WeakMap<SharedArrayBuffer, { readonly text: DocumentText; readonly version: number }>();

  /** Takes a chunk of a document's text; `first` starts anew, `done` makes it readable. */
  open(p: { id: string; version: number; chunk: string; first: boolean; done: boolean }): void {
    if (p.first) this.#texts.set(p.id, new DocumentText(p.version));
    const text = this.#texts.get(p.id);
    if (!text || text.complete || text.version !== p.version) throw outOfStep(p.id);
    text.append(p.chunk);
    text.complete = p.done;
  }

  /**
   * Applies the edits of one version, one after the other. Throws a retryable error when a version is missing or an
   * edit does not fit: the document has to be opened again then, and is not readable before.
   */
  change(p: { id: string; version: number; changes: readonly DocumentEdit[] }): void {
    const text = this.#texts.get(p.id);
    if (!text?.complete) throw outOfStep(p.id);
    if (p.version === text.version && p.changes.length === 0) return;
    if (p.version !== text.version + 1) this.#refuse(p.id);
    for (const edit of p.changes) {
      const fits = edit.offset >= 0 && edit.length >= 0 && edit.offset + edit.length <= text.length;
      if (!fits) this.#refuse(p.id);
      text.replace(edit);
    }
    text.version = p.version;
  }

  close(id: string): void {
    this.#texts.delete(id);
  }

  /** The text of a document as bytes that workers can read; later edits do not change them. */
  snapshot(id: string, shown: string): SourceRef {
    const text = this.#texts.get(id);
    if (!text?.complete) throw outOfStep(shown);
    const encoded = text.encode();
    this.#taken.set(encoded.buffer, { text, version: text.version });
    return { kind: 'memory', ...encoded, shown, document: true };
  }

  /** Whether nothing was edited since a snapshot; of what is no snapshot, true. */
  isCurrent(source: SourceRef): boolean {
    const taken = source.kind === 'memory' ? this.#taken.get(source.buffer) : undefined;
    return taken === undefined || taken.text.version === taken.version;
  }

  #refuse(id: string): never {
    this.#texts.delete(id);
    throw outOfStep(id);
  }
}

function outOfStep(shown: string): CorpusError {
  return new CorpusError('internal', `The engine does not hold the present text of ${shown}: send it again.`, {}, true);
}
