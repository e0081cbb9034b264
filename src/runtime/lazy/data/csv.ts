// Tables of separated values, by `csv-parse`: quotes that do not close, and rows with another number of fields than the first.
import { CsvError, parse } from 'csv-parse/sync';
import type { DataVerdict } from '../../../engine/verify/verifier.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** `delimiter`: without one, the commonest of comma, semicolon, tab and bar in the first line. */
export function csvFault(text: string, delimiter = delimiterOf(text)): DataVerdict {
  const rows: { fields: number; line: number }[] = [];
  try {
    parse(text, {
      delimiter,
      bom: true,
      ltrim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record(record: string[], context) {
        rows.push({ fields: record.length, line: context.lines });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: unknown }).lines ?? 1);
    const what = error.message.replace(/^[^:]+: /, '').replace(/,? ?(?:at|on) line \d+.*$/, '');
    return { at: lineStart(text, line), what: what.charAt(0).toLowerCase() + what.slice(1) };
  }
  const first = rows[0];
  const ragged = first && rows.findIndex(({ fields }) => fields !== first.fields);
  if (!first || ragged === undefined || ragged < 0) return null;
  const { fields, line } = rows[ragged]!;
  const at = lineStart(text, line);
  const said = text.slice(at, text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at)).trim();
  if (/^(?:\.{3}|…|#)/.test(said) || first.fields === 1) return { unsure: true, what: 'it is not a plain table' };
  return { at, what: `row ${ragged + 1} has ${count(fields)}, the first has ${first.fields}` };
}

function delimiterOf(text: string): string {
  const first = text
    .trimStart()
    .split('\n', 1)[0]!
    .replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((d) => first.split(d).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

function lineStart(text: string, line: number): number {
  let at = 0;
  for (let n = 1; n < line; n++) {
    const end = text.indexOf('\n', at);
    if (end < 0) break;
    at = end + 1;
  }
  return at;
}

function count(fields: number): string {
  return `${fields} field${fields === 1 ? '' : 's'}`;
}
