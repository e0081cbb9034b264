// What rows are compared by. From human rows alone it is the score; with LLM rows it is a recalibrated model, fitted once
// without each fold, so that no calibration row is compared by a model that has seen it (cross-conformal, Vovk 2015).
import { auroc } from '../../statistics/auroc.ts';
import { type Bands, bandOf, bandsOf, type Scale } from './bands.ts';
import { type Calibration, type CalibrationRow, rowOf } from './calibration.ts';
import { pValue } from './conformal.ts';
import { type Folds, foldsOf } from './folds.ts';
import { probability } from './logistic.ts';
import { type KnownRow, type LogOdds, recalibrate } from './recalibrate.ts';

/** Fewer LLM rows than this are not learnt from. */
export const FEWEST_LLM = 20;

export interface Scales {
  /** Conformal p-value, 0..1. */
  p(row: CalibrationRow): number;
  /** Probability of LLM text at even shares, where LLM rows were given. */
  readonly probability?: (row: CalibrationRow) => number;
  /** What was measured on rows that were left out, where LLM rows were given. */
  readonly leftOut?: {
    readonly auroc: ReturnType<typeof auroc>;
    readonly llm: readonly number[];
    readonly byGroup: boolean;
  };
}

interface Part {
  readonly scale: Scale;
  readonly bands: Bands;
}

/** `members`: the human rows that count, all by default; LLM rows are then not looked at. */
export function scalesOf({ human, llm }: Calibration, members?: readonly number[]): Scales {
  const all = human.words.map((_, i) => i);
  if (members || !llm || llm.words.length < FEWEST_LLM) {
    const scale: Scale = ({ score }) => score;
    const rows = members ?? all;
    const parts = [{ scale, bands: bandsOf(human, rows, scale) }];
    return { p: (row) => pOf(parts, rows.length, row) };
  }
  const folds = foldsOf(human, llm);
  const known = knownRows({ human, llm }, folds);
  const odds = new Map<number, LogOdds>();
  for (const fold of new Set(known.map((row) => row.fold))) {
    odds.set(fold, recalibrate(known.filter((row) => row.fold !== fold)));
  }
  const parts = [...odds].map(([fold, scale]): Part => {
    const inFold = all.filter((i) => folds.human[i] === fold);
    return { scale, bands: bandsOf(human, inFold, scale) };
  });
  const whole = recalibrate(known);
  const outside = (row: KnownRow) => (odds.get(row.fold) as LogOdds)(row);
  const ofHuman = known.filter((row) => !row.llm).map(outside);
  const ofLlm = known.filter((row) => row.llm);
  return {
    p: (row) => pOf(parts, all.length, row),
    probability: (row) => probability(whole(row)),
    leftOut: {
      auroc: auroc(ofHuman, ofLlm.map(outside)),
      // By the model that has not seen the row; log odds of the folds' models mean about the same.
      llm: ofLlm.map((row) => {
        const value = outside(row);
        const scale: Scale = () => value;
        return pOf(
          parts.map(({ bands }) => ({ scale, bands })),
          all.length,
          row,
        );
      }),
      byGroup: folds.byGroup,
    },
  };
}

/** (1 + human rows that score as high, each by the model that has not seen it) / (n + 1). */
function pOf(parts: readonly Part[], n: number, row: CalibrationRow): number {
  const band = bandOf(row.words);
  let above = 0;
  for (const { scale, bands } of parts) {
    const sorted = bands[band] as Float64Array;
    above += Math.round(pValue(sorted, scale(row)) * (sorted.length + 1)) - 1;
  }
  return (1 + above) / (n + 1);
}

function knownRows({ human, llm }: Required<Pick<Calibration, 'human' | 'llm'>>, folds: Folds): KnownRow[] {
  return [
    ...human.words.map((_, i) => ({ ...rowOf(human, i), llm: false, fold: folds.human[i] as number })),
    ...llm.words.map((_, i) => ({ ...rowOf(llm, i), llm: true, fold: folds.llm[i] as number })),
  ];
}
