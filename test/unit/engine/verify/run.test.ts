import { describe, expect, it } from 'vitest';
import { failureOf, failureScore, masked } from '../../../../src/engine/verify/failure.ts';
import { type CheckedSample, detectVerifiers, languagesOf, SampleChecker } from '../../../../src/engine/verify/run.ts';
import { chosenVerifiers } from '../../../../src/engine/verify/settings.ts';
import type { Check, Verifiable, Verifier, VerifyTools } from '../../../../src/engine/verify/verifier.ts';

const about = { label: 'Made up', explains: '', limits: '' };

/** Every "n is even" of a text; applies where one is drawn. */
const evens: Verifier = {
  id: 'evens',
  about,
  detect: (drawn) => (drawn.some((x) => claims(x).length > 0) ? { step: 2 } : null),
  check: (x, facts) =>
    claims(x).map(({ n, start, end }): Check => {
      const at = { view: 'text' as const, segment: 0, start, end };
      if (n > 1000) return { verdict: 'not checkable', reason: `${n} is too large`, at };
      const holds = n % (facts.step as number) === 0;
      return { verdict: holds ? 'verified' : 'failed', reason: `${n} is ${holds ? '' : 'not '}even`, at };
    }),
};
const breaks: Verifier = {
  id: 'breaks',
  about,
  detect: () => ({ languages: ['python', 7, 'sql'] }),
  check: ({ row }) => {
    if (row === 'deep') throw new RangeError('Maximum call stack size exceeded\nat …');
    return [];
  },
};
const ALL = [evens, breaks];
const tools = {} as VerifyTools;

function claims({ views }: Verifiable) {
  const text = views[0]?.segments[0]?.text ?? '';
  return [...text.matchAll(/(\d+) is even/g)].map((m) => ({
    n: Number(m[1]),
    start: m.index,
    end: m.index + m[0].length,
  }));
}

const sample = (text: string): Verifiable => ({ views: [{ view: 'text', segments: [{ text, path: [] }] }], row: text });
const ask = (choice: 'auto' | 'none' | readonly string[], ...texts: string[]) =>
  detectVerifiers(texts.map(sample), { choice, settings: {} }, ALL);

describe('which verifiers run', () => {
  it('those that find something in the drawn samples, with what they learned', () => {
    expect(ask('auto', 'x', '4 is even')).toEqual({
      active: [
        { id: 'evens', facts: { step: 2 } },
        { id: 'breaks', facts: { languages: ['python', 7, 'sql'] } },
      ],
      unused: [],
      named: false,
    });
    expect(ask('auto', 'x').active.map(({ id }) => id)).toEqual(['breaks']);
    expect(ask('none', '4 is even')).toEqual({ active: [], unused: [], named: true });
  });

  it('of a list no others, and it is told which of them have nothing to check', () => {
    expect(ask(['evens'], 'x')).toEqual({ active: [], unused: ['evens'], named: true });
    expect(ask(['evens'], '4 is even').active.map(({ id }) => id)).toEqual(['evens']);
  });

  it('an id that is none is an error that names the others', () => {
    expect(() => chosenVerifiers(['evens', 'odds'], ALL)).toThrow(
      '"odds" is no verifier: choose auto, none or some of evens, breaks.',
    );
  });

  it('asks for parsers of the languages that verifiers name', () => {
    expect(languagesOf(ask('auto', '4 is even').active)).toEqual(['python', 'sql']);
  });
});

describe('the verdict of a sample', () => {
  const checker = new SampleChecker(ask('auto', '4 is even').active, tools, ALL);
  const verdictOf = (text: string) => checker.check(sample(text))?.verdict;

  it('failed where one check failed, verified where one holds and none failed, else not checkable', () => {
    expect(verdictOf('4 is even, 5 is even, 2000 is even')).toBe('failed');
    expect(verdictOf('4 is even, 2000 is even')).toBe('verified');
    expect(verdictOf('2000 is even')).toBe('not checkable');
    expect(verdictOf('nothing')).toBeUndefined();
  });

  it('a verifier that gives up on a sample costs its check, not the others', () => {
    const found = checker.check({ ...sample('4 is even'), row: 'deep' }) as CheckedSample;
    expect(found.verdict).toBe('verified');
    expect(found.checks.at(-1)).toEqual({
      verifier: 1,
      check: { verdict: 'not checkable', reason: 'it could not be looked at: Maximum call stack size exceeded' },
    });
  });
});

describe('a failure as a finding', () => {
  const checker = new SampleChecker(ask('auto', '4 is even').active, tools, ALL);
  const failure = (text: string) => failureOf(checker.check(sample(text)) as CheckedSample);

  it('names the first that has a place, and counts the others', () => {
    expect(failure('4 is even, 5 is even')).toMatchObject({
      message: 'Verification failed: 5 is not even.',
      score: 0.75,
      at: { view: 'text', segment: 0, start: 11, end: 20 },
      reasons: [[0, 'n is not even']],
    });
    expect(failure('5 is even, 7 is even, 9 is even')?.message).toBe('Verification failed: 5 is not even, and 2 more.');
    expect(failure('4 is even')).toBeNull();
    const placeless = { verifier: 1, check: { verdict: 'failed' as const, reason: 'no place' } };
    const both = {
      verdict: 'failed' as const,
      checks: [placeless, ...(checker.check(sample('5 is even'))?.checks ?? [])],
    };
    expect(failureOf(both)).toMatchObject({
      message: 'Verification failed: 5 is not even, and 1 more.',
      reasons: [
        [1, 'no place'],
        [0, 'n is not even'],
      ],
    });
  });

  it('is stronger for more checks and for more verifiers, and stays below 1', () => {
    expect([failureScore(1, 1), failureScore(2, 1), failureScore(2, 2)]).toEqual([0.75, 0.875, 0.9375]);
    expect(failureScore(30, 3)).toBeLessThan(1);
  });

  it('counts reasons as one that differ in numbers and quotations', () => {
    expect(masked('17 × 3 is 51, not 54')).toBe('n × n is n, not n');
    expect(masked('1,200.50 + −3 is 4/5')).toBe('n + n is n');
    expect(masked('"San Francisco" is not in the input')).toBe('"…" is not in the input');
    expect(masked('x'.repeat(500))).toHaveLength(160);
  });
});
