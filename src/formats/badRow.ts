// Why a row is not JSON, and in which column: asked only of rows that JSON.parse refused.
import { jsonFault } from '../engine/jsonFault.ts';
import type { RowProblem } from '../engine/sample.ts';

/** The first error of a row that is not JSON; the column is 1-based, in UTF-16 units, of the line that the error is on
 *  (`lineOffset` lines below the first, for pretty-printed elements). `before` are the units that stand before the row
 *  on its line; where they are not known, only the message has a column. */
export function describeBadRow(raw: string, before: number | undefined): RowProblem {
  const { offset, reason } = jsonFault(raw, 'row');
  const lines = raw.slice(0, offset).split(/\r\n|\r|\n/);
  const lineOffset = lines.length - 1;
  const inLine = lines[lineOffset]!.length + 1;
  if (lineOffset > 0) {
    return { kind: 'invalid', message: `column ${inLine}: ${reason}`, column: inLine, lineOffset };
  }
  if (before === undefined) return { kind: 'invalid', message: `column ${inLine} of the row: ${reason}` };
  const column = before + inLine;
  return { kind: 'invalid', message: `column ${column}: ${reason}`, column };
}
