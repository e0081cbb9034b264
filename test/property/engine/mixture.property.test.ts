import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Coverage } from '../../../src/engine/mixture/coverage.ts';
import { bonusOf, type ChoiceRule, choose, gainOf, lazyGreedy } from '../../../src/engine/mixture/greedy.ts';
import type { Problem } from '../../../src/engine/mixture/problem.ts';
import { problemOf } from '../../unit/engine/mixture/support.ts';

const ITEMS = 24;
const problems = fc
  .record({
    candidates: fc.array(fc.uniqueArray(fc.nat(ITEMS - 1), { maxLength: 12 }), { minLength: 1, maxLength: 25 }),
    real: fc.array(fc.nat(4), { minLength: ITEMS, maxLength: ITEMS }),
    kinds: fc.array(fc.nat(3), { minLength: ITEMS, maxLength: ITEMS }),
    seed: fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(1)), { minLength: 25, maxLength: 25 }),
  })
  .map(({ seed, ...small }) =>
    problemOf({
      ...small,
      words: seed.map(([words]) => words).slice(0, small.candidates.length),
      verified: seed.map(([, v]) => v),
    }),
  );
const budgets = fc.integer({ min: 1, max: 400 });

/** Looks at every candidate in every round. */
function naiveGreedy(problem: Problem, rule: ChoiceRule, budget: number, bonus: number): number[] {
  const coverage = new Coverage(problem);
  const left = new Set(Array.from({ length: problem.candidates }, (_, i) => i));
  const order: number[] = [];
  let room = budget;
  for (;;) {
    let best = -1;
    let bestKey = 0;
    for (const c of left) {
      const words = problem.words[c] as number;
      const gain = gainOf(coverage, problem, c, bonus);
      if (words > room || gain <= 0) continue;
      const key = rule === 'density' ? gain / words : gain;
      const wins =
        key > bestKey || (key === bestKey && (problem.verified[c] as number) > (problem.verified[best] as number));
      if (best < 0 || wins) [best, bestKey] = [c, key];
    }
    if (best < 0) return order;
    coverage.add(best);
    left.delete(best);
    order.push(best);
    room -= problem.words[best] as number;
  }
}

describe('the greedy choice of a mixture', () => {
  it('has a curve of gains per word that never rises, and keeps the budget', () => {
    fc.assert(
      fc.property(problems, budgets, (problem, budget) => {
        const { order, gains, words } = choose(problem, { budget, bonus: bonusOf(problem) });
        expect(words).toBeLessThanOrEqual(budget);
        expect(new Set(order).size).toBe(order.length);
        const density = [...order].map((c, i) => (gains[i] as number) / (problem.words[c] as number));
        for (let i = 1; i < density.length; i++) expect(density[i]).toBeLessThanOrEqual(density[i - 1] as number);
      }),
    );
  });

  it('is the same lazily as by looking at every candidate in every round', () => {
    fc.assert(
      fc.property(problems, budgets, fc.constantFrom<ChoiceRule>('density', 'gain'), (problem, budget, rule) => {
        const bonus = bonusOf(problem);
        const all = Array.from({ length: problem.candidates }, (_, i) => i);
        expect([...lazyGreedy(problem, all, rule, { budget, bonus }).order]).toEqual(
          naiveGreedy(problem, rule, budget, bonus),
        );
      }),
    );
  });

  it('maximises what is monotone and submodular: no candidate adds more to a larger mix, and none takes away', () => {
    fc.assert(
      fc.property(problems, fc.array(fc.nat(24), { maxLength: 20 }), (problem, chosen) => {
        const coverage = new Coverage(problem);
        const gains = () => Array.from({ length: problem.candidates }, (_, i) => coverage.gain(i));
        let before = gains();
        let points = coverage.points();
        for (const c of chosen.filter((i) => i < problem.candidates)) {
          coverage.add(c);
          expect(coverage.points() - points).toBeCloseTo(before[c] as number, 8);
          points = coverage.points();
          const after = gains();
          after.forEach((gain, i) => {
            expect(gain).toBeGreaterThanOrEqual(0);
            expect(gain).toBeLessThanOrEqual(before[i] as number);
          });
          before = after;
        }
      }),
    );
  });

  it('reaches at least half of 1 − 1/e of the best choice', () => {
    const few = problems.filter((p) => p.candidates <= 10);
    fc.assert(
      fc.property(few, budgets, (problem, budget) => {
        let best = 0;
        for (let set = 0; set < 1 << problem.candidates; set++) {
          const coverage = new Coverage(problem);
          let words = 0;
          for (let i = 0; i < problem.candidates; i++) {
            if ((set >> i) & 1) {
              coverage.add(i);
              words += problem.words[i] as number;
            }
          }
          if (words <= budget) best = Math.max(best, coverage.points());
        }
        const { value } = choose(problem, { budget, bonus: 0 });
        expect(value).toBeGreaterThanOrEqual(((1 - 1 / Math.E) / 2) * best - 1e-9);
      }),
      { numRuns: 30 },
    );
  });
});
