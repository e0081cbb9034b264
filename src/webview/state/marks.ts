// Marks of rows as the panel asks for them.
import type { RowSummary } from '../../protocol/hostApi.ts';
import { type Mark, type Marks, markKey } from '../../protocol/marks.ts';

export const NO_MARKS: Marks = {};

/** Asking for the mark that a row has takes it away. */
export function toggledMark(marks: Marks, row: Pick<RowSummary, 'view' | 'words' | 'start'>, as: Mark): Mark | null {
  return marks[markKey(row)] === as ? null : as;
}
