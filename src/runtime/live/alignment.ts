// Which samples of a document are the ones of before: the same bytes, in the same order. Edits are seldom more than a
// few lines, so the ends are compared first; between several edits, samples that are there once anchor the rest.
import type { SamplePlaces, Unchanged } from './samplePlaces.ts';

export interface Version {
  readonly bytes: Uint8Array;
  readonly places: SamplePlaces;
}

/** Up to so many changed samples are taken as they are, without a look for equal ones among them. */
const FEW = 16;
const CHUNK = 1 << 16;

/** Per sample of `now` its number in `before`, −1 for one that is new; ascending where it is not −1. */
export function align(before: Version, now: Version, same: Unchanged): Int32Array {
  const matches = new Int32Array(now.places.length).fill(-1);
  const head = commonHead(before, now, same.head);
  const tail = commonTail(before, now, same.tail, head);
  for (let i = 0; i < head; i++) matches[i] = i;
  const [endBefore, endNow] = [before.places.length - tail, now.places.length - tail];
  for (let i = 0; i < tail; i++) matches[endNow + i] = endBefore + i;
  if (Math.max(endBefore, endNow) - head > FEW) alignMiddle(before, now, head, endBefore, endNow, matches);
  return matches;
}

/** What two texts have in common at their ends. */
export function unchanged(before: Uint8Array, now: Uint8Array): Unchanged {
  return { head: equalHead(before, now), tail: equalTail(before, now), sizeBefore: before.length };
}

function commonHead(before: Version, now: Version, equal: number): number {
  const [a, b] = [before.places, now.places];
  let i = 0;
  while (i < a.length && i < b.length && a.byte[i] === b.byte[i] && a.byteLength[i] === b.byteLength[i]) {
    if ((a.byte[i] as number) + (a.byteLength[i] as number) > equal) break;
    i++;
  }
  return i;
}

function commonTail(before: Version, now: Version, equal: number, head: number): number {
  const [a, b] = [before.places, now.places];
  const shift = now.bytes.length - before.bytes.length;
  let n = 0;
  while (n < a.length - head && n < b.length - head) {
    const [i, j] = [a.length - 1 - n, b.length - 1 - n];
    if ((a.byte[i] as number) + shift !== b.byte[j] || a.byteLength[i] !== b.byteLength[j]) break;
    if ((b.byte[j] as number) < now.bytes.length - equal) break;
    n++;
  }
  return n;
}

/** Bytes that are the same from the start on. */
function equalHead(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + CHUNK <= most && Buffer.compare(a.subarray(at, at + CHUNK), b.subarray(at, at + CHUNK)) === 0)
    at += CHUNK;
  while (at < most && a[at] === b[at]) at++;
  return at;
}

/** Bytes that are the same up to the end. */
function equalTail(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  const last = (bytes: Uint8Array, n: number) => bytes.subarray(bytes.length - n - CHUNK, bytes.length - n);
  let n = 0;
  while (n + CHUNK <= most && Buffer.compare(last(a, n), last(b, n)) === 0) n += CHUNK;
  while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
}

function alignMiddle(
  before: Version,
  now: Version,
  from: number,
  endBefore: number,
  endNow: number,
  matches: Int32Array,
): void {
  const keysBefore = keysOf(before, from, endBefore);
  const keysNow = keysOf(now, from, endNow);
  const once = occurringOnce(keysBefore);
  const onceNow = occurringOnce(keysNow);
  const anchors: [now: number, before: number][] = [];
  for (const [key, i] of onceNow) {
    const j = once.get(key);
    if (j !== undefined) anchors.push([from + i, from + j]);
  }
  anchors.sort((x, y) => x[0] - y[0]);
  const same = (i: number, j: number) => equalSamples(now, i, before, j);
  let i = from;
  let j = from;
  for (const [atNow, atBefore] of [...longestRise(anchors), [endNow, endBefore] as const]) {
    // Between two anchors: what goes on as after the first, and what leads up to the second.
    for (; i < atNow && j < atBefore && same(i, j); i++, j++) matches[i] = j;
    let back = 1;
    for (; atNow - back >= i && atBefore - back >= j && same(atNow - back, atBefore - back); back++) {
      matches[atNow - back] = atBefore - back;
    }
    i = atNow;
    j = atBefore;
  }
}

/** Two 32-bit lanes of a sample's bytes as one exact number. */
function keysOf({ bytes, places }: Version, from: number, end: number): Float64Array {
  const keys = new Float64Array(end - from);
  for (let i = from; i < end; i++) {
    const start = places.byte[i] as number;
    const stop = start + (places.byteLength[i] as number);
    let a = 0x811c9dc5;
    let b = 0x2f0b4f1d;
    for (let k = start; k < stop; k++) {
      const byte = bytes[k] as number;
      a = Math.imul(a ^ byte, 0x01000193);
      b = Math.imul(b + byte, 0x5bd1e995);
      b ^= b >>> 15;
    }
    keys[i - from] = (a >>> 0) * 2 ** 21 + (b >>> 11);
  }
  return keys;
}

function occurringOnce(keys: Float64Array): Map<number, number> {
  const places = new Map<number, number>();
  keys.forEach((key, i) => {
    places.set(key, places.has(key) ? -1 : i);
  });
  for (const [key, i] of places) if (i < 0) places.delete(key);
  return places;
}

function equalSamples(x: Version, i: number, y: Version, j: number): boolean {
  const length = x.places.byteLength[i] as number;
  if (length !== y.places.byteLength[j]) return false;
  const a = x.places.byte[i] as number;
  const b = y.places.byte[j] as number;
  return Buffer.compare(x.bytes.subarray(a, a + length), y.bytes.subarray(b, b + length)) === 0;
}

/** The longest subsequence whose second numbers rise, too; those whose keys only seem equal break it off nowhere. */
function longestRise(pairs: readonly [number, number][]): [number, number][] {
  const ends: number[] = [];
  const previous = new Int32Array(pairs.length);
  pairs.forEach(([, value], k) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[ends[middle] as number] as [number, number])[1] < value) low = middle + 1;
      else high = middle;
    }
    previous[k] = low > 0 ? (ends[low - 1] as number) : -1;
    ends[low] = k;
  });
  const out: [number, number][] = [];
  for (let k = ends.length > 0 ? (ends[ends.length - 1] as number) : -1; k >= 0; k = previous[k] as number) {
    out.push(pairs[k] as [number, number]);
  }
  return out.reverse();
}
