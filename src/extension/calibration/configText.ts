// What the editor writes into corpus-inspector.json: changed in place, so that comments and other keys stay.
import { applyEdits, type JSONPath, modify, parse } from 'jsonc-parser';
import type { Config } from '../../engine/config.ts';
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
  return edited(text, name, ({ traits: before }, set) => {
    if (chosen) {
      set(['traits', 'calibration'], chosen.path);
      // The calibration knows its rate; one that stands here would win.
      if (before?.rate !== undefined) set(['traits', 'rate'], chosen.rate);
    } else if (before?.calibration !== undefined) set(['traits', 'calibration'], undefined);
  });
}

/** The configuration with one evaluation set more, or without it; `path` as it stands there. Throws as `withCalibration`. */
export function withEvaluation(text: string, name: string, path: string, action: 'add' | 'remove'): string {
  return edited(text, name, ({ references }, set) => {
    const before = [references?.evaluation ?? []].flat();
    const others = before.filter((known) => known !== path);
    const now = action === 'remove' ? others : [...others, path];
    if (action === 'add' && others.length < before.length) return;
    if (before.length > 0 || now.length > 0) set(['references', 'evaluation'], now.length > 1 ? now : now[0]);
  });
}

/** Applies `change` to the text; objects that are empty then go. */
function edited(
  text: string,
  name: string,
  change: (config: Config, set: (path: JSONPath, value: unknown) => void) => void,
): string {
  let source = text.trim() === '' ? '{}\n' : text;
  const set = (path: JSONPath, value: unknown) => {
    const formattingOptions = {
      insertSpaces: !/^\t/m.test(source),
      tabSize: 2,
      eol: source.includes('\r\n') ? '\r\n' : '\n',
    };
    source = applyEdits(source, modify(source, path, value, { formattingOptions }));
    if (value !== undefined) return;
    const above = path[0] as string;
    const left = (parse(source, [], OPTIONS) as Record<string, object | undefined>)[above];
    if (left && Object.keys(left).length === 0) set([above], undefined);
  };
  change(parseConfig(source, name), set);
  return source;
}
