// What a search looks for: bytes for plain text, or a pattern that is tried on one row after the other.
import { CorpusError } from '../../engine/errors.ts';

export interface Query {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  /** Rows are JSON: what a string shows is also looked for as JSON writes it. */
  readonly json: boolean;
}

export type Compiled =
  | { readonly kind: 'bytes'; readonly needles: readonly Buffer[]; readonly ignoreCase: boolean }
  | { readonly kind: 'pattern'; readonly pattern: RegExp };

/** Null where nothing can be found. Throws 'bad-option' for a pattern that cannot be read. */
export function compile(query: Query): Compiled | null {
  if (query.text === '') return null;
  if (query.regex) return { kind: 'pattern', pattern: patternOf(query.text, query.matchCase) };
  const forms = writtenForms(query);
  if (forms.length === 0) return null;
  const isAscii = forms.every((form) => !/[^\0-\x7f]/.test(form));
  if (query.matchCase || isAscii) {
    const lower = (form: string) => (query.matchCase ? form : form.toLowerCase());
    const needles = [...new Set(forms.map(lower))].map((form) => Buffer.from(form));
    return { kind: 'bytes', needles, ignoreCase: !query.matchCase };
  }
  // Letters beyond ASCII change their bytes, and even their number, with case.
  return { kind: 'pattern', pattern: new RegExp(forms.map(escaped).join('|'), 'iu') };
}

function patternOf(source: string, matchCase: boolean): RegExp {
  const flags = matchCase ? '' : 'i';
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    // Escapes that need none are refused with `u` alone.
    try {
      return new RegExp(source, flags);
    } catch (error) {
      const reason = (error as Error).message.replace(/^Invalid regular expression: /, '').replace(/\.$/, '');
      throw new CorpusError('bad-option', `This is not a regular expression: ${reason}.`);
    }
  }
}

/** The ways in which a row may write a text: as it is, and as JSON escapes it, with letters beyond ASCII and without. */
function writtenForms({ text, matchCase, json }: Query): string[] {
  const forms = [text];
  if (json) {
    for (const cased of matchCase ? [text] : [text, text.toLowerCase(), text.toUpperCase()]) {
      const written = JSON.stringify(cased).slice(1, -1);
      forms.push(written, asciiOf(written, false), asciiOf(written, true));
    }
  }
  // A row holds no break.
  return [...new Set(matchCase ? forms : dropFolded(forms))].filter((form) => !/[\n\r]/.test(form));
}

/** Forms that differ by case alone are one where case does not count. */
function dropFolded(forms: readonly string[]): string[] {
  return [...new Map([...forms].reverse().map((form) => [form.toLowerCase(), form])).values()].reverse();
}

function asciiOf(text: string, upper: boolean): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => {
    const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${upper ? hex.toUpperCase() : hex}`;
  });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (c) => (c === '-' ? '\\x2d' : `\\${c}`));
}
