// What flows through the engine: a sample of a corpus, its views, and where it stands.

/** The texts of a sample that are measured apart from each other, in the order in which they are shown. */
export const VIEW_NAMES = ['text', 'prompt', 'response', 'system', 'tools', 'thinking'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

/** Steps from a row's root to a value: object keys and array indices; empty for a text sample. */
export type JsonPath = readonly (string | number)[];

/** One turn or field of a view. N-grams never cross from one segment into the next. */
export interface Segment {
  readonly text: string;
  /** Where the string stands in the row, for mapping spans back to the raw line. */
  readonly path: JsonPath;
  /** Offset of `text` in the string at `path`, UTF-16 units; > 0 where chat markup inside a field was parsed. */
  readonly offset?: number;
}

export interface ViewText {
  readonly view: ViewName;
  readonly segments: readonly Segment[];
}

/** Something wrong with a row or a field, found while reading. Columns are 1-based, in UTF-16 units of the line. */
export interface RowProblem {
  readonly kind: 'invalid' | 'schema';
  readonly message: string;
  readonly column?: number;
  /** Lines between the sample's first line and the one that is wrong. */
  readonly lineOffset?: number;
  readonly field?: string;
}

/** A row as the reader hands it over. */
export interface Sample {
  /** 0-based place among the rows of its block. */
  readonly index: number;
  /** Line breaks between the start of the block's slot and the first line of the sample. */
  readonly lineInBlock: number;
  /** Offset of the sample's first byte in the file. */
  readonly byte: number;
  /** Length in bytes, without the line break. */
  readonly byteLength: number;
  readonly views: readonly ViewText[];
  readonly problems: readonly RowProblem[];
  /** Content hash of the whole row as METRICS "exact-duplicate" wants it (NFC, white space and case folded, identifiers
   *  left out): two unsigned 32-bit halves. Null for a row that could not be read or holds no view. */
  readonly hash: readonly [number, number] | null;
  /** The parsed row, for fields that are no view; the text of a text sample. */
  readonly value?: unknown;
}

/** Which block (the samples that start in one slot of a file) a partial state belongs to. */
export interface BlockKey {
  readonly file: number;
  readonly block: number;
}
