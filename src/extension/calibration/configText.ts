// The calibration in the text of corpus-inspector.json: changed in place, so that comments and other keys stay.
import { applyEdits, type JSONPath, modify, parse } from 'jsonc-parser';
import { parseConfig } from '../../runtime/config.ts';

/** Where the editor keeps a calibration, relative to the configuration. */
export const CALIBRATION_PATH = '.corpus-inspector/calibration.json';

const OPTIONS = { allowTrailingComma: true } as const;

/**
 * The configuration with that calibration and its rate, or without one.
 * @param name as errors call the file
 * Throws 'bad-format' where the text is no configuration: nothing is written over an error.
 */
export function withCalibration(
  text: string,
  name: string,
  chosen: { readonly path: string; readonly rate: number } | undefined,
): string {
  let source = text.trim() === '' ? '{}\n' : text;
  const before = parseConfig(source, name).traits;
  const set = (path: JSONPath, value: unknown) => {
    const formattingOptions = {
      insertSpaces: !/^\t/m.test(source),
      tabSize: 2,
      eol: source.includes('\r\n') ? '\r\n' : '\n',
    };
    source = applyEdits(source, modify(source, path, value, { formattingOptions }));
  };
  if (chosen) {
    set(['traits', 'calibration'], chosen.path);
    // The calibration knows its rate; one that stands here would win.
    if (before?.rate !== undefined) set(['traits', 'rate'], chosen.rate);
  } else if (before?.calibration !== undefined) {
    set(['traits', 'calibration'], undefined);
    const { traits } = parse(source, [], OPTIONS) as { traits?: object };
    if (traits && Object.keys(traits).length === 0) set(['traits'], undefined);
  }
  return source;
}
