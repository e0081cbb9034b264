// Where the rows of a JSON file are: which list holds them, and the first element that starts in each slot.
import { CorpusError } from '../engine/errors.ts';
import { decodeLossy } from './decode.ts';
import { ElementScanner, firstValueEnd } from './jsonScan.ts';
import type { ByteSource } from './source.ts';

const CHUNK = 1024 * 1024;
/** The list that holds the rows has to begin in the first megabyte. */
const HEAD = 1024 * 1024;
const ROW_LISTS = ['data', 'rows', 'items', 'examples', 'samples', 'records', 'entries', 'instances', 'train'];

/** Byte from which the elements follow: after the `[` of the list, or the first of several values in a row.
 *  Throws 'bad-format' when an object holds several lists and none of them is surely the rows. */
export function findElements(source: ByteSource, first: number): number {
  const head = source.read(first, Math.min(source.size, first + HEAD));
  if (head[0] !== 0x7b) return first + 1;
  const end = firstValueEnd(head, 0);
  if (end > 0 && hasMore(head, end)) return first;
  const lists = memberLists(head);
  if (lists.length === 0) return first;
  const chosen = lists.length === 1 ? lists[0] : ROW_LISTS.map((n) => lists.find((l) => l.name === n)).find((l) => l);
  if (chosen !== undefined) return first + chosen.start;
  const names = lists.map((l) => l.name).join(', ');
  throw new CorpusError(
    'bad-format',
    `${source.path} is one JSON object with several lists (${names}), so it is not clear which of them holds the rows: ` +
      'save that list as a JSON array or as JSONL.',
    { file: source.path },
  );
}

/** The first element that starts in each slot of `slotBytes`, by slot; slots without one are missing. One pass in
 *  chunks, so that the file is never in memory as a whole. */
export function indexElements(
  source: ByteSource,
  elements: number,
  slotBytes: readonly number[],
): Map<number, number>[] {
  const firsts = slotBytes.map(() => new Map<number, number>());
  const scanner = new ElementScanner({
    onStart(start) {
      for (let k = 0; k < slotBytes.length; k++) {
        const slot = Math.floor(start / slotBytes[k]!);
        if (!firsts[k]!.has(slot)) firsts[k]!.set(slot, start);
      }
      return true;
    },
  });
  for (let at = elements; at < source.size && !scanner.done; at += CHUNK) {
    scanner.feed(source.read(at, Math.min(source.size, at + CHUNK)), at);
  }
  return firsts;
}

interface MemberList {
  readonly name: string;
  /** Offset of the first byte after the `[`. */
  readonly start: number;
}

/** Members of the object at the start of `head` that are lists of objects, other than the turns of one dialogue. */
function memberLists(head: Uint8Array): MemberList[] {
  const lists: MemberList[] = [];
  let depth = 0;
  let key = '';
  let i = 0;
  while (i < head.length) {
    const b = head[i]!;
    if (b === 0x22) {
      const end = firstValueEnd(head, i);
      if (end < 0) break;
      if (depth === 1) key = decodeLossy(head.subarray(i + 1, end - 1));
      i = end;
      continue;
    }
    if (b === 0x5b && depth === 1 && isRowList(head, i + 1)) lists.push({ name: key, start: i + 1 });
    if (b === 0x7b || b === 0x5b) depth++;
    else if (b === 0x7d || b === 0x5d) depth--;
    if (depth === 0) break;
    i++;
  }
  return lists;
}

function isRowList(head: Uint8Array, from: number): boolean {
  let i = from;
  while (i < head.length && head[i]! <= 0x20) i++;
  if (head[i] !== 0x7b) return false;
  const end = firstValueEnd(head, i);
  if (end < 0) return true;
  try {
    const element = JSON.parse(decodeLossy(head.subarray(i, end)));
    return !('role' in element || 'from' in element || 'speaker' in element);
  } catch {
    return true;
  }
}

function hasMore(head: Uint8Array, from: number): boolean {
  for (let i = from; i < head.length; i++) if (head[i]! > 0x20) return head[i] === 0x7b;
  return false;
}
