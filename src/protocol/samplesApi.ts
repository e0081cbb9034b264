// The sample editor over a port: rows of a file of any size by number, without measuring it.

export interface RowIndex {
  readonly id: string;
  readonly bytes: number;
  /** Rows found so far; all of them once `done`. */
  readonly rows: number;
  readonly done: boolean;
  /** Rows of a whole file of this size, guessed from those found so far. */
  readonly guess: number;
}

/** Every line is a row, blank ones too, so that the editor's line numbers hold: `line` is `row + 1`. Lines end with \n, \r\n or a
 *  lone \r; what follows the last break is no row. */
export interface RawRow {
  /** 0-based. */
  readonly row: number;
  /** 1-based. */
  readonly line: number;
  readonly byte: number;
  /** Without the line break; of a row whose end is not known yet, those seen so far. */
  readonly bytes: number;
  /** As it stands in the file, at most `chars` characters; U+FFFD for bytes that are not UTF-8. */
  readonly raw: string;
  readonly truncated: boolean;
}

export interface Found {
  readonly row: number;
  readonly line: number;
  /** UTF-16 offsets in the raw row. */
  readonly start: number;
  readonly end: number;
  /** What was found, as it stands in the row; at most 1,000 characters. */
  readonly text: string;
}

/** `samples…`: an index of where rows start, made in the background and kept by path, size and time of change. Every call but
 *  `samplesOpen` rejects with 'changed' where the file is not the one that was opened. */
export interface SamplesApi {
  /** Answers as soon as the first rows can be read. `cache`: a folder where indexes are kept. */
  samplesOpen(p: { path: string; cache?: string }): Promise<RowIndex>;
  /** Progress: RowIndex, until the index is done. Rejects with 'cancelled', and where the file changed meanwhile. */
  samplesIndex(p: { id: string }): Promise<RowIndex>;
  /** At most 200 rows and 900 KB; fewer rows than asked for where they are long. `chars` of each: default 20,000, at most
   *  200,000. */
  samplesRows(p: { id: string; from: number; count: number; chars?: number }): Promise<readonly RawRow[]>;
  /** The next row behind (before, when `backwards`) row `from` whose raw text holds the words, or matches; −1 and the number of
   *  rows look at all of them. In JSON rows words are also looked for as JSON escapes them; a pattern sees the first MiB of a
   *  row. Progress: `{ row }`, how far it looked. Rejects with 'bad-option' for a pattern that cannot be read or takes more than
   *  two seconds on one row, and with 'cancelled'. */
  samplesFind(p: {
    id: string;
    from: number;
    backwards: boolean;
    text: string;
    regex: boolean;
    matchCase: boolean;
  }): Promise<Found | null>;
  /** The row that a 1-based line is part of; the last one for a line behind the end. */
  samplesRowAt(p: { id: string; line: number }): Promise<number>;
  samplesClose(p: { id: string }): Promise<void>;
}
