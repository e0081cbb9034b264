// Conversions between formats where both sides stand in the row: what went in has to come out.
import { fences } from '../fences.ts';
import { isObject, parsed } from '../jsonPieces.ts';
import { csvRows } from './csv.ts';

export type ConversionOutcome =
  | { readonly verdict: 'verified'; readonly what: string }
  | { readonly verdict: 'failed'; readonly what: string };

const ASKED =
  /\b(?:convert|transform|translate|turn|reformat|change|rewrite|represent|express)\b[^.\n]{0,120}?\b(?:in)?to (?:a |an )?(?:valid )?(JSON|CSV|YAML|XML)\b/i;
const PROGRAM = /\b(?:function|program|script|code|class|method|write a|implement|python|java|javascript)\b/i;
/** Leaves below this length occur by chance. */
const SHORTEST = 2;
const MOST = 2000;

/** Compares the data of a prompt with the converted data of the answer; null where it asks for nothing of the kind. */
export function checkConversion(prompt: string, answer: string): ConversionOutcome | null {
  const target = ASKED.exec(prompt)?.[1]?.toUpperCase();
  if (target === undefined || PROGRAM.test(prompt.slice(0, 300).split('\n', 1)[0]!)) return null;
  const from = dataIn(prompt);
  if (from === null) return null;
  const body = fences(answer)[0]?.code ?? answer;
  const into = target === 'JSON' ? parsed(body.trim()) : target === 'CSV' ? (csvRows(body) ?? undefined) : body;
  if (into === undefined) return null;
  const written = typeof into === 'string' ? into : JSON.stringify(into);
  const missing = leaves(from).find((leaf) => !holds(written, leaf));
  if (missing !== undefined) {
    const shown = missing.length > 40 ? `${missing.slice(0, 39)}…` : missing;
    return { verdict: 'failed', what: `"${shown}" of the prompt's data is missing from the ${target}` };
  }
  const [rows, records] = [rowCount(from), rowCount(into)];
  if (rows !== null && records !== null && rows !== records) {
    return { verdict: 'failed', what: `the prompt's data has ${rows} records, but the ${target} has ${records}` };
  }
  return { verdict: 'verified', what: `the ${target} holds all values of the prompt's data` };
}

/** JSON or CSV in a prompt: fenced, or from a line on to the end; null without. */
function dataIn(prompt: string): unknown {
  const fenced = fences(prompt).map(({ code }) => code);
  const start = prompt.search(/[[{]/);
  const end = Math.max(prompt.lastIndexOf('}'), prompt.lastIndexOf(']'));
  const candidates = [...fenced, ...(start >= 0 && end > start ? [prompt.slice(start, end + 1)] : [])];
  for (const text of candidates) {
    const value = parsed(text.trim());
    if (typeof value === 'object' && value !== null) return value;
  }
  const lines = prompt.split('\n');
  const first = lines.findIndex((line, i) => i > 0 && /^[^,]+(?:,[^,]+)+$/.test(line));
  return csvRows(fenced[0] ?? (first < 0 ? '' : lines.slice(first).join('\n')));
}

/** Text of the strings and numbers in a value, without the names of members. */
function leaves(value: unknown, out: string[] = [], depth = 0): string[] {
  if (out.length >= MOST || depth > 50) return out;
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value).trim();
    if (text.length >= SHORTEST && !/[\n"'\\<&]/.test(text)) out.push(text);
  } else if (Array.isArray(value)) for (const one of value) leaves(one, out, depth + 1);
  else if (isObject(value)) for (const one of Object.values(value)) leaves(one, out, depth + 1);
  return out;
}

/** Cells of a header come back as names of members, and numbers without their zeros: neither is lost. */
function holds(written: string, leaf: string): boolean {
  if (written.includes(leaf) || written.toLowerCase().includes(leaf.toLowerCase())) return true;
  const number = Number(leaf.replace(/[$€£,%]/g, ''));
  return leaf !== '' && Number.isFinite(number) && written.includes(String(number));
}

function rowCount(value: unknown): number | null {
  if (!Array.isArray(value)) return null;
  // The first row of a table is its header.
  return Array.isArray(value[0]) ? value.length - 1 : value.every(isObject) ? value.length : null;
}
