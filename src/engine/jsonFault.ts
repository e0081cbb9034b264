// Why a text is not JSON, and where: asked only of texts that JSON.parse refused.
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

const REASONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'not JSON',
  InvalidNumberFormat: 'a number that JSON does not know',
  PropertyNameExpected: 'a field name in double quotes is expected',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected',
  CommaExpected: 'a comma is expected',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something follows the end of the',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'the string that starts here is not closed',
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: 'a \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'an escape that JSON does not know',
  InvalidCharacter: 'a control character has to be escaped',
};

/** The first error of a text that is not JSON: its UTF-16 offset, and what is wrong. `whole` names the text: "row", "block". */
export function jsonFault(raw: string, whole: string): { offset: number; reason: string } {
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
    return { offset: Math.min(offset, raw.length), reason: `unexpected end of the ${whole}` };
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
  const reason = REASONS[code] ?? 'not JSON';
  return { offset, reason: code === 'EndOfFileExpected' ? `${reason} ${whole}` : reason };
}
