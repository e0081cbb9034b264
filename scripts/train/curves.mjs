// From cross-fitted raw scores: mean and spread of human text by length, the distribution of each kind, and how kinds are told.
import { CUTS } from '../../src/engine/traits/calibration/cuts.ts';
import { standardised } from '../../src/engine/traits/model/lengths.ts';
import { PARTS } from '../../src/engine/traits/model/model.ts';
import { KINDS } from './data.mjs';
import { bytes, round } from './fit.mjs';

/** Human texts of a kind that a length needs to be measured by. */
const LEAST_TEXTS = 30;
/** Lower ends of the bands of length in which percentiles are given. */
const BANDS = [50, 100, 200, 400];
const LEAST_IN_BAND = 60;
const STEPS = 20;
const PULL = 0.3;

const total = (raw) => raw.reduce((a, b) => a + b, 0);

/** Human texts that were measured, each at its own length and at its cuts: `{ kind, words, raw }`. */
function humanMeasures(rows, fits) {
  return rows.flatMap((row, i) => {
    if (row.label === 1 || fits[i].abstained) return [];
    const { words, raw, cuts } = fits[i];
    return [
      { kind: row.domain, words, raw, whole: true },
      ...cuts.map((cut) => ({ kind: row.domain, ...cut, whole: false })),
    ];
  });
}

/** Mean over kinds of the means, and of the variances within kinds, at each length of the grid. */
export function fitCurves(rows, fits) {
  const measures = humanMeasures(rows, fits);
  const columns = [...PARTS.map((_, p) => (m) => m.raw[p]), (m) => total(m.raw)];
  const at = CUTS.map((cut) => {
    // A text of nearly this length stands for itself.
    const here = measures.filter((m) => (m.whole ? m.words >= 0.8 * cut && m.words < 1.25 * cut : m.words === cut));
    const kinds = [...new Set(here.map((m) => m.kind))]
      .map((kind) => here.filter((m) => m.kind === kind))
      .filter((own) => own.length >= LEAST_TEXTS);
    return columns.map((column) => {
      const stats = kinds.map((own) => {
        const values = own.map(column);
        const mean = values.reduce((a, b) => a + b, 0) / values.length;
        return { mean, variance: values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1) };
      });
      const average = (pick) => stats.reduce((a, s) => a + pick(s), 0) / stats.length;
      return { mean: average((s) => s.mean), sd: Math.sqrt(average((s) => s.variance)), kinds: kinds.length };
    });
  });
  const measured = CUTS.map((_, k) => k).filter((k) => at[k][0].kinds >= 3);
  const curve = (column) => ({
    mean: measured.map((k) => round(at[k][column].mean, 4)),
    sd: measured.map((k) => round(at[k][column].sd, 4)),
  });
  return {
    lengths: measured.map((k) => CUTS[k]),
    curves: Object.fromEntries([...PARTS, 'score'].map((part, column) => [part, curve(column)])),
  };
}

/** Standardised score and parts of raw log-odds at a length. */
export function standardise({ lengths, curves }, words, raw) {
  return {
    score: standardised(total(raw), words, lengths, curves.score),
    parts: PARTS.map((part, p) => standardised(raw[p], words, lengths, curves[part])),
  };
}

/** Kinds with enough human texts of at least 50 words, and 21 quantiles of their scores in each band of length. */
export function fitQuantiles(rows, fits, curves) {
  const measures = humanMeasures(rows, fits).filter((m) => m.words >= BANDS[0]);
  const kinds = Object.keys(KINDS).filter(
    (kind) => measures.filter((m) => m.whole && m.kind === kind).length >= LEAST_IN_BAND,
  );
  const quantiles = kinds.map((kind) =>
    BANDS.map((from, b) => {
      const to = BANDS[b + 1] ?? Number.POSITIVE_INFINITY;
      const scores = measures
        .filter((m) => m.kind === kind && m.words >= from && m.words < to)
        .map((m) => standardise(curves, m.words, m.raw).score)
        .sort((a, b) => a - b);
      if (scores.length < LEAST_IN_BAND) return null;
      return Array.from({ length: STEPS + 1 }, (_, q) => round(quantile(scores, q / STEPS), 3));
    }),
  );
  return { kinds, quantiles: { bands: BANDS, kinds: quantiles } };
}

function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}

/** How each kind uses the common words, both classes alike: log2 of its ratio to the mean of the kinds. */
export function fitKinds(rows, windows, size, kinds, taken = () => true) {
  const logs = kinds.map((kind) => {
    const sums = new Float64Array(size).fill(PULL);
    for (const label of [0, 1]) {
      const own = windows.row
        .map((_, i) => i)
        .filter((i) => {
          const row = rows[windows.row[i]];
          return row.domain === kind && row.label === label && taken(windows.row[i]);
        });
      const words = own.reduce((n, i) => n + windows.ids[i].length, 0);
      // Each class of a kind counts as 20,000 words, whatever was found of it.
      for (const i of own) for (const id of windows.ids[i]) if (id >= 0) sums[id] += 20_000 / words;
    }
    const all = sums.reduce((a, b) => a + b, 0);
    return Float64Array.from(sums, (n) => Math.log2(n / all));
  });
  const steps = 20;
  const table = new Float64Array(kinds.length * size);
  for (let id = 0; id < size; id++) {
    const mean = logs.reduce((sum, own) => sum + own[id], 0) / kinds.length;
    logs.forEach((own, k) => {
      table[k * size + id] = own[id] - mean;
    });
  }
  return { names: kinds.map((kind) => KINDS[kind]), steps, words: bytes(table, (x) => x * steps) };
}
