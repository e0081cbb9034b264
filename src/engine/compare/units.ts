// The computations of a comparison in pieces that run side by side: what is asked, and what comes back.

import { type Alikeness, alikeness } from './alikeness.ts';
import { compression } from './compression.ts';
import { type Convergence, convergenceOf } from './convergence.ts';
import { neighbourSplits, nullSplits, type PairDraws, pairDraws } from './draws.ts';
import { countNear } from './likeness.ts';
import { pairOf } from './pair.ts';
import { type Budgets, PairTests, permutations } from './permute.ts';
import { foldPerplexities } from './perplexity.ts';
import type { SamplePool } from './pool.ts';
import { type Relabelling, relabelling } from './relabel.ts';
import type { FoundShift } from './shifts/found.ts';
import { type ShiftsAsked, shiftsOf } from './shifts/shifts.ts';

export type ComparisonUnit =
  | { readonly kind: 'draws'; readonly step: number; readonly budgets: Budgets; readonly seeds: readonly number[] }
  | { readonly kind: 'null'; readonly budgets: Budgets; readonly splits: number; readonly seed: number }
  | {
      readonly kind: 'permute';
      readonly step: number;
      readonly budgets: Budgets;
      readonly seed: number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'compression';
      readonly step: number;
      readonly bytes: number;
      readonly words: number;
      readonly seeds: readonly number[];
    }
  | { readonly kind: 'alikeness'; readonly step: number; readonly permutations: number; readonly seed: number }
  | { readonly kind: 'perplexity'; readonly fold: number }
  | { readonly kind: 'shifts'; readonly asked: ShiftsAsked }
  | { readonly kind: 'near'; readonly step: number; readonly before: Uint32Array; readonly after: Uint32Array }
  | { readonly kind: 'convergence'; readonly groups: readonly Uint32Array[] };

export type Answer =
  | { readonly kind: 'draws'; readonly step: number; readonly draws: PairDraws }
  | {
      readonly kind: 'null';
      /** Of random parts by KEEP_IDS, and of parts that stand one behind the other by test. */
      readonly keeps: readonly (readonly number[])[];
      readonly neighbours: readonly (readonly number[])[];
    }
  | { readonly kind: 'permute'; readonly step: number; readonly from: number; readonly values: Float64Array }
  | { readonly kind: 'compression'; readonly step: number; readonly ratios: readonly number[] }
  | { readonly kind: 'alikeness'; readonly step: number; readonly alike: Alikeness }
  | { readonly kind: 'perplexity'; readonly fold: number; readonly values: Float64Array }
  | { readonly kind: 'shifts'; readonly found: readonly FoundShift[] }
  | { readonly kind: 'near'; readonly step: number; readonly pairs: number }
  | { readonly kind: 'convergence'; readonly convergence: Convergence };

export interface UnitEnv {
  gzipLength(bytes: Uint8Array): number;
}

/** Pairs take a while to number: the last one is kept. */
export class PairCache {
  private last: { key: string; tests: PairTests; labels: Relabelling } | null = null;

  constructor(private readonly pool: SamplePool) {}

  get(step: number | null, budgets: Budgets): { tests: PairTests; labels: Relabelling } {
    const key = `${step} ${budgets.words} ${budgets.keepWords}`;
    if (this.last?.key !== key) {
      const pair = pairOf(this.pool, step);
      this.last = { key, tests: new PairTests(pair, budgets), labels: relabelling(pair, this.pool) };
    }
    return this.last;
  }
}

/** `stopped`: whether to give up; the answer is then of no use. */
export function answerUnit(
  pool: SamplePool,
  pairs: PairCache,
  unit: ComparisonUnit,
  env: UnitEnv,
  stopped: () => boolean,
): Answer {
  switch (unit.kind) {
    case 'draws': {
      const { tests } = pairs.get(unit.step, unit.budgets);
      return { kind: 'draws', step: unit.step, draws: pairDraws(pool, unit.step, tests, unit.seeds) };
    }
    case 'null': {
      const { tests } = pairs.get(null, unit.budgets);
      const { splits, seed, budgets } = unit;
      return {
        kind: 'null',
        keeps: nullSplits(tests, budgets.keepWords, splits, seed),
        neighbours: neighbourSplits(tests, budgets.keepWords, splits),
      };
    }
    case 'permute': {
      const { step, from, to, seed, budgets } = unit;
      const { tests, labels } = pairs.get(step, budgets);
      return { kind: 'permute', step, from, values: permutations(tests, labels, seed + step, from, to, stopped) };
    }
    case 'compression':
      return { kind: 'compression', step: unit.step, ratios: compression(pool, unit, env) };
    case 'alikeness':
      return { kind: 'alikeness', step: unit.step, alike: alikeness(pool, unit) };
    case 'perplexity': {
      const values = new Float64Array(pool.offsets.length - 1).fill(Number.NaN);
      foldPerplexities(pool, unit.fold, values, stopped);
      return { kind: 'perplexity', fold: unit.fold, values };
    }
    case 'shifts':
      return { kind: 'shifts', found: shiftsOf(pool, unit.asked) };
    case 'near':
      return { kind: 'near', step: unit.step, pairs: countNear(pool, unit.before, unit.after) };
    case 'convergence':
      return { kind: 'convergence', convergence: convergenceOf(pool, unit.groups) };
  }
}
