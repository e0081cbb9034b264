// The second pass over a sample, against the merged n-gram tables: novelty, repeats, near-duplicate keys, and what the
// sample shows by itself.
import { type LocalFinding, localFindings } from '../findings/local.ts';
import { openingLabel, openingOf } from '../metrics/openings.ts';
import { gramCount, tagged } from '../sketch/gramTable.ts';
import { BANDS, MinHash } from '../sketch/minHash.ts';
import { ScratchSet } from '../sketch/scratchSet.ts';
import type { SpacedGrams } from '../tallies/spacedGrams.ts';
import type { WordGrams } from '../tallies/wordGrams.ts';
import { isMostlyCode } from '../text/code.ts';
import { chain, toKey } from '../text/hash.ts';
import { hashFolded } from '../text/normalise.ts';
import type { Prepared } from '../text/prepare.ts';
import { boilerplateFrom, LookedUp } from './boilerplate.ts';
import { type Frames, type ShownFrame, Skeletons } from './skeleton.ts';

/** A sample with fewer distinct 4-grams has no novelty. */
export const MIN_GRAMS = 17;
/** A set with fewer 5-grams takes no part in near-duplicates. */
export const MIN_SHINGLES = 8;
/** Where hashes are sampled: fewer kept 4-grams say nothing. */
const MIN_KEPT = 8;

export interface Score {
  words: number;
  /** 0..1 as if no near-duplicates were known, NaN where not defined. */
  novelty: number;
  /** Distinct 4-grams of the sample outside boilerplate. */
  grams: number;
  /** Distinct 4-grams outside boilerplate that no other sample holds, its copies included; estimated where hashes are
   *  sampled. */
  adds: number;
  repeatMass: number;
  isCode: boolean;
  /** Distinct word 5-grams outside boilerplate. */
  shingles: number;
  /** BANDS keys; meaningful from MIN_SHINGLES shingles on. */
  readonly bands: Int32Array;
  /** Of the text with form, case and white space folded. */
  textLo: number;
  textHi: number;
  local: LocalFinding[];
  /** Longest run of boilerplate: segment and UTF-16 offsets; null without any. */
  boilerplate: { segment: number; start: number; end: number } | null;
  /** Frames by hash; valid until the next sample is scored. */
  frames: Frames;
}

/** What the merged first pass knows of a view. */
export interface ViewFacts {
  readonly samples: number;
  readonly wordGrams: WordGrams;
  readonly spacedGrams: SpacedGrams;
}

export class Scorer {
  readonly lookedUp = new LookedUp();
  private readonly seen = new ScratchSet();
  private readonly minHash = new MinHash();
  private readonly from: number;
  private readonly skeletons: Skeletons;

  constructor(private readonly facts: ViewFacts) {
    this.from = boilerplateFrom(facts.samples);
    this.skeletons = new Skeletons(facts.samples, facts.wordGrams.short);
  }

  /** `withRepeats`: whether `repeatMass` is wanted, for which `x` needs its white-space pieces; NaN without. */
  score(x: Prepared, withRepeats: boolean): Score {
    this.lookedUp.look(x, this.facts.wordGrams, this.from);
    const [textLo, textHi] = hashFolded(x.segments);
    const bands = new Int32Array(BANDS);
    const shingles = this.shingle(x, bands);
    let code: boolean | undefined;
    const isCode = () => {
      code ??= isMostlyCode(x);
      return code;
    };
    const { novelty, grams, adds } = this.novelty(x.words.length);
    return {
      words: x.words.length,
      novelty,
      grams,
      adds,
      repeatMass: withRepeats ? this.repeatMass(x) : Number.NaN,
      shingles,
      bands,
      textLo,
      textHi,
      local: localFindings(x, isCode),
      isCode: novelty < 0.2 && isCode(),
      boilerplate: this.lookedUp.any ? this.longestBoilerplate(x) : null,
      frames: this.skeletons.find(x, this.lookedUp, isCode),
    };
  }

  /** Only what metrics read; `x` needs its white-space pieces. */
  forMetrics(x: Prepared): Pick<Score, 'words' | 'novelty' | 'repeatMass'> {
    this.lookedUp.look(x, this.facts.wordGrams, this.from);
    const words = x.words.length;
    return { words, novelty: this.novelty(words).novelty, repeatMass: this.repeatMass(x) };
  }

  /** The frame of a sample with this key, to be shown. Looks the sample up anew. */
  frame(x: Prepared, key: number): ShownFrame | null {
    this.lookedUp.look(x, this.facts.wordGrams, this.from);
    return this.skeletons.show(x, this.lookedUp, key);
  }

  private novelty(words: number): { novelty: number; grams: number; adds: number } {
    const { count, lo, hi, boilerplate } = this.lookedUp;
    this.seen.clear();
    let kept = 0;
    let novel = 0;
    for (let i = 0; i < words; i++) {
      const n = count[i] as number;
      if (n === -2 || boilerplate[i]) continue;
      if (this.seen.add(lo[i] as number, hi[i] as number) > 1 || n === -1) continue;
      kept++;
      if (n <= 1) novel++;
    }
    const grams = this.seen.size;
    const defined = grams >= MIN_GRAMS && kept >= Math.min(MIN_KEPT, grams);
    const adds = novel * 2 ** this.facts.wordGrams.table.level;
    return { novelty: defined ? novel / kept : Number.NaN, grams, adds };
  }

  private shingle(x: Prepared, bands: Int32Array): number {
    const { words } = x;
    const { count, lo, hi, boilerplate } = this.lookedUp;
    this.seen.clear();
    this.minHash.clear();
    for (let i = 0; i + 4 < words.length; i++) {
      // A 5-gram is two overlapping 4-grams; it is boilerplate when both are, and crosses segments when one does.
      if (count[i] === -2 || count[i + 1] === -2 || (boilerplate[i] && boilerplate[i + 1])) continue;
      const l = chain(lo[i] as number, words.lo[i + 4] as number);
      const h = chain(hi[i] as number, words.hi[i + 4] as number);
      if (this.seen.add(l, h) === 1) this.minHash.add(l, h);
    }
    if (this.seen.size >= MIN_SHINGLES) this.minHash.bands(bands, 0);
    return this.seen.size;
  }

  /** The 5-grams that near-duplicates compare, as ascending exact numbers. Looks the sample up anew. */
  shingleSet(x: Prepared): Float64Array {
    this.lookedUp.look(x, this.facts.wordGrams, this.from);
    const { words } = x;
    const { count, lo, hi, boilerplate } = this.lookedUp;
    const keys = new Float64Array(words.length);
    let n = 0;
    for (let i = 0; i + 4 < words.length; i++) {
      if (count[i] === -2 || count[i + 1] === -2 || (boilerplate[i] && boilerplate[i + 1])) continue;
      keys[n++] = toKey(
        chain(lo[i] as number, words.lo[i + 4] as number),
        chain(hi[i] as number, words.hi[i + 4] as number),
      );
    }
    return unique(keys.subarray(0, n).sort());
  }

  /** Distinct kept 4-grams outside boilerplate, with their document frequency. Looks the sample up anew. */
  gramSet(x: Prepared): { lo: Int32Array; hi: Int32Array; count: Int32Array; at: Int32Array } {
    this.lookedUp.look(x, this.facts.wordGrams, this.from);
    const { count, lo, hi, boilerplate } = this.lookedUp;
    this.seen.clear();
    const out = { lo: [] as number[], hi: [] as number[], count: [] as number[], at: [] as number[] };
    for (let i = 0; i < x.words.length; i++) {
      const n = count[i] as number;
      if (n < 0 || boilerplate[i] || this.seen.add(lo[i] as number, hi[i] as number) > 1) continue;
      out.lo.push(lo[i] as number);
      out.hi.push(hi[i] as number);
      out.count.push(n);
      out.at.push(i);
    }
    const column = (values: number[]) => Int32Array.from(values);
    return { lo: column(out.lo), hi: column(out.hi), count: column(out.count), at: column(out.at) };
  }

  /** Σ (df − 1) over the set of white-space 4-grams. */
  private repeatMass({ whitespaced }: Prepared): number {
    const { table } = this.facts.spacedGrams;
    const { lo, hi } = whitespaced;
    this.seen.clear();
    let mass = 0;
    for (let i = 0; i + 3 < whitespaced.length; i++) {
      const lo4 = chain(chain(chain(lo[i] as number, lo[i + 1] as number), lo[i + 2] as number), lo[i + 3] as number);
      const hi4 = chain(chain(chain(hi[i] as number, hi[i + 1] as number), hi[i + 2] as number), hi[i + 3] as number);
      const count = gramCount(table, lo4, hi4, 4);
      if (count > 1 && this.seen.add(lo4, hi4) === 1) mass += count - 1;
    }
    return mass * 2 ** table.level;
  }

  private longestBoilerplate(x: Prepared): { segment: number; start: number; end: number } {
    const { boilerplate } = this.lookedUp;
    let best = { segment: 0, start: 0, end: 0 };
    for (let s = 0; s < x.segments.length; s++) {
      const to = (x.borders[s + 1] as number) - 3;
      for (let i = x.borders[s] as number; i < to; i++) {
        if (!boilerplate[i]) continue;
        const from = i;
        while (i + 1 < to && boilerplate[i + 1]) i++;
        const start = x.words.start[from] as number;
        const end = x.words.end[i + 3] as number;
        if (end - start > best.end - best.start) best = { segment: s, start, end };
      }
    }
    return best;
  }
}

function unique(sorted: Float64Array): Float64Array {
  let n = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[n++] = sorted[i] as number;
  return sorted.slice(0, n);
}

/** The label that stands for a sample's opening in the openings metric. */
export function openingLabelOf(x: Prepared): string | null {
  const opening = openingOf(x);
  return opening && openingLabel(tagged(opening[0], 3), opening[1]);
}
