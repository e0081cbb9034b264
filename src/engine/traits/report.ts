// The report's block on traits, from the readings of a view: counts, the scores against human text of the nearest kind, and
// the traits that moved them.
import type { DrawnSample } from '../metric.ts';
import { ABSTENTIONS, type Abstention, type TraitReader } from './reading.ts';
import type { TraitsReport } from './schema.ts';

/** Samples that `top` is taken from. */
export const EXPLAINED_SAMPLES = 300;
const TOP = 12;
/** A sample shows a trait that moves its score by at least so much, in the direction in which it moves the corpus. */
const SHOWS = 0.1;

/** Scores of machine text reach 12; what lies beyond the ends is counted in the outermost bins. */
const LOWEST = -4;
const BIN = 0.25;
const BINS = 64;
const PERCENTILE_BINS = 20;

/** Readings side by side. */
export interface Readings {
  /** NaN where the sample was not measured. */
  readonly score: ArrayLike<number>;
  readonly percentile: ArrayLike<number>;
  readonly words: ArrayLike<number>;
  /** Negative where there is none. */
  readonly kind: ArrayLike<number>;
}

/** What is said of the view's readings alone; `of`: samples of the view. */
export type ReadTraits = Omit<TraitsReport, 'top' | 'explained' | 'calibration' | 'alpha'>;

export function readTraits(
  readings: Readings,
  abstained: Readonly<Partial<Record<Abstention, number>>>,
  of: number,
  reader: Pick<TraitReader, 'model' | 'kinds' | 'percentile'>,
): ReadTraits {
  const scored: number[] = [];
  for (let i = 0; i < readings.score.length; i++) if (!Number.isNaN(readings.score[i])) scored.push(i);
  const read = scored.length + Object.values(abstained).reduce((n, count) => n + count, 0);
  const kind = nearestKind(readings, scored, reader.kinds.length);
  const counts = new Array<number>(BINS).fill(0);
  const percentiles = new Array<number>(PERCENTILE_BINS).fill(0);
  const add = (bins: number[], value: number) => {
    const bin = Math.max(0, Math.min(bins.length - 1, Math.floor(value)));
    bins[bin] = (bins[bin] as number) + 1;
  };
  for (const i of scored) {
    add(counts, ((readings.score[i] as number) - LOWEST) / BIN);
    if (!Number.isNaN(readings.percentile[i])) {
      add(percentiles, ((readings.percentile[i] as number) * PERCENTILE_BINS) / 100);
    }
  }
  const edges = Array.from({ length: BINS + 1 }, (_, i) => LOWEST + i * BIN);
  return {
    model: { ...reader.model },
    scored: scored.length,
    read,
    ...(read < of ? { drawn: { n: read, of, unit: 'samples' as const } } : {}),
    abstained: Object.fromEntries(
      ABSTENTIONS.flatMap((why) => (abstained[why] ? [[why, abstained[why]]] : [])),
    ) as TraitsReport['abstained'],
    kind: kind && { name: reader.kinds[kind.number] as string, share: kind.votes / scored.length },
    scores: { edges, counts, human: kind ? humanShares(readings, scored, edges, kind.number, reader) : [] },
    percentiles,
  };
}

/** The kind that most samples are nearest to, the first of several. */
function nearestKind({ kind }: Readings, scored: readonly number[], kinds: number) {
  const votes = new Array<number>(kinds).fill(0);
  for (const i of scored) {
    const k = kind[i] as number;
    if (k in votes) votes[k] = (votes[k] as number) + 1;
  }
  const most = Math.max(0, ...votes);
  return most === 0 ? null : { number: votes.indexOf(most), votes: most };
}

/** Shares of human texts of a kind per bin, where they are as long as these samples: half octaves of words. */
function humanShares(
  { words }: Readings,
  scored: readonly number[],
  edges: readonly number[],
  kind: number,
  { percentile }: Pick<TraitReader, 'percentile'>,
): number[] {
  const lengths = new Map<number, number>();
  for (const i of scored) {
    const length = Math.round(2 * Math.log2(Math.max(1, words[i] as number)));
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
  }
  const shares = new Array<number>(edges.length - 1).fill(0);
  for (const [length, samples] of [...lengths].sort((a, b) => a[0] - b[0])) {
    const below = edges.map((edge, i) => {
      if (i === 0) return 0;
      return i === edges.length - 1 ? 1 : percentile(kind, Math.round(2 ** (length / 2)), edge) / 100;
    });
    for (let i = 0; i < shares.length; i++) {
      const share = (below[i + 1] as number) - (below[i] as number);
      shares[i] = (shares[i] as number) + (share * samples) / scored.length;
    }
  }
  return shares;
}

/** A trait over several samples: mean value where it moved the score, mean effect over all, and samples that show it. */
export interface TopTrait {
  readonly id: string;
  readonly value: number;
  readonly effect: number;
  readonly samples: number;
}

export interface TopTraits {
  readonly traits: readonly TopTrait[];
  readonly explained: number;
}

export const NOTHING_EXPLAINED: TopTraits = { traits: [], explained: 0 };

/** The traits that moved the scores of these samples most, strongest first; samples are taken in corpus order. */
export function topTraits(samples: readonly DrawnSample[], reader: TraitReader): TopTraits {
  const found = new Map<string, { value: number; effects: number[] }>();
  let explained = 0;
  for (const { segments } of [...samples].sort((a, b) => a.index - b.index)) {
    const traits = reader.explain(
      segments.map((text) => ({ text })),
      reader.abouts.length,
    );
    if (traits.length > 0) explained++;
    for (const { id, value, effect } of traits) {
      const entry = found.get(id) ?? { value: 0, effects: [] };
      entry.value += value;
      entry.effects.push(effect);
      found.set(id, entry);
    }
  }
  const traits = [...found].map(([id, { value, effects }]): TopTrait => {
    const sum = effects.reduce((a, b) => a + b, 0);
    const shows = (effect: number) => Math.abs(effect) >= SHOWS && Math.sign(effect) === Math.sign(sum);
    return { id, value: value / effects.length, effect: sum / explained, samples: effects.filter(shows).length };
  });
  const order = (a: TopTrait, b: TopTrait) => Math.abs(b.effect) - Math.abs(a.effect) || (a.id < b.id ? -1 : 1);
  return { traits: traits.sort(order).slice(0, TOP), explained };
}

/** With the words for each. */
export function withAbouts(top: TopTraits, { abouts }: Pick<TraitReader, 'abouts'>): TraitsReport['top'] {
  return top.traits.flatMap(({ id, ...trait }) => {
    const about = abouts.find((a) => a.id === id);
    return about ? [{ id, label: about.label, unit: about.unit, explains: about.explains, ...trait }] : [];
  });
}
