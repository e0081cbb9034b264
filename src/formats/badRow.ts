// Why a row is not JSON, and in which column: asked only of rows that JSON.parse refused.
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import type { RowProblem } from '../engine/sample.ts';

const REASONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'not JSON',
  InvalidNumberFormat: 'a number that JSON does not know',
  PropertyNameExpected: 'a field name in double quotes is expected',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected',
  CommaExpected: 'a comma is expected',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something follows the end of the row',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'the string that starts here is not closed',
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: 'a \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'an escape that JSON does not know',
  InvalidCharacter: 'a control character has to be escaped',
};

/** The first error of a row that is not JSON; the column is 1-based, in UTF-16 units, of the line that the error is on
 *  (`lineOffset` lines below the first, for pretty-printed elements). `before` are the units that stand before the row
 *  on its line; where they are not known, only the message has a column. */
export function describeBadRow(raw: string, before: number | undefined): RowProblem {
  const { offset, reason } = firstError(raw);
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

function firstError(raw: string): { offset: number; reason: string } {
  const errors: ParseError[] = [];
  try {
    parse(raw, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // Lists nested a hundred thousand deep exhaust the stack.
    return { offset: 0, reason: 'nested too deeply' };
  }
  const error = errors[0];
  if (error === undefined) return { offset: 0, reason: 'not JSON' };
  const { offset, length } = error;
  const code = printParseErrorCode(error.error);
  if (offset >= raw.trimEnd().length)
    return { offset: Math.min(offset, raw.length), reason: 'unexpected end of the row' };
  if (code === 'InvalidSymbol') {
    const word = raw.slice(offset, offset + length);
    if (/^-?(?:NaN|Infinity)/.test(word)) return { offset, reason: `${word} is not JSON, write null` };
    if (/^(?:True|False|None)$/.test(word)) return { offset, reason: `${word} is Python, not JSON` };
    if (offset > 0 && raw.trimStart().startsWith('{'))
      return { offset, reason: 'something stands here that is not JSON' };
  }
  if (code === 'InvalidCharacter') {
    const control = raw.slice(offset).search(/[\u0000-\u001f]/);
    return { offset: control < 0 ? offset : offset + control, reason: REASONS[code]! };
  }
  return { offset, reason: REASONS[code] ?? 'not JSON' };
}
