// Which stretches of a text other samples hold too, and which samples hold them: runs of shared word 4-grams.
import { addGram, type GramTable, gramCount, gramTable } from '../sketch/gramTable.ts';
import { eachGramOf } from '../text/grams.ts';
import { TokenBuffer, tokenise } from '../text/words.ts';

const ORDER = 4;
/** Holders that are named per stretch. */
export const MOST_HOLDERS = 5;

/** UTF-16 offsets in the segments joined by a line break, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Another sample by its number in the corpus, and the words of its longest run in the stretch. */
export interface Holder {
  readonly id: number;
  readonly words: number;
}

export interface HeldSpan extends Span {
  /** At most five: longest run first, ties in corpus order. */
  readonly holders: readonly Holder[];
  /** How many other samples hold at least one 4-gram of it. */
  readonly samples: number;
}

/** What one or more workers saw; plain data, see `mergeSeen`. */
export interface Seen {
  /** Runs that start at each 4-gram. */
  readonly starts: Uint32Array;
  /** Consecutive runs of one sample: last 4-gram of the one × 4-grams + first of the next, and how often. */
  readonly pairs: Map<number, number>;
  /** Per 4-gram the longest runs over it, MOST_HOLDERS each: 4-grams of the run (0 for none) and whose it is. */
  readonly length: Uint32Array;
  readonly id: Float64Array;
}

/**
 * Looks for the stretches of one text in others, in memory that depends on this text alone. A sample among the five best
 * of a stretch is among the five best at each 4-gram of its longest run there, so five per 4-gram are enough.
 */
export class RepeatFinder {
  private readonly tokens = new TokenBuffer();
  private readonly borders: number[] = [];
  /** Where each token's segment starts in the joined text. */
  private readonly bases: number[] = [];
  private readonly index: GramTable = gramTable(1 << 26);
  /** 4-gram at the same place of the chain of equal ones; −1 ends it. By 4-gram number: its last place. */
  private readonly before: Int32Array;
  private readonly last: number[] = [];
  private readonly seen: Seen;
  private readonly other = new TokenBuffer();
  private readonly mark: Int32Array;
  private stamp = 0;

  constructor(segments: readonly string[]) {
    let base = 0;
    for (const text of segments) {
      this.borders.push(this.tokens.length);
      this.bases.push(base);
      tokenise(text, this.tokens);
      base += text.length + 1;
    }
    this.borders.push(this.tokens.length);
    const n = this.tokens.length;
    this.before = new Int32Array(n).fill(-1);
    this.mark = new Int32Array(n);
    this.seen = emptySeen(n);
    for (let s = 0; s < segments.length; s++) {
      eachGramOf(this.tokens, this.borders[s] as number, this.borders[s + 1] as number, ORDER, (lo, hi, at) => {
        const known = gramCount(this.index, lo, hi, ORDER);
        if (known === 0) {
          this.last.push(at);
          addGram(this.index, lo, hi, ORDER, this.last.length);
        } else {
          this.before[at] = this.last[known - 1] as number;
          this.last[known - 1] = at;
        }
      });
    }
  }

  /** Another sample, by its segments. Each `id` once; the smaller id stands first in the corpus. */
  add(id: number, segments: readonly string[]): void {
    const stamp = ++this.stamp;
    const places: number[] = [];
    for (const text of segments) {
      this.other.clear();
      tokenise(text, this.other);
      eachGramOf(this.other, 0, this.other.length, ORDER, (lo, hi) => {
        const known = gramCount(this.index, lo, hi, ORDER);
        if (known === 0) return;
        let at = this.last[known - 1] as number;
        if (this.mark[at] === stamp) return;
        for (; at >= 0; at = this.before[at] as number) {
          this.mark[at] = stamp;
          places.push(at);
        }
      });
    }
    if (places.length > 0)
      this.addRuns(
        id,
        places.sort((a, b) => a - b),
      );
  }

  /** What was seen so far. */
  result(): Seen {
    return this.seen;
  }

  /** The stretches of what was seen, in order; runs that touch or overlap are one stretch, segments stay apart. */
  spans(seen: Seen = this.seen): HeldSpan[] {
    const { tokens, borders, bases } = this;
    const out: HeldSpan[] = [];
    let segment = 0;
    const n = tokens.length;
    for (let i = 0; i < n; i++) {
      if (seen.length[i * MOST_HOLDERS] === 0) continue;
      while (i >= (borders[segment + 1] as number)) segment++;
      const border = borders[segment + 1] as number;
      let last = i;
      for (let k = i + 1; k < border && k <= last + ORDER; k++) if (seen.length[k * MOST_HOLDERS] !== 0) last = k;
      const base = bases[segment] as number;
      out.push({
        start: base + (tokens.start[i] as number),
        end: base + (tokens.end[last + ORDER - 1] as number),
        ...holdersOf(seen, i, last, n),
      });
      i = last;
    }
    return out;
  }

  private addRuns(id: number, places: readonly number[]): void {
    const { starts, pairs } = this.seen;
    const n = this.tokens.length;
    let previous = -1;
    for (let k = 0; k < places.length; k++) {
      const from = places[k] as number;
      let to = from;
      while (k + 1 < places.length && places[k + 1] === to + 1) to = places[++k] as number;
      starts[from] = (starts[from] as number) + 1;
      if (previous >= 0) {
        const pair = previous * n + from;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
      previous = to;
      for (let at = from; at <= to; at++) offer(this.seen, at, to - from + 1, id);
    }
  }
}

/** Folds one into the other, and returns it; both of finders of the same text. */
export function mergeSeen(into: Seen, from: Seen): Seen {
  for (let i = 0; i < from.starts.length; i++) into.starts[i] = (into.starts[i] as number) + (from.starts[i] as number);
  for (const [pair, n] of from.pairs) into.pairs.set(pair, (into.pairs.get(pair) ?? 0) + n);
  for (let k = 0; k < from.length.length; k++) {
    if (from.length[k] === 0) continue;
    offer(into, Math.floor(k / MOST_HOLDERS), from.length[k] as number, from.id[k] as number);
  }
  return into;
}

function emptySeen(n: number): Seen {
  return {
    starts: new Uint32Array(n),
    pairs: new Map(),
    length: new Uint32Array(n * MOST_HOLDERS),
    id: new Float64Array(n * MOST_HOLDERS),
  };
}

/** Keeps the longest runs over a 4-gram, the first in the corpus among equals. */
function offer({ length, id }: Seen, at: number, run: number, whose: number): void {
  const first = at * MOST_HOLDERS;
  let k = first + MOST_HOLDERS - 1;
  if (run < (length[k] as number) || (run === length[k] && whose > (id[k] as number))) return;
  for (; k > first; k--) {
    const [l, w] = [length[k - 1] as number, id[k - 1] as number];
    if (l > run || (l === run && w < whose)) break;
    length[k] = l;
    id[k] = w;
  }
  length[k] = run;
  id[k] = whose;
}

function holdersOf(seen: Seen, from: number, to: number, n: number): Pick<HeldSpan, 'holders' | 'samples'> {
  const longest = new Map<number, number>();
  let samples = 0;
  for (let k = from * MOST_HOLDERS; k < (to + 1) * MOST_HOLDERS; k++) {
    const run = seen.length[k] as number;
    const id = seen.id[k] as number;
    if (run > (longest.get(id) ?? 0)) longest.set(id, run);
  }
  for (let i = from; i <= to; i++) samples += seen.starts[i] as number;
  // A sample with several runs in the stretch was counted once for each.
  for (const [pair, times] of seen.pairs) if (Math.floor(pair / n) >= from && pair % n <= to) samples -= times;
  const holders = [...longest]
    .map(([id, run]) => ({ id, words: run + ORDER - 1 }))
    .sort((a, b) => b.words - a.words || a.id - b.id)
    .slice(0, MOST_HOLDERS);
  return { holders, samples };
}
