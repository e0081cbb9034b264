// From offsets in a decoded string to columns in the raw row, for flagged rows only.
import { type Node, parseTree } from 'jsonc-parser';
import type { JsonPath } from '../engine/sample.ts';
import type { Format } from './plan.ts';

export interface Span {
  /** 0-based, UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Maps UTF-16 offsets in the string at `path` to UTF-16 offsets in the raw row. An empty path is a text sample, where
 *  both are the same, unless `format` says that the row itself is a JSON string. For a value that is no string (tools)
 *  the whole value. Null when nothing is there. */
export function rawSpan(raw: string, path: JsonPath, start: number, end: number, format: Format = 'text'): Span | null {
  if (path.length === 0 && format === 'text') return { start, end };
  const root = parseTree(raw, [], { disallowComments: true });
  const node = root && nodeAt(root, path);
  if (!node) return null;
  if (node.type !== 'string') return { start: node.offset, end: node.offset + node.length };
  return stringSpan(raw, node.offset + 1, node.offset + node.length - 1, start, end);
}

/** A stretch of the string at `path`, UTF-16 offsets. */
export interface WantedSpan extends Span {
  readonly path: JsonPath;
}

/** As `rawSpan`, for many stretches of one row, which is parsed once; null also where the value is no string. */
export function rawSpans(raw: string, wanted: readonly WantedSpan[], format: Format = 'text'): (Span | null)[] {
  if (format === 'text') return wanted.map(({ start, end }) => ({ start, end }));
  const root = parseTree(raw, [], { disallowComments: true });
  return wanted.map(({ path, start, end }) => {
    const node = root && nodeAt(root, path);
    if (node?.type !== 'string') return null;
    return stringSpan(raw, node.offset + 1, node.offset + node.length - 1, start, end);
  });
}

/** Of equal keys the last one counts, as for JSON.parse. */
function nodeAt(root: Node, path: JsonPath): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    if (typeof step === 'number') node = node.type === 'array' ? node.children?.[step] : undefined;
    else {
      const members: readonly Node[] = node.type === 'object' ? (node.children ?? []) : [];
      node = members.findLast((m) => m.children?.[0]?.value === step)?.children?.[1];
    }
  }
  return node;
}

/** Walks the escapes of the literal raw[from, to); past its end, its end. */
function stringSpan(raw: string, from: number, to: number, start: number, end: number): Span {
  let at = from;
  let units = 0;
  const seek = (target: number): number => {
    while (units < target && at < to) {
      at += raw[at] !== '\\' ? 1 : raw[at + 1] === 'u' ? 6 : 2;
      units++;
    }
    return Math.min(at, to);
  };
  const first = seek(start);
  return { start: first, end: seek(end) };
}
