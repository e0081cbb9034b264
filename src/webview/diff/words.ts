// What two texts share and where they part, word by word: Myers' shortest edit script, with a bound on the work.
// E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986).

export interface DiffPart {
  /** `added`: only in the second text; `removed`: only in the first. */
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Words, runs of white space, single other signs; scripts without spaces go sign by sign. */
const TOKENS =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}])[\p{L}\p{N}\p{M}_'’])+|./gsu;

/** More differences than this in one stretch are one replacement: nobody reads them word by word. */
const MOST_EDITS = 800;
/** Longer stretches are first cut where both hold a word that is there once. */
const LONG = 4000;
const WHITE = /^\s+$/;

interface Stretch {
  readonly a: readonly string[];
  readonly b: readonly string[];
}

/** Parts in order: those that are the same or removed make up `a`, those that are the same or added make up `b`. */
export function diffWords(a: string, b: string): DiffPart[] {
  const parts: DiffPart[] = [];
  diff({ a: a.match(TOKENS) ?? [], b: b.match(TOKENS) ?? [] }, parts, true);
  return joined(parts);
}

function diff({ a, b }: Stretch, out: DiffPart[], mayCut: boolean): void {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  push(out, 'same', a.slice(0, start));
  middle({ a: a.slice(start, a.length - end), b: b.slice(start, b.length - end) }, out, mayCut);
  push(out, 'same', a.slice(a.length - end));
}

function middle(stretch: Stretch, out: DiffPart[], mayCut: boolean): void {
  const { a, b } = stretch;
  const isLong = a.length + b.length > LONG;
  if (mayCut && isLong) {
    const anchors = anchorsOf(stretch);
    if (anchors.length > 0) {
      let [fromA, fromB] = [0, 0];
      for (const [x, y] of [...anchors, [a.length, b.length] as const]) {
        diff({ a: a.slice(fromA, x), b: b.slice(fromB, y) }, out, false);
        if (x < a.length) push(out, 'same', a.slice(x, x + 1));
        [fromA, fromB] = [x + 1, y + 1];
      }
      return;
    }
  }
  const script = a.length > 0 && b.length > 0 ? shortest(stretch) : null;
  if (script) for (const part of script) push(out, part.kind, [part.text]);
  else {
    push(out, 'removed', a);
    push(out, 'added', b);
  }
}

/** Places of words that both sides hold once, in an order that both agree on. */
function anchorsOf({ a, b }: Stretch): (readonly [number, number])[] {
  const once = (tokens: readonly string[]) => {
    const places = new Map<string, number>();
    tokens.forEach((token, i) => {
      places.set(token, places.has(token) ? -1 : i);
    });
    return places;
  };
  const inB = once(b);
  const pairs: (readonly [number, number])[] = [];
  for (const [token, x] of once(a)) {
    const y = inB.get(token) ?? -1;
    if (x >= 0 && y >= 0) pairs.push([x, y]);
  }
  pairs.sort((p, q) => p[0] - q[0]);
  return ascending(pairs);
}

/** The longest chain of pairs that rises on both sides, by patience sorting. */
function ascending(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tops: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  for (const [i, [, y]] of pairs.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      if (pairs[tops[mid]!]![1] < y) low = mid + 1;
      else high = mid;
    }
    before[i] = low > 0 ? tops[low - 1]! : -1;
    tops[low] = i;
  }
  const chain: (readonly [number, number])[] = [];
  for (let i = tops.at(-1) ?? -1; i >= 0; i = before[i]!) chain.push(pairs[i]!);
  return chain.reverse();
}

/** The shortest script, or null where it takes more than MOST_EDITS. */
function shortest({ a, b }: Stretch): DiffPart[] | null {
  const most = Math.min(a.length + b.length, MOST_EDITS);
  const reach = new Int32Array(2 * most + 2);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice(most - d, most + d + 1));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[most + k - 1]! < reach[most + k + 1]!);
      let x = down ? reach[most + k + 1]! : reach[most + k - 1]! + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      reach[most + k] = x;
      if (x >= a.length && y >= b.length) return walk(a, b, trace);
    }
  }
  return null;
}

/** From the end back to the start: `trace[d]` holds how far each diagonal from −d to d came before step d. */
function walk(a: readonly string[], b: readonly string[], trace: readonly Int32Array[]): DiffPart[] {
  const out: DiffPart[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d > 0; d--) {
    const reached = (k: number) => trace[d]![k + d] ?? -1;
    const k = x - y;
    const down = k === -d || (k !== d && reached(k - 1) < reached(k + 1));
    const from = down ? reached(k + 1) : reached(k - 1);
    const fromY = from - (down ? k + 1 : k - 1);
    while (x > from && y > fromY && x > 0 && y > 0 && (down ? x > from : x > from + 1)) {
      out.push({ kind: 'same', text: a[--x]! });
      y--;
    }
    if (down) out.push({ kind: 'added', text: b[--y]! });
    else out.push({ kind: 'removed', text: a[--x]! });
  }
  while (x > 0) out.push({ kind: 'same', text: a[--x]! });
  return out.reverse();
}

function push(out: DiffPart[], kind: DiffPart['kind'], tokens: readonly string[]): void {
  if (tokens.length > 0) out.push({ kind, text: tokens.join('') });
}

/** Neighbours of one kind as one part, white space between changes with them, and what goes before what comes. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const out: DiffPart[] = [];
  let removed = '';
  let added = '';
  let same = '';
  const flush = () => {
    if (removed) out.push({ kind: 'removed', text: removed });
    if (added) out.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [i, { kind, text }] of parts.entries()) {
    if (kind === 'same') {
      const between = (removed || added) && WHITE.test(text) && parts[i + 1] && parts[i + 1]!.kind !== 'same';
      if (between) {
        removed += text;
        added += text;
      } else {
        flush();
        same += text;
      }
      continue;
    }
    if (same) out.push({ kind: 'same', text: same });
    same = '';
    if (kind === 'removed') removed += text;
    else added += text;
  }
  flush();
  if (same) out.push({ kind: 'same', text: same });
  return out;
}
