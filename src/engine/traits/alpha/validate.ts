// How far each method is off where the share is known: mixtures of reference rows that it did not learn from.
import { seededRandom } from '../../statistics/random.ts';
import type { AlphaMethod } from '../schema.ts';
import { estimatorsFor } from './methods.ts';
import { drawFrom, meanOf, quantileOf } from './random.ts';
import { everyRow, type Pick, type ScoredRows } from './rows.ts';

const SEED = 0x7a11d;
const SHARES = [0, 0.01, 0.05, 0.1, 0.25, 0.5];
/** Rows of a mixture, drawn with replacement: the held-out half may hold fewer. */
const ROWS = 200;
const SPLITS = 12;
/** A generator with fewer rows is left out together with others like it. */
const LEAST_HELD = 8;
/** Fewer rows to learn from say nothing. */
const LEAST_LEFT = 15;

export interface Validation {
  readonly method: AlphaMethod;
  /** Absolute errors, as shares, over all mixtures. */
  readonly mean: number;
  readonly p95: number;
  readonly worst: number;
  /** Root mean square of error / share over mixtures of a quarter and more: what other generators cost, in proportion to α. */
  readonly drift: number;
}

/**
 * Errors on known mixtures of references, cross-fitted: each split learns from one half of the human rows and mixes the other. Of the LLM
 * rows it mixes one generator and learns from the others, in turn, where generators are known; otherwise halves too. Half as
 * many references are at work as in the estimate itself, so the errors are rather too large than too small.
 */
export function validate(human: ScoredRows, llm: ScoredRows): Validation[] {
  const random = seededRandom(SEED);
  const nHuman = human.score.length;
  const nLlm = llm.score.length;
  const estimators = estimatorsFor({ rows: join(human, llm), human, llm });
  const errors = new Map(estimators.map(([method]) => [method, { all: [] as number[], relative: [] as number[] }]));
  const folds = generatorFolds(llm.generator ?? [], nLlm);
  for (let split = 0; split < SPLITS; split++) {
    const humans = drawFrom(everyRow(nHuman), nHuman, random);
    const learnHuman = humans.slice(nHuman >> 1);
    const heldHuman = humans.slice(0, nHuman >> 1);
    const llms = drawFrom(everyRow(nLlm), nLlm, random);
    const held =
      folds.length > 0 ? (folds[split % folds.length] as ReadonlySet<number>) : new Set(llms.slice(0, nLlm >> 1));
    const learnLlm = llms.filter((i) => !held.has(i));
    const heldLlm = Int32Array.from(held, (i) => nHuman + i);
    const fitted = estimators.map(([method, estimate]) => [method, estimate(learnHuman, learnLlm)] as const);
    for (const share of SHARES) {
      const count = Math.round(share * ROWS);
      const rows = [...repeated(heldHuman, ROWS - count, random), ...repeated(heldLlm, count, random)];
      for (const [method, estimate] of fitted) {
        const off = Math.min(1, Math.max(0, estimate(rows))) - share;
        errors.get(method)?.all.push(Math.abs(off));
        if (share >= 0.25) errors.get(method)?.relative.push((off / share) ** 2);
      }
    }
  }
  return [...errors].map(([method, { all, relative }]) => ({
    method,
    mean: meanOf(all),
    p95: quantileOf(all, 0.95),
    worst: Math.max(...all),
    drift: Math.sqrt(meanOf(relative)),
  }));
}

/**
 * Which LLM rows are left out together: those of one generator, the rare generators together. Empty where fewer than two generators are
 * known; what leaves too few rows to learn from is not left out. Rows without a name are always learnt from.
 */
export function generatorFolds(generator: readonly (string | undefined)[], rows: number): ReadonlySet<number>[] {
  const byName = new Map<string, number[]>();
  for (const [i, name] of generator.entries()) {
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), i]);
  }
  if (byName.size < 2) return [];
  const lists = [...byName.values()];
  const folds = lists.filter((list) => list.length >= LEAST_HELD);
  const rare = lists.filter((list) => list.length < LEAST_HELD).flat();
  if (rare.length >= LEAST_HELD) folds.push(rare);
  return folds.filter((list) => rows - list.length >= LEAST_LEFT).map((list) => new Set(list));
}

function repeated(pool: Pick, count: number, random: () => number): number[] {
  return Array.from({ length: count }, () => pool[Math.floor(random() * pool.length)] as number);
}

function join(a: ScoredRows, b: ScoredRows): ScoredRows {
  return {
    score: [...Array.from(a.score), ...Array.from(b.score)],
    words: [...Array.from(a.words), ...Array.from(b.words)],
    ...(a.occurrences && b.occurrences && { occurrences: [...a.occurrences, ...b.occurrences] }),
  };
}
