// The sums of the benchmark, worked out by hand: its timings are the machine's affair, its arithmetic is not.
import { describe, expect, it } from 'vitest';
import { errorsOf, median, quantile, relativeError, verdict, verdictText } from '../../../scripts/bench/arithmetic.mjs';
import { goalsOf } from '../../../scripts/bench/goals.mjs';
import { profileText, selfTimes } from '../../../scripts/bench/profileTable.mjs';

describe('medians and quantiles', () => {
  it('lie between the two nearest values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantile([10, 20, 30, 40, 50], 0.9)).toBeCloseTo(46, 12);
    expect(quantile([5], 0.99)).toBe(5);
  });
});

describe('errorsOf', () => {
  it('counts what lies within the bound, and pairs of which one is missing apart', () => {
    const errors = errorsOf([0.5, 0.52, 0.9, null, 0.1, null], [0.5, 0.5, 0.8, 0.3, null, null], 0.02 + 1e-12);
    expect(errors.compared).toBe(3);
    expect(errors.onlyOne).toBe(2);
    expect(errors.shareWithin).toBeCloseTo(2 / 3, 12);
    expect(errors.quantiles.most).toBeCloseTo(0.1, 12);
    expect(errors.quantiles.median).toBeCloseTo(0.02, 12);
  });

  it('has no share of nothing, and refuses columns of different length', () => {
    expect(errorsOf([null], [null], 0.02).shareWithin).toBeNull();
    expect(() => errorsOf([1], [], 0.02)).toThrow('1 values against 0');
  });

  it('takes errors relative to the truth', () => {
    expect(relativeError(0.99, 1)).toBeCloseTo(0.01, 12);
    expect(relativeError(1, 0)).toBeNull();
  });
});

describe('a goal', () => {
  const goal = (value: number | null, bound: 'most' | 'least') => ({ name: 'g', value, goal: 10, bound, unit: 's' });

  it('is met at its bound', () => {
    expect(verdict(goal(10, 'most')).met).toBe(true);
    expect(verdict(goal(10, 'least')).met).toBe(true);
  });

  it('says by how many times it is missed, on either side', () => {
    expect(verdict(goal(25, 'most'))).toEqual({ met: false, factor: 2.5 });
    expect(verdict(goal(4, 'least'))).toEqual({ met: false, factor: 2.5 });
    expect(verdictText(goal(25, 'most'))).toBe('missed by 2.50 ×');
    expect(verdict(goal(0, 'least'))).toEqual({ met: false, factor: Number.POSITIVE_INFINITY });
  });

  it('is neither met nor missed when it was not measured, and says why', () => {
    expect(verdict(goal(null, 'most')).met).toBeNull();
    expect(verdictText({ ...goal(null, 'most'), why: 'no time' })).toBe('not measured: no time');
  });
});

describe('goalsOf', () => {
  const run = (seconds: number, bytes: number) => ({ bytes, all: { seconds, ratio: 20 }, core: null });

  it('compares time per byte, not time', () => {
    const corpora = { 'instructions-100': run(10, 1e8), 'instructions-1000': run(120, 1e9) };
    const growth = goalsOf({ corpora }).find((g) => g.name.startsWith('time per byte'));
    expect(growth?.value).toBeCloseTo(1.2, 12);
  });

  it('leaves open what did not run', () => {
    const goals = goalsOf({ corpora: { peps: run(10, 3e7) } });
    expect(goals.find((g) => g.name === 'core, peps')?.value).toBeNull();
    expect(goals.find((g) => g.name === 'all defaults, peps')?.value).toBe(20);
    expect(goals.filter((g) => g.value !== null)).toHaveLength(1);
  });

  it('judges distinct-n by its worst order', () => {
    const distinct = [0.001, 0.02, null].map((error) => ({ error }));
    const accuracy = { peps: { novelty: { all: { shareWithin: 0.97 } }, distinct } };
    expect(goalsOf({ accuracy }).find((g) => g.name.startsWith('distinct-n'))?.value).toBe(0.02);
  });
});

describe('selfTimes', () => {
  const frame = (functionName: string) => ({ functionName, url: '', lineNumber: 0, columnNumber: 0 });
  const profile = {
    nodes: [
      { id: 1, callFrame: frame('(root)'), children: [2, 5, 7] },
      { id: 2, callFrame: frame('fold'), children: [3] },
      { id: 3, callFrame: frame('score'), children: [4] },
      { id: 4, callFrame: frame('hash') },
      { id: 5, callFrame: frame('score'), children: [6] },
      { id: 6, callFrame: frame('hash') },
      { id: 7, callFrame: frame('(garbage collector)') },
    ],
    samples: [4, 4, 2, 7, 6, 1],
    timeDeltas: [1000, 1000, 1000, 1000, 2000, 9000],
  };
  const tasks = (f: { functionName: string }) => (/^(fold|score)$/.test(f.functionName) ? f.functionName : undefined);

  it('bills the outermost task, the collector to whom it interrupted, and no idle time', () => {
    const times = selfTimes(profile, tasks, (f) => f.functionName);
    expect([...times.keys()]).toEqual(['fold', 'score']);
    expect(times.get('fold')?.ms).toBe(4);
    expect(times.get('fold')?.functions[0]).toEqual({ label: 'hash', ms: 2, share: 0.5 });
    expect(times.get('score')?.functions).toEqual([{ label: 'hash', ms: 2, share: 1 }]);
  });

  it('prints what is left out as the rest', () => {
    const text = profileText(
      selfTimes(profile, tasks, (f) => f.functionName),
      { least: 0.4, leastMs: 3 },
    );
    expect(text).toContain('| 50.0 % | hash |');
    expect(text).toContain('| 50.0 % | the rest |');
    expect(text).not.toContain('### score');
  });
});
