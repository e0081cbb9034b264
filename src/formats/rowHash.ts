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
  mixValue(row, 0);
  return end();
}

/** The hash of a text sample, folded like the strings of a row. */
export function hashText(text: string): Hash {
  begin();
  mixValue(text, 0);
  return end();
}

/** Top-level fields that only tell rows apart: ids, counters, digests. Long or spaced values are content after all, and
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

function mixValue(value: unknown, depth: number): void {
  if (typeof value === 'string') {
    tag(1);
    mixFolded(value);
  } else if (typeof value === 'number') {
    tag(2);
    mixRaw(String(value));
  } else if (Array.isArray(value)) {
    tag(3);
    if (depth < MAX_DEPTH) for (const element of value) mixValue(element, depth + 1);
    tag(4);
  } else if (isObject(value)) {
    tag(5);
    if (depth < MAX_DEPTH) mixMembers(value, depth);
    tag(6);
  } else tag(value === null ? 7 : value === true ? 8 : 9);
}

function mixMembers(object: Record<string, unknown>, depth: number): void {
  const keys = Object.keys(object);
  for (let i = 1; i < keys.length; i++) {
    if (keys[i - 1]! > keys[i]!) {
      keys.sort();
      break;
    }
  }
  for (const key of keys) {
    const value = object[key];
    if (depth === 0 && isIdentifier(key, value)) continue;
    tag(10);
    mixRaw(key);
    mixValue(value, depth + 1);
  }
}

function mixRaw(text: string): void {
  for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i));
}

/** Folds and mixes a string. Units up to U+00FF, general punctuation and CJK ideographs stay themselves under NFC and
 *  have at most a simple lower case; a string with another one is normalised as a whole first. */
function mixFolded(text: string): void {
  let n = fold(text, false);
  if (n < 0) n = fold(text.normalize('NFC').toLowerCase().normalize('NFC'), true);
  let x = a;
  let y = b;
  const units = folded;
  // Two units at once; the zero after an odd last one is told apart by the length.
  units[n] = 0;
  for (let i = 0; i < n; i += 2) {
    const v = units[i]! | (units[i + 1]! << 16);
    x = Math.imul(x ^ v, 0x2c1b3c6d);
    x ^= x >>> 15;
    y = Math.imul(((y << 13) | (y >>> 19)) ^ v, 0x297a2d39);
    y ^= y >>> 17;
  }
  a = x;
  b = y;
  mix(n);
}

/** The units of the string that is being mixed; grows with the longest one met. */
let folded = new Uint16Array(4096);

/** Writes the units with case and white space folded (runs become one space, none at the ends); returns how many, or -1
 *  at a unit that needs normalising (unless `normalised`). */
function fold(text: string, normalised: boolean): number {
  if (folded.length < text.length + 1) folded = new Uint16Array(text.length * 2);
  const out = folded;
  let n = 0;
  let space = true;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    let u = c;
    if (c <= 0x20 || c >= 0x80) {
      if (isSpace(c)) {
        if (!space) out[n++] = 0x20;
        space = true;
        continue;
      }
      if (c >= 0xc0 && c <= 0xde && c !== 0xd7) u = c + 32;
      else if (c > 0xff && !normalised && !isInert(c)) return -1;
    } else if (c >= 0x41 && c <= 0x5a) u = c + 32;
    out[n++] = u;
    space = false;
  }
  return n > 0 && space ? n - 1 : n;
}

function isSpace(c: number): boolean {
  if (c <= 0x20) return c === 0x20 || (c >= 0x09 && c <= 0x0d);
  if (c === 0xa0 || c === 0x3000 || c === 0xfeff || c === 0x1680) return true;
  return (c >= 0x2000 && c <= 0x200a) || c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f;
}

function isInert(c: number): boolean {
  return (c >= 0x200b && c <= 0x2027) || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3001 && c <= 0x303f && c < 0x302a);
}
