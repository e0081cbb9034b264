// From cross-fitted raw scores: mean and spread of human text by length, the distribution of each kind, and how kinds are told.
import { CUTS } from '../../src/engine/traits/calibration/cuts.ts';
import { standardised } from '../../src/engine/traits/model/lengths.ts';
import { PARTS, READ_PARTS } from '../../src/engine/traits/model/model.ts';
import { KINDS } from './data.mjs';
import { bytes, round } from './fit.mjs';

/** Human texts of a kind that a length needs to be measured by. */
const LEAST_TEXTS = 30;
const LEAST_KINDS = 4;
/** Lower ends of the bands of length in which percentiles are given. */
const BANDS = [50, 100, 200, 400];
const LEAST_IN_BAND = 40;
const LEAST_OF_KIND = 40;
const STEPS = 20;
const PULL = 0.3;

/** The raw score: the families are told beside it. */
export const total = (raw) => raw.slice(0, PARTS.length).reduce((a, b) => a + b, 0);

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

/**
 * Mean and spread of human text at each length of the grid. From one length to the next only texts that reach both are
 * compared, each with itself: which kinds are long must not bend the curve.
 */
export function fitCurves(rows, fits) {
  const texts = rows.flatMap((row, i) => {
    if (row.label === 1 || fits[i].abstained) return [];
    return [{ kind: row.domain, cuts: new Map(fits[i].cuts.map((cut) => [cut.words, cut.raw])) }];
  });
  const lengths = CUTS.filter((cut) => kindsAt(texts, [cut]).length >= LEAST_KINDS);
  const columns = [...READ_PARTS.map((_, p) => (raw) => raw[p]), total];
  const curves = columns.map((column) => {
    const at = (own, cut) => spread(own.map(({ cuts }) => column(cuts.get(cut))));
    const start = kindsAt(texts, [lengths[0]]).map((own) => at(own, lengths[0]));
    const mean = [average(start.map((s) => s.mean))];
    const sd = [average(start.map((s) => s.sd))];
    for (let k = 1; k < lengths.length; k++) {
      const steps = kindsAt(texts, [lengths[k - 1], lengths[k]]).map((own) => [
        at(own, lengths[k - 1]),
        at(own, lengths[k]),
      ]);
      mean.push(mean[k - 1] + average(steps.map(([from, to]) => to.mean - from.mean)));
      sd.push(sd[k - 1] * Math.exp(average(steps.map(([from, to]) => Math.log(to.sd / from.sd)))));
    }
    return { mean: mean.map((x) => round(x, 4)), sd: sd.map((x) => round(x, 4)) };
  });
  return {
    lengths,
    curves: Object.fromEntries([...READ_PARTS, 'score'].map((part, column) => [part, curves[column]])),
  };
}

/** The texts of each kind that were cut to all of these lengths, kinds with too few left out. */
function kindsAt(texts, cuts) {
  const here = texts.filter((text) => cuts.every((cut) => text.cuts.has(cut)));
  return [...new Set(here.map((text) => text.kind))]
    .map((kind) => here.filter((text) => text.kind === kind))
    .filter((own) => own.length >= LEAST_TEXTS);
}

const average = (values) => values.reduce((a, b) => a + b, 0) / values.length;

function spread(values) {
  const mean = average(values);
  return { mean, sd: Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1)) };
}

/** Standardised score and parts of raw log-odds at a length. */
export function standardise({ lengths, curves }, words, raw) {
  return {
    score: standardised(total(raw), words, lengths, curves.score),
    parts: READ_PARTS.map((part, p) => standardised(raw[p], words, lengths, curves[part])),
  };
}

/**
 * Kinds with enough human texts of at least 50 words, and 21 quantiles of their scores in each band of length: half-way between
 * models that know the kind but not the text (`inKind`) and models that know neither (`fits`).
 */
export function fitQuantiles(rows, fits, inKind, curves) {
  const long = (own) => humanMeasures(rows, own).filter((m) => m.words >= BANDS[0]);
  const without = long(fits);
  const within = long(inKind);
  const kinds = Object.keys(KINDS).filter(
    (kind) => without.filter((m) => m.whole && m.kind === kind).length >= LEAST_OF_KIND,
  );
  const scoresOf = (measures, kind, from, to) =>
    measures
      .filter((m) => m.kind === kind && m.words >= from && m.words < to)
      .map((m) => standardise(curves, m.words, m.raw).score)
      .sort((a, b) => a - b);
  const quantiles = kinds.map((kind) =>
    BANDS.map((from, b) => {
      const to = BANDS[b + 1] ?? Number.POSITIVE_INFINITY;
      const both = [without, within].map((measures) => scoresOf(measures, kind, from, to));
      if (both[0].length < LEAST_IN_BAND) return null;
      return Array.from({ length: STEPS + 1 }, (_, q) => round(average(both.map((s) => quantile(s, q / STEPS))), 3));
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
