// The key `calibration` of corpus-inspector.json: read and changed as text, so that comments and other keys stay.
import { applyEdits, modify, type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { CallError } from '../../protocol/errors.ts';

export const CONFIG_NAME = 'corpus-inspector.json';
/** Where the editor keeps a calibration, relative to the configuration. */
export const CALIBRATION_PATH = '.corpus-inspector/calibration.json';

const KEY = 'calibration';
const OPTIONS = { allowTrailingComma: true } as const;

/** The path that a configuration names; undefined where it names none. Throws 'bad-format' where it is no JSON. */
export function calibrationPath(text: string): string | undefined {
  const value = checked(text)[KEY];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The configuration with the path, or without one. Throws 'bad-format' where it is no JSON. */
export function withCalibration(text: string, path: string | undefined): string {
  const source = text.trim() === '' ? '{}\n' : text;
  checked(source);
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(source),
    tabSize: 2,
    eol: source.includes('\r\n') ? '\r\n' : '\n',
  };
  return applyEdits(source, modify(source, [KEY], path, { formattingOptions }));
}

function checked(text: string): Record<string, unknown> {
  const errors: ParseError[] = [];
  const value: unknown = text.trim() === '' ? {} : parse(text, errors, OPTIONS);
  const [first] = errors;
  if (!first && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  const line = first ? text.slice(0, first.offset).split('\n').length : 1;
  const what = first ? printParseErrorCode(first.error) : 'not an object';
  throw new CallError('bad-format', `${CONFIG_NAME} cannot be read (line ${line}: ${what}): correct it first.`, {
    line,
  });
}
