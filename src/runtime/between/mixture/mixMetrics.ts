// The metrics of the real corpus, of the mix, and of mixes with random choices, all at the same number of words.
import { copyNumbers, drawKeys, inDrawOrder } from '../../../engine/draw.ts';
import type { MixtureReport } from '../../../engine/mixture/report.ts';
import { ABOUT_METRICS } from '../../../engine/registry.ts';
import type { ViewName } from '../../../engine/sample.ts';
import type { CorpusRows } from '../../inspect/columns.ts';
import type { DrawUnit } from '../../inspect/draw.ts';
import type { Passes } from '../../inspect/passes.ts';
import type { DrawnParams, UnitResult } from '../../tasks/drawn.ts';
import type { Job } from '../../tasks/job.ts';

/** Shown metrics, in this order. Homogenisation reads drawn samples and is measured once for each mix. */
const SHOWN = ['types', 'hapax-share', 'distinct-2', 'distinct-3', 'entropy', 'mattr', 'novelty', 'gzip-ratio'];
const DRAWN = 'homogenisation';
/** Of the real corpus so much is drawn, so that draws differ. */
const REAL_SHARE = 0.8;
const MOST_WORDS = 50_000;
/** Fewer words say nothing. */
const LEAST_WORDS = 200;
const DRAWS = 3;

export interface MixMetricsParams {
  readonly job: Job;
  readonly rows: CorpusRows;
  readonly view: ViewName;
  /** Rows of the view. */
  readonly real: Uint32Array;
  readonly planned: Uint32Array;
  readonly random: readonly Uint32Array[];
  /** Share of the mix's words that the plan makes. */
  readonly share: number;
  readonly seed: number;
}

export interface MixMetrics {
  /** 0 where there was too little to measure. */
  readonly words: number;
  readonly metrics: MixtureReport['metrics'];
}

type Mix = 'real' | 'planned' | 'random';

/** Each mix is drawn from what the real corpus gives and from what was chosen, in the mix's proportion; all have the same real draws. */
export async function mixMetrics(passes: Passes, p: MixMetricsParams): Promise<MixMetrics> {
  const realWords = wordsOf(p.rows, p.real);
  const words = Math.floor(Math.min(MOST_WORDS, REAL_SHARE * realWords));
  if (words < LEAST_WORDS || p.planned.length === 0) return { words: 0, metrics: [] };
  const units: DrawUnit[] = [];
  const mixes: Mix[] = [];
  const measure = (mix: Mix, rows: Uint32Array, draw: number) => {
    for (const metric of draw === 0 ? [null, DRAWN] : [null]) {
      const sorted = rows.slice().sort();
      units.push({
        view: p.view,
        purpose: { kind: 'at', words },
        metric,
        rows: sorted,
        places: sorted,
        of: sorted.length,
      });
      mixes.push(mix);
    }
  };
  for (let draw = 0; draw < DRAWS; draw++) {
    const seed = p.seed + 1000 * (draw + 1);
    measure('real', drawUpTo(p.rows, p.real, words, seed), draw);
    const rest = drawUpTo(p.rows, p.real, words * (1 - p.share), seed);
    measure('planned', joined(rest, drawUpTo(p.rows, p.planned, words * p.share, seed)), draw);
    const random = p.random[draw % p.random.length];
    if (random) measure('random', joined(rest, drawUpTo(p.rows, random, words * p.share, seed)), draw);
  }
  const { file, byte, byteLength, view } = p.rows;
  const params: DrawnParams = { job: p.job, rows: { file, byte, byteLength, view }, units };
  const results = (await passes.overUnits<UnitResult[]>('drawing', 'drawn', params, units.length)).flat();
  results.sort((a, b) => a.unit - b.unit);
  const mean = (id: string, of: Mix): number | null => {
    const values = results.flatMap(({ unit, metrics }) => {
      const value = mixes[unit] === of ? metrics[id]?.value : null;
      return typeof value === 'number' ? [value] : [];
    });
    return values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : null;
  };
  const metrics = [...SHOWN, DRAWN].map((id) => ({
    id,
    label: ABOUT_METRICS[id]?.label ?? id,
    real: mean(id, 'real'),
    planned: mean(id, 'planned'),
    random: mean(id, 'random'),
  }));
  return { words, metrics };
}

export function wordsOf({ words }: Pick<CorpusRows, 'words'>, rows: Uint32Array): number {
  return rows.reduce((n, row) => n + (words[row] as number), 0);
}

/** Whole samples in the order of a hash, as near to the words as they allow. */
function drawUpTo({ content, words }: CorpusRows, among: Uint32Array, budget: number, seed: number): Uint32Array {
  const own = Float64Array.from(among, (row) => content[row] as number);
  const out: number[] = [];
  let total = 0;
  inDrawOrder(drawKeys(own, copyNumbers(own), seed), (place) => {
    const row = among[place] as number;
    const more = words[row] as number;
    if (total + more - budget > budget - total) return false;
    out.push(row);
    total += more;
    return true;
  });
  return Uint32Array.from(out);
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
