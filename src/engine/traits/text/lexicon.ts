// All words and phrases that features look up, in one table: a token costs one probe.
import { chain, hashString } from '../../text/hash.ts';
import { words } from '../../text/words.ts';
import type { TraitFeature } from '../feature.ts';
import { isFunctionWord } from './stopwords.ts';
import { BROKEN, type TraitText } from './traitText.ts';

const LONGEST = 6;

/** Where a window matched: parallel columns of feature, first token, and the token behind the last. */
export class LexiconHits {
  readonly counts: Int32Array;
  readonly feature: number[] = [];
  readonly from: number[] = [];
  readonly to: number[] = [];

  constructor(features: number) {
    this.counts = new Int32Array(features);
  }

  clear(): void {
    this.counts.fill(0);
    this.feature.length = 0;
    this.from.length = 0;
    this.to.length = 0;
  }

  add(feature: number, from: number, to: number): void {
    this.counts[feature] = (this.counts[feature] as number) + 1;
    this.feature.push(feature);
    this.from.push(from);
    this.to.push(to);
  }
}

interface Entries {
  /** Open addressing on the lane of a word or phrase: its other lane, 0 where free. */
  readonly keys: Int32Array;
  readonly lanes: Int32Array;
  /** Place in `lists`, −1 where only phrases start with it. */
  readonly list: Int16Array;
  /** Bit n: phrases of n words start with it. */
  readonly lengths: Uint8Array;
}

export class Lexicon {
  private readonly plain: Entries;
  private readonly bare: Entries;
  private readonly lists: number[][] = [];
  private at = new Int32Array(512);

  constructor(features: readonly TraitFeature[]) {
    this.plain = this.build(features, false);
    this.bare = this.build(features, true);
  }

  find(x: TraitText, hits: LexiconHits): void {
    hits.clear();
    const n = x.words;
    if (this.at.length < n) this.at = new Int32Array(n * 2);
    for (let i = 0; i < n; i++) this.at[i] = i;
    this.scan(this.plain, x, n, hits, true);
    let kept = 0;
    for (let i = 0; i < n; i++) {
      if (!isFunctionWord(x.tokens.lo[i] as number, x.tokens.hi[i] as number)) this.at[kept++] = i;
    }
    this.scan(this.bare, x, kept, hits, false);
  }

  private scan(entries: Entries, x: TraitText, n: number, hits: LexiconHits, strict: boolean): void {
    const { tokens, flags } = x;
    const { at } = this;
    for (let i = 0; i < n; i++) {
      const first = at[i] as number;
      const slot = find(entries, tokens.lo[first] as number, tokens.hi[first] as number);
      if (slot < 0) continue;
      const list = entries.list[slot] as number;
      if (list >= 0) for (const f of this.lists[list] as number[]) hits.add(f, first, first + 1);
      const lengths = entries.lengths[slot] as number;
      if (lengths === 0) continue;
      let lo = tokens.lo[first] as number;
      let hi = tokens.hi[first] as number;
      for (let k = 1; k < LONGEST && i + k < n; k++) {
        const next = at[i + k] as number;
        if (strict && (flags[next] as number) & BROKEN) break;
        lo = chain(lo, tokens.lo[next] as number);
        hi = chain(hi, tokens.hi[next] as number);
        if (!(lengths & (1 << (k + 1)))) continue;
        const found = find(entries, lo, hi);
        const phrase = found < 0 ? -1 : (entries.list[found] as number);
        if (phrase >= 0) for (const f of this.lists[phrase] as number[]) hits.add(f, first, next + 1);
      }
    }
  }

  private build(features: readonly TraitFeature[], bare: boolean): Entries {
    const wanted = new Map<string, number[]>();
    features.forEach((feature, f) => {
      if ((feature.withoutStopwords ?? false) !== bare) return;
      for (const phrase of new Set(feature.lexicon)) {
        const list = wanted.get(phrase) ?? [];
        list.push(f);
        wanted.set(phrase, list);
      }
    });
    let size = 16;
    while (size < wanted.size * 4) size *= 2;
    const entries: Entries = {
      keys: new Int32Array(size),
      lanes: new Int32Array(size),
      list: new Int16Array(size).fill(-1),
      lengths: new Uint8Array(size),
    };
    for (const [phrase, list] of wanted) {
      const hashes = words(phrase).map((w) => hashString(w).map((h) => h | 0) as [number, number]);
      const [first] = hashes;
      if (!first || hashes.length > LONGEST) throw new Error(`Lexicon: "${phrase}" has ${hashes.length} words.`);
      let [lo, hi] = first;
      for (const [l, h] of hashes.slice(1)) {
        lo = chain(lo, l);
        hi = chain(hi, h);
      }
      entries.list[insert(entries, lo, hi)] = this.lists.push(list) - 1;
      if (hashes.length > 1) {
        const start = insert(entries, first[0], first[1]);
        entries.lengths[start] = (entries.lengths[start] as number) | (1 << hashes.length);
      }
    }
    return entries;
  }
}

function find({ keys, lanes }: Entries, lo: number, hi: number): number {
  const mask = keys.length - 1;
  for (let i = lo & mask; ; i = (i + 1) & mask) {
    const lane = lanes[i] as number;
    if (lane === 0) return -1;
    if (lane === (hi | 1) && keys[i] === lo) return i;
  }
}

function insert(entries: Entries, lo: number, hi: number): number {
  const mask = entries.keys.length - 1;
  for (let i = lo & mask; ; i = (i + 1) & mask) {
    const lane = entries.lanes[i] as number;
    if (lane === (hi | 1) && entries.keys[i] === lo) return i;
    if (lane !== 0) continue;
    entries.lanes[i] = hi | 1;
    entries.keys[i] = lo;
    return i;
  }
}
