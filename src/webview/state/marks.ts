// Marks of rows as the panel asks for them.
import type { RowSummary } from '../../protocol/hostApi.ts';
import type { Mark, Marks } from '../../protocol/marks.ts';

export const NO_MARKS: Marks = {};

/** Asking for the mark that a row has takes it away. */
export function toggledMark(marks: Marks, { hash }: Pick<RowSummary, 'hash'>, as: Mark): Mark | null {
  return marks[hash] === as ? null : as;
}
