// What kind of file this is: by its content first, then by its extension.
import { CorpusError } from '../engine/errors.ts';
import { refuseBinary } from './binary.ts';
import { isBlank } from './bytes.ts';
import { decodeLossy } from './decode.ts';
import { firstValueEnd } from './jsonScan.ts';
import type { Format } from './plan.ts';
import type { ByteSource } from './source.ts';

const HEAD = 256 * 1024;
/** How far the end of a first line is looked for where it decides between an object and JSONL, bytes. */
const LONGEST_FIRST_LINE = 16 * 1024 * 1024;
const MAX_LINES = 300;

export interface Sniffed {
  readonly format: Format;
  /** Bytes of the byte order mark, 0 or 3. */
  readonly bom: number;
  /** First byte that is not white space. */
  readonly first: number;
}

/** Throws 'empty-file', 'binary-file' or 'bad-format'. `fileName` gives the extension, default: the source's path. */
export function sniff(source: ByteSource, fileName = source.path): Sniffed {
  if (source.size === 0) throw empty(source, 'is empty');
  let head = source.read(0, Math.min(source.size, HEAD));
  refuseBinary(source, head);
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const first = firstByte(source, bom);
  if (first >= head.length) head = source.read(0, Math.min(source.size, first + HEAD));
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const undecided = head[first] === 0x7b && !isJsonLines(extension);
  while (undecided && head.length < source.size && head.length < LONGEST_FIRST_LINE && !hasBreakAfter(head, first)) {
    head = source.read(0, Math.min(source.size, head.length * 4));
  }
  return { format: formatOf(source, head, first, extension), bom, first };
}

function formatOf(source: ByteSource, head: Uint8Array, first: number, extension: string): Format {
  const jsonLines = isJsonLines(extension);
  const lines = headLines(head, first, head.length >= source.size);
  const parsed = lines.map(tryParse);
  const objects = parsed.filter((v) => typeof v === 'object' && v !== null && !Array.isArray(v)).length;
  const values = parsed.filter((v) => v !== undefined).length;
  const opening = head[first];
  if (lines.length > 1 && objects >= lines.length / 2) return 'jsonl';
  if (opening === 0x5b && isList(head, first, source.size)) {
    const rowsAreLists = lines.length > 1 && parsed[0] !== undefined && values >= lines.length / 2;
    if (!rowsAreLists) {
      if (holdsNothing(head, first)) throw empty(source, 'holds an empty list');
      return 'json';
    }
    return 'jsonl';
  }
  if (opening === 0x7b) {
    if (jsonLines && parsed[0] !== undefined) return 'jsonl';
    const end = firstValueEnd(head, first);
    const spans = end > 0 && tryParse(decodeLossy(head.subarray(first, end))) !== undefined;
    if (spans && (parsed[0] === undefined || lines.length === 1)) return 'json';
    if (jsonLines || objects > lines.length * 0.3) return 'jsonl';
    if (extension === 'json' || (end < 0 && lines.length <= 1)) return 'json';
  }
  if (jsonLines) {
    if (values > 0) return 'jsonl';
    throw bad(source, 'none of its first lines is JSON: check the file, or rename it to .txt to read it as plain text');
  }
  if (extension === 'json') throw bad(source, 'it does not start like JSON: check the file, or rename it to .txt');
  if (extension === 'csv' || extension === 'tsv')
    throw bad(source, 'tables are not read yet: export it as JSONL first');
  return 'text';
}

function isJsonLines(extension: string): boolean {
  return extension === 'jsonl' || extension === 'ndjson';
}

/** Non-blank lines of the head; the last one only where it is complete. */
function headLines(head: Uint8Array, first: number, whole: boolean): string[] {
  const cut = whole ? head.length : Math.max(head.lastIndexOf(0x0a), head.lastIndexOf(0x0d));
  if (cut <= first) return [];
  const text = decodeLossy(head.subarray(first, cut));
  const lines = text.split(/\r\n|\r|\n/, MAX_LINES * 2).filter((line) => line.trim() !== '');
  return lines.slice(0, MAX_LINES);
}

/** Undefined when the text is not JSON. */
function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A `[` opens a list when a JSON value and then `,` or `]` follow; "[](https://…" and "[1] A note" do not. */
function isList(head: Uint8Array, bracket: number, size: number): boolean {
  let i = skipSpace(head, bracket + 1);
  if (head[i] === 0x5d) return head.length === size ? skipSpace(head, i + 1) === size : head[i + 1]! <= 0x20;
  const end = firstValueEnd(head, i);
  if (end < 0) return head[i] === 0x7b || head[i] === 0x22 || head[i] === 0x5b;
  if (tryParse(decodeLossy(head.subarray(i, end))) === undefined) return head[i] === 0x7b;
  i = skipSpace(head, end);
  if (head[i] === 0x2c) return true;
  if (head[i] !== 0x5d) return i >= head.length;
  const after = skipSpace(head, i + 1);
  return after >= head.length || head[after] === 0x5b || head[after] === 0x7b;
}

function holdsNothing(head: Uint8Array, bracket: number): boolean {
  return head[skipSpace(head, bracket + 1)] === 0x5d;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let i = from;
  while (i < bytes.length && isBlank(bytes, i, i + 1)) i++;
  return i;
}

function hasBreakAfter(head: Uint8Array, first: number): boolean {
  return head.indexOf(0x0a, first) >= 0 || head.indexOf(0x0d, first) >= 0;
}

function firstByte(source: ByteSource, from: number): number {
  for (let at = from; at < source.size; at += HEAD) {
    const bytes = source.read(at, Math.min(source.size, at + HEAD));
    const i = skipSpace(bytes, 0);
    if (i < bytes.length) return at + i;
  }
  throw empty(source, 'holds only white space');
}

function empty(source: ByteSource, what: string): CorpusError {
  return new CorpusError('empty-file', `${source.path} ${what}: choose a file that holds samples.`, {
    file: source.path,
  });
}

function bad(source: ByteSource, why: string): CorpusError {
  return new CorpusError('bad-format', `${source.path} could not be read: ${why}.`, { file: source.path });
}
