import { describe, expect, it } from 'vitest';
import { noiseAbove } from '../../../../src/engine/mixture/noise.ts';
import { meet, metTwice, placesMetTwice, twiceFilter } from '../../../../src/engine/mixture/twiceFilter.ts';
import { PARTS, soundness, step, valueCoverage, valueStep } from '../../../../src/engine/mixture/weights.ts';
import { hashString } from '../../../../src/engine/text/hash.ts';
import { budgetOf } from '../../../../src/runtime/between/mixture/budget.ts';

describe('noise among candidates', () => {
  it('starts far above what the others show, and never below 30 %', () => {
    expect(noiseAbove(new Float32Array(100).fill(0.02))).toBeCloseTo(0.3);
    const spread = Float32Array.from({ length: 101 }, (_, i) => i / 250);
    // Quartiles 0.1 and 0.3, so 0.3 + 3 · 0.2.
    expect(noiseAbove(spread)).toBeCloseTo(0.9, 5);
    expect(noiseAbove(Float32Array.of(Number.NaN))).toBe(1);
  });

  it('weighs an item by who else holds it: nothing alone, in full when many do', () => {
    expect(soundness(1)).toBe(0);
    expect(soundness(2)).toBeGreaterThan(0);
    expect(soundness(1000)).toBe(64);
    for (let n = 1; n < 40; n++) expect(soundness(n + 1)).toBeGreaterThanOrEqual(soundness(n));
  });

  it('falls with what the mix has already', () => {
    for (let n = 0; n < 5; n++) expect(step(n)).toBeGreaterThanOrEqual(step(n + 1));
    let covered = 0;
    for (let n = 0; n < 3000; n++) {
      expect(valueStep(n + 1, 2000)).toBeLessThanOrEqual(valueStep(n, 2000));
      expect(valueCoverage(n, 2000)).toBeCloseTo(covered, 6);
      covered += valueStep(n, 2000);
    }
    expect(covered).toBeCloseTo(PARTS, 6);
  });
});

describe('the filter for what was met twice', () => {
  it('knows every n-gram that was, and hardly any that was not', () => {
    const filter = twiceFilter(1 << 16);
    const grams = Array.from({ length: 4000 }, (_, i) => hashString(`gram ${i}`));
    for (const [lo, hi] of grams) meet(filter, lo, hi);
    for (const [lo, hi] of grams.slice(0, 1000)) meet(filter, lo, hi);
    expect(grams.slice(0, 1000).every(([lo, hi]) => metTwice(filter, lo, hi))).toBe(true);
    const wrong = grams.slice(1000).filter(([lo, hi]) => metTwice(filter, lo, hi)).length;
    expect(wrong).toBeLessThan(400);
    expect(placesMetTwice(filter)).toBeGreaterThan(900);
  });
});

describe('the words that a share allows', () => {
  it('are the most that keep it', () => {
    for (const [share, real, already] of [
      [0.1, 9000, 0],
      [0.1, 9001, 100],
      [0.333, 777, 13],
      [0.5, 1, 0],
    ] as const) {
      const words = budgetOf(share, real, already);
      expect((already + words) / (real + words)).toBeLessThanOrEqual(share);
      expect((already + words + 1) / (real + words + 1)).toBeGreaterThan(share);
    }
  });

  it('are none where the limit is reached', () => {
    expect(budgetOf(0.1, 1000, 100)).toBe(0);
    expect(budgetOf(0.1, 1000, 500)).toBe(0);
  });
});
