// The content hash of a row, by which exact duplicates are found: 64 bits in two lanes, over normalised content.
import { isObject } from './views/walk.ts';

/** Two unsigned 32-bit halves. */
export type Hash = readonly [number, number];

const MAX_DEPTH = 200;
const MAX_ID_LENGTH = 128;

// Lanes of the hash that is being built: rows are hashed one after the other, and locals of a module are fast.
let a = 0;
let b = 0;

/** The hash of a parsed row: strings after NFC, with case and white space folded; keys sorted; identifiers left out. */
export function hashRow(row: unknown): Hash {
  begin();
  mixValue(row, 0, false);
  return end();
}

/** The hash of a text sample, folded like the strings of a row. */
export function hashText(text: string): Hash {
  begin();
  mixValue(text, 0, false);
  return end();
}

/** Fields that only tell rows, turns or parts of them apart: ids, counters, digests. Long or spaced values are content after all, and
 *  a name like `label_id` stands for a class, not for a row. */
export function isIdentifier(key: string, value: unknown): boolean {
  if (typeof value === 'string') {
    if (value.length > MAX_ID_LENGTH || /\s/.test(value)) return false;
  } else if (typeof value !== 'number' && value !== null) return false;
  return identifierNames.get(key) ?? remember(key);
}

const ID_NAME =
  /^(?:_?id|_?key|u(?:u|n)?id|guid|oid|pk|idx|index|no|nr|num|number|row|line|(?:row|line|sample|example|item|record)[_-]?(?:id|idx|index|no|nr|num|number)|__index_level_0__|unnamed: ?\d+|hash|md5|sha-?\d*|digest|checksum)$|[_-](?:u?uid|guid|id|idx|hash|md5|sha\d*)$/i;
const ID_CAMEL = /[a-z](?:Id|ID|Uuid|UUID|Hash)$/;
const CLASS_NAME =
  /^(?:label|class|category|target|answer|choice|lang|language|type|option|correct|gold|topic|intent)/i;
/** What a tool is called with and how it is declared: there an `id` is an argument or a parameter, and rows that differ
 *  in it ask for different things. */
const TOOL_DATA =
  /^(?:arguments|args|kwargs|param(?:eter)?s|(?:tool[_-]?)?input|(?:(?:in|out)put|json)[_-]?schema|functions|(?:available[_-]?)?tools|tool[_-]?definitions)$/i;
const identifierNames = new Map<string, boolean>();

function remember(key: string): boolean {
  const is = (ID_NAME.test(key) || ID_CAMEL.test(key)) && !CLASS_NAME.test(key);
  if (identifierNames.size < 10_000) identifierNames.set(key, is);
  return is;
}

function begin(): void {
  a = 0x9e3779b9;
  b = 0x7f4a7c15;
}

function end(): Hash {
  let x = Math.imul(a ^ (a >>> 16) ^ b, 0x85ebca6b);
  let y = Math.imul(b ^ (b >>> 15) ^ x, 0xc2b2ae35);
  x = Math.imul(x ^ (x >>> 13) ^ (y >>> 16), 0x27d4eb2f);
  y = Math.imul(y ^ (y >>> 16) ^ (x >>> 15), 0x165667b1);
  return [(x ^ (x >>> 15)) >>> 0, (y ^ (y >>> 13)) >>> 0];
}

/** Mixes 32 bits into both lanes. Each step is a bijection of the lane; they differ in constants and rotations. */
function mix(v: number): void {
  a = Math.imul(a ^ v, 0x2c1b3c6d);
  a ^= a >>> 15;
  b = Math.imul(((b << 13) | (b >>> 19)) ^ v, 0x297a2d39);
  b ^= b >>> 17;
}

/** Marks the kind of a value and where it ends, so that ["ab"] and ["a","b"] differ. */
function tag(n: number): void {
  mix(0x51ed0000 | n);
}

/** `verbatim`: identifiers are content here. */
function mixValue(value: unknown, depth: number, verbatim: boolean): void {
  if (typeof value === 'string') {
    tag(1);
    mixFolded(value);
  } else if (typeof value === 'number') {
    tag(2);
    mixRaw(String(value));
  } else if (Array.isArray(value)) {
    tag(3);
    if (depth < MAX_DEPTH) for (const element of value) mixValue(element, depth + 1, verbatim);
    tag(4);
  } else if (isObject(value)) {
    tag(5);
    if (depth < MAX_DEPTH) mixMembers(value, depth, verbatim);
    tag(6);
  } else tag(value === null ? 7 : value === true ? 8 : 9);
}

function mixMembers(object: Record<string, unknown>, depth: number, verbatim: boolean): void {
  const keys = Object.keys(object);
  sortKeys(keys);
  for (const key of keys) {
    const value = object[key];
    if (!verbatim && isIdentifier(key, value)) continue;
    tag(10);
    mixRaw(key);
    mixValue(value, depth + 1, verbatim || keepsIdentifiers(key, value));
  }
}

/** `label: {id: 3}` stands for a class just as `label_id` does. */
function keepsIdentifiers(key: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return TOOL_DATA.test(key) || (!Array.isArray(value) && CLASS_NAME.test(key));
}

/** By code units, in place; Array.sort is slow on the few keys of a row. */
function sortKeys(keys: string[]): void {
  if (keys.length > 32) {
    keys.sort();
    return;
  }
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!;
    let k = i;
    for (; k > 0 && keys[k - 1]! > key; k--) keys[k] = keys[k - 1]!;
    keys[k] = key;
  }
}

function mixRaw(text: string): void {
  for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i));
}

/** Folds and mixes a string: its UTF-8 with case and white space folded. */
function mixFolded(text: string): void {
  const n = foldInto(text);
  let x = a;
  let y = b;
  const bytes = buffer;
  // Four bytes at once; the zeros after the last ones are told apart by the length.
  bytes.fill(0, n, n + 4);
  for (let i = 0; i < n; i += 4) {
    const v = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    x = Math.imul(x ^ v, 0x2c1b3c6d);
    x ^= x >>> 15;
    y = Math.imul(((y << 13) | (y >>> 19)) ^ v, 0x297a2d39);
    y ^= y >>> 17;
  }
  a = x;
  b = y;
  mix(n);
}

const encoder = new TextEncoder();
/** The string that is being mixed; grows with the longest one met, then shrinks again. */
let buffer = new Uint8Array(64 * 1024);
const LARGEST_KEPT = 4 * 1024 * 1024;
/** Calling the encoder costs more than copying so few units by hand. */
const SHORT = 24;

/** Lower case of ASCII; 0 for what needs a look: white space, control characters, parts of longer sequences. */
const ASCII = Uint8Array.from({ length: 256 }, (_, c) =>
  c <= 0x20 || c >= 0x80 ? 0 : c >= 0x41 && c <= 0x5a ? c + 32 : c,
);

/** Fills the buffer with the folded UTF-8 of the text; returns its length. */
function foldInto(text: string): number {
  const needed = text.length * 3 + 8;
  if (buffer.length < needed || (buffer.length > LARGEST_KEPT && needed <= LARGEST_KEPT)) {
    buffer = new Uint8Array(Math.max(64 * 1024, needed * 2));
  }
  const n = foldBytes(encode(text), false);
  return n >= 0 ? n : foldBytes(encode(text.normalize('NFC').toLowerCase().normalize('NFC')), true);
}

function encode(text: string): number {
  if (text.length <= SHORT) {
    let i = 0;
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c >= 0x80) break;
      buffer[i] = c;
    }
    if (i === text.length) return i;
  }
  return encoder.encodeInto(text, buffer).written;
}

/** Folds buffer[0, length) in place: runs of white space become one space, none at the ends. Latin-1, general
 *  punctuation and CJK ideographs stay themselves under NFC and have at most a simple lower case; -1 at any other
 *  character, unless the text was normalised before. */
function foldBytes(length: number, normalised: boolean): number {
  const bytes = buffer;
  let n = 0;
  let spaced = true;
  for (let i = 0; i < length; i++) {
    const c = bytes[i]!;
    const lower = ASCII[c]!;
    if (lower !== 0) {
      bytes[n++] = lower;
      spaced = false;
      continue;
    }
    const size = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (isSpace(bytes, i, size)) {
      if (!spaced) bytes[n++] = 0x20;
      spaced = true;
    } else {
      if (size > 1 && !normalised && !isInert(bytes, i)) return -1;
      spaced = false;
      for (let k = 0; k < size; k++) bytes[n++] = bytes[i + k]!;
      if (c === 0xc3 && bytes[n - 1]! <= 0x9e && bytes[n - 1] !== 0x97) bytes[n - 1]! += 0x20;
    }
    i += size - 1;
  }
  return n > 0 && spaced ? n - 1 : n;
}

function isSpace(bytes: Uint8Array, i: number, size: number): boolean {
  const c = bytes[i]!;
  if (size === 1) return c === 0x20 || (c >= 0x09 && c <= 0x0d);
  const u = size === 2 ? ((c & 0x1f) << 6) | (bytes[i + 1]! & 0x3f) : size === 3 ? codePoint(bytes, i) : 0;
  if (u === 0xa0 || u === 0x3000 || u === 0xfeff || u === 0x1680) return true;
  return (u >= 0x2000 && u <= 0x200a) || u === 0x2028 || u === 0x2029 || u === 0x202f || u === 0x205f;
}

function isInert(bytes: Uint8Array, i: number): boolean {
  const c = bytes[i]!;
  if (c < 0xc4) return true;
  if (c < 0xe0 || c >= 0xf0) return false;
  const u = codePoint(bytes, i);
  return (u >= 0x200b && u <= 0x2027) || (u >= 0x4e00 && u <= 0x9fff) || (u >= 0x3001 && u <= 0x3029);
}

/** Of a sequence of three bytes. */
function codePoint(bytes: Uint8Array, i: number): number {
  return ((bytes[i]! & 0x0f) << 12) | ((bytes[i + 1]! & 0x3f) << 6) | (bytes[i + 2]! & 0x3f);
}
