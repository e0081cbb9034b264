// data: JSON, JSON Lines, YAML, XML, CSV and TSV in answers parse.
import { type ParseError, parse } from 'jsonc-parser';
import { jsonFault } from '../jsonFault.ts';
import { type DataPiece, dataPieces, type Format } from './dataPieces.ts';
import { parsed } from './jsonPieces.ts';
import type { Check, DataVerdict, Verifier, VerifyTools } from './verifier.ts';

const NAMES: Readonly<Record<Format, string>> = {
  json: 'JSON',
  jsonc: 'JSON with comments',
  jsonl: 'JSON Lines',
  yaml: 'YAML',
  xml: 'XML',
  csv: 'CSV',
  tsv: 'TSV',
};
/** Longer texts are not parsed, for the engine's own parsers as for the lazy ones. */
const MOST = 100_000;

export const data: Verifier = {
  id: 'data',
  about: {
    label: 'Data formats',
    explains:
      'Parses JSON, JSON Lines, YAML, XML, CSV and TSV in fenced blocks and in answers that are data as a whole.',
    limits:
      'Fragments, templates and examples with placeholders are not checkable; HTML is not held to the rules of XML; whether the content is right is not asked.',
  },

  /** Whether answers that look like JSON are JSON in this corpus, where no prompt says so: then one that does not parse is broken. */
  detect(drawn) {
    const pieces = drawn.flatMap((x) => dataPieces(x));
    if (pieces.length === 0) return null;
    const unnamed = pieces.filter(({ named, format }) => !named && (format === 'json' || format === 'jsonl'));
    const good = unnamed.filter(({ text }) => text.length <= MOST && ofJson(text, false) === null);
    return { looksAreJson: good.length * 2 > unnamed.length };
  },

  check: (x, facts, tools) =>
    dataPieces(x).map((piece) => {
      const fault = faultOf(piece, tools);
      const doubtful = !piece.named && facts.looksAreJson === false && fault !== null;
      return judged(piece, doubtful ? { unsure: true, what: 'it only looks like it' } : fault);
    }),
};

function judged({ format, text, whole, place, at }: DataPiece, fault: DataVerdict): Check {
  const name = NAMES[format];
  const where = whole ? 'the answer' : 'a block';
  const span = (start: number, end: number): Check['at'] => ({ ...place, start: at(start), end: at(end) });
  if (fault === null) return { verdict: 'verified', reason: `${where} parses as ${name}`, at: span(0, text.length) };
  if (fault.unsure) return { verdict: 'not checkable', reason: `${name}: ${fault.what}`, at: span(0, text.length) };
  const before = text.slice(0, fault.at).split('\n');
  const line = before.length;
  const column = before.at(-1)!.length + 1;
  const start = Math.min(fault.at, Math.max(0, text.length - 1));
  return {
    verdict: 'failed',
    reason: `${where} is not ${name}: line ${line}, column ${column}: ${fault.what}`,
    at: span(start, Math.min(text.length, start + 1)),
  };
}

function faultOf({ format, text }: DataPiece, tools: VerifyTools): DataVerdict {
  if (text.length > MOST) return { unsure: true, what: 'it is too long to be parsed' };
  if (format === 'json' || format === 'jsonc') return ofJson(text, format === 'jsonc');
  return format === 'jsonl' ? ofLines(text) : tools.data.fault(format, text);
}

function ofJson(text: string, comments: boolean): DataVerdict {
  if (isJson(text)) return null;
  if (isDeep(text)) return { unsure: true, what: 'it is nested too deeply' };
  const trimmed = text.trim();
  if (!comments && trimmed.includes('\n') && trimmed.split('\n').every((line) => line.trim() === '' || isJson(line))) {
    return null;
  }
  const lenient = withComments(text);
  if (lenient && comments) return null;
  if (lenient && /(?:^|[\s,{[])\/[/*]/.test(bare(text)))
    return { unsure: true, what: 'it has comments, which JSON does not allow' };
  if (/\.{3}|…|<[^<>"\n]{1,60}>|\{\{|\{%|\$\{/.test(bare(text))) return { unsure: true, what: 'it holds placeholders' };
  if (/^"[^"\n]*"\s*:/.test(trimmed) && isJson(`{${trimmed}}`))
    return { unsure: true, what: 'it is a part of an object' };
  const { offset, reason } = jsonFault(text, 'block');
  return { at: offset, what: reason };
}

function ofLines(text: string): DataVerdict {
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '' && !isJson(line)) {
      if (/^\s*(?:\.{3}|…|\/\/|#)/.test(line)) return { unsure: true, what: 'it holds placeholders' };
      const { offset, reason } = jsonFault(line, 'line');
      return { at: at + offset, what: reason };
    }
    at += line.length + 1;
  }
  return null;
}

/** Brackets deeper than any document; the parser that finds faults goes down by recursion. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text[i];
    if (unit === '{' || unit === '[') depth++;
    else if ((unit === '}' || unit === ']') && depth > 0) depth--;
    if (depth > 500) return true;
  }
  return false;
}

/** Parsed without the positions that only a fault needs. */
function isJson(text: string): boolean {
  return parsed(text) !== undefined;
}

/** Whether it is JSON but for comments and commas before closing brackets. */
function withComments(text: string): boolean {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { allowTrailingComma: true });
  } catch {
    return false;
  }
  return errors.length === 0;
}

/** Without what stands in strings. */
function bare(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}
