// The documents that are open in the editor, mirrored: their text as it stands on the screen, in pieces, so that an
// edit of a 45 MB document costs what it changes.
import { CorpusError } from '../engine/errors.ts';
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

  constructor(public version: number) {}

  append(text: string): void {
    for (let at = 0; at < text.length; at += PIECE_UNITS) this.pieces.push(text.slice(at, at + PIECE_UNITS));
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
    this.length += text.length - length;
  }

  /** The whole text in UTF-8, in shared memory; a half of a surrogate pair becomes U+FFFD. */
  encode(): { buffer: SharedArrayBuffer; size: number } {
    const parts = [...this.wellFormedPieces()];
    let size = 0;
    const sizes = parts.map((part) => Buffer.byteLength(part));
    for (const n of sizes) size += n;
    const buffer = new SharedArrayBuffer(size);
    const bytes = Buffer.from(buffer);
    let at = 0;
    for (const [i, part] of parts.entries()) {
      bytes.write(part, at, 'utf8');
      at += sizes[i] as number;
    }
    return { buffer, size };
  }

  /** The pieces, cut so that no surrogate pair is torn apart. */
  private *wellFormedPieces(): Generator<string> {
    let carry = '';
    for (const piece of this.pieces) {
      const text = carry + piece;
      const last = text.charCodeAt(text.length - 1);
      carry = last >= 0xd800 && last <= 0xdbff ? text.slice(-1) : '';
      yield carry ? text.slice(0, -1) : text;
    }
    if (carry) yield carry;
  }

  private piece(i: number): string {
    return this.pieces[i] as string;
  }
}

export class Documents {
  readonly #texts = new Map<string, DocumentText>();

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
    return { kind: 'memory', ...text.encode(), shown };
  }

  #refuse(id: string): never {
    this.#texts.delete(id);
    throw outOfStep(id);
  }
}

function outOfStep(shown: string): CorpusError {
  return new CorpusError('internal', `The engine does not hold the present text of ${shown}: send it again.`, {}, true);
}
