// The verdict on texts in memory: the units of a comparison that decide it, computed one after the other.
import { neighbourRanges, stepMeasures } from '../../../src/engine/compare/assemble.ts';
import { comparisonUnits } from '../../../src/engine/compare/plan.ts';
import { wordsBetween } from '../../../src/engine/compare/pool.ts';
import { answerUnit, PairCache } from '../../../src/engine/compare/units.ts';
import { verdictOf } from '../../../src/engine/compare/verdict.ts';
import { poolOf } from './pools.mjs';

const DECIDING = new Set(['draws', 'permute', 'null', 'alikeness']);

/**
 * As runtime/between/compare.ts decides, without what the verdict does not rest on.
 * @param {readonly (readonly string[])[]} steps texts by step
 * @param {{ permutations?: number, draws?: number, seed?: number, documents?: readonly number[] }} [asked]
 */
export function decide(steps, { permutations = 399, draws = 20, seed = 1, documents } = {}) {
  const pool = poolOf(steps, documents);
  const sizes = steps.map((_, i) => wordsBetween(pool, pool.first[i], pool.first[i + 1]));
  const words = Math.max(1, Math.floor(0.8 * Math.min(...sizes)));
  const keepWords = Math.min(words, Math.floor(sizes[0] / 2));
  const asked = { budgets: { words, keepWords }, steps: steps.length, draws, permutations, seed };
  const units = comparisonUnits(pool, asked).filter(({ kind }) => DECIDING.has(kind));
  const pairs = new PairCache(pool);
  const answers = units.map((unit) => answerUnit(pool, pairs, unit, { gzipLength: () => 1 }, () => false));
  const measures = stepMeasures(pool, steps.length, answers, true);
  const reportSteps = steps.map((texts, i) => ({
    name: `G${i}`,
    samples: texts.length,
    words: sizes[i],
    ...measures[i],
  }));
  return {
    verdict: verdictOf({ steps: reportSteps, budget: { words, keepWords }, neighbours: neighbourRanges(answers) }),
    steps: reportSteps,
  };
}
