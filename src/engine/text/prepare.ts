// Prepares one view of one sample once for every metric: tokens of the reference tokeniser with segment borders, and
// the tokens of a split on single spaces that the published NGD and self-repetition use.
import type { BlockKey, Segment, ViewName } from '../sample.ts';
import type { PieceBuffer } from './pieces.ts';
import { TextScanner } from './scan.ts';
import { type TokenBuffer, tokenise } from './words.ts';

/** What every metric gets to see. Buffers are reused: copy what must outlive the call. */
export interface Prepared {
  readonly key: BlockKey;
  readonly view: ViewName;
  readonly segments: readonly Segment[];
  readonly words: TokenBuffer;
  /** Index of the first token of each segment, and the number of tokens at the end: segments + 1 entries. */
  readonly borders: Int32Array;
  /** Tokens of the segments joined by a space and split on single spaces; empty strings count. */
  readonly spaced: PieceBuffer;
  /** Tokens of the segments joined by a space and split on white space; the same buffer where that is the same. */
  readonly whitespaced: PieceBuffer;
  /** UTF-8 bytes of the segments joined by a space. */
  readonly bytes: number;
  readonly sentences: number;
}

/** What a pass needs: everything, or only the words (spaces, sentences and bytes are empty then). */
export type PrepareWhat = 'all' | 'words';

export class Preparer {
  private readonly scanner = new TextScanner();
  private borders = new Int32Array(16);

  prepare(key: BlockKey, view: ViewName, segments: readonly Segment[], what: PrepareWhat = 'all'): Prepared {
    const { scanner } = this;
    scanner.clear();
    if (this.borders.length < segments.length + 1) this.borders = new Int32Array(segments.length * 2 + 1);
    for (let i = 0; i < segments.length; i++) {
      this.borders[i] = scanner.words.length;
      const { text } = segments[i] as Segment;
      if (what === 'all') scanner.add(text);
      else tokenise(text, scanner.words);
    }
    this.borders[segments.length] = scanner.words.length;
    return {
      key,
      view,
      segments,
      words: scanner.words,
      borders: this.borders,
      spaced: scanner.spaced,
      whitespaced: scanner.plain ? scanner.spaced : scanner.whitespaced,
      bytes: scanner.bytes + Math.max(0, segments.length - 1),
      sentences: scanner.sentences,
    };
  }
}
