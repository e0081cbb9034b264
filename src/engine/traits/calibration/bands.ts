// Human calibration rows as they would score at a row's length, sorted: what a p-value looks into.
import { type CalibrationRow, type CalibrationRows, rowOf } from './calibration.ts';
import { CUTS, cutsOf } from './cuts.ts';

/** From a row to the number that is compared: the score itself, or what a recalibrated model makes of it. */
export type Scale = (row: CalibrationRow) => number;

/** Highest first, one array for each stretch of the grid: [0] for rows shorter than its second length, and so on. */
export type Bands = readonly Float64Array[];

/**
 * For a row between two lengths of the grid the highest of a human row's numbers counts: at the two lengths, and whole. Measured,
 * that keeps the rate on every length, whether a kind's scores rise or fall with length, at a cost of two points of power.
 */
export function bandsOf(human: CalibrationRows, members: readonly number[], scale: Scale): Bands {
  const bands = CUTS.map(() => new Float64Array(members.length));
  members.forEach((i, place) => {
    const row = rowOf(human, i);
    const whole = scale(row);
    const cuts = cutsOf(row.words).map((words, c) => {
      const [score, ...parts] = human.cuts?.[i]?.[c] ?? [];
      return score === undefined ? whole : scale({ words, score, parts });
    });
    CUTS.forEach((_, band) => {
      (bands[band] as Float64Array)[place] = Math.max(cuts[band] ?? whole, cuts[band + 1] ?? whole, whole);
    });
  });
  for (const band of bands) band.sort().reverse();
  return bands;
}

/** Index of the band for a row of so many words. */
export function bandOf(words: number): number {
  let band = CUTS.length - 1;
  while (band > 0 && words < (CUTS[band] as number)) band--;
  return band;
}

/** Lengths, in words, outside of which calibration rows say nothing of a row. */
export function judgedLengths(human: CalibrationRows): { from: number; to: number } {
  const shortest = human.words.map((words, i) => (human.cuts?.[i]?.length ? (CUTS[0] as number) : words));
  return { from: quantile(shortest, 0.1) / 1.5, to: quantile(human.words, 0.9) * 2 };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}
