// How one file is read: its format, its blocks, its views. Plain data, so that it can be posted to a worker.
import type { ViewName } from '../engine/sample.ts';

export type Format = 'jsonl' | 'json' | 'text';
export type TextSplit = 'paragraphs' | 'lines' | 'file';

/** One slot of a file: the samples that start at a byte in [start, end). */
export interface Block {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  /** JSON arrays only: where the first element that starts in the slot begins; absent where none does. */
  readonly firstElement?: number;
}

/** Where a view is read from. */
export interface ViewRule {
  readonly view: ViewName;
  /** As the report shows it, e.g. `messages[role=assistant].content`. */
  readonly path: string;
  readonly chosenBy: 'detected' | 'user';
}

export interface ViewPlan {
  readonly rules: readonly ViewRule[];
  /** Dialogues exploded into prefixes were recognised: only the last turn of a row is measured. */
  readonly explodedPrefixes: boolean;
  /** Fields that a complete row has, for `schema` findings. */
  readonly expected: readonly string[];
}

export interface FilePlan {
  readonly path: string;
  readonly bytes: number;
  readonly format: Format;
  readonly split?: TextSplit;
  /** Bytes of a byte order mark at the start, 0 or 3. */
  readonly bom: number;
  readonly blocks: readonly Block[];
  readonly views: ViewPlan;
}
