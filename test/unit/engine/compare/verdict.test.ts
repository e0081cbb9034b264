// The verdict in words: what counts as a change, and how it is said.
import { describe, expect, it } from 'vitest';
import type { ComparisonStep } from '../../../../src/engine/compare/report.ts';
import { verdictOf } from '../../../../src/engine/compare/verdict.ts';

type Has = Record<string, readonly [value: number, p?: number]>;

function step(
  name: string,
  has: Has,
  keeps?: Record<string, readonly [value: number, fresh: number, p?: number]>,
): ComparisonStep {
  const withP = (p: number | undefined) => (p === undefined ? {} : { p });
  return {
    name,
    samples: 100,
    words: 15_000,
    has: Object.fromEntries(Object.entries(has).map(([id, [value, p]]) => [id, { value, ...withP(p) }])),
    ...(keeps && {
      keeps: Object.fromEntries(
        Object.entries(keeps).map(([id, [value, nullMean, p]]) => [
          id,
          { value, nullMean, null: [nullMean, nullMean], ...withP(p) },
        ]),
      ),
    }),
  };
}

const verdict = (steps: readonly ComparisonStep[], changes: Partial<Parameters<typeof verdictOf>[0]> = {}) =>
  verdictOf({ steps, budget: { words: 12_000, keepWords: 7500 }, neighbours: {}, ...changes });

describe('the verdict', () => {
  it('names what was lost by which generation, with the numbers and what fresh text keeps', () => {
    const { outcome, sentences } = verdict(
      [
        step('0', { 'distinct-3': [0.9] }),
        step('2', { 'distinct-3': [0.7, 0.0025] }, { 'rare-kept': [0.41, 0.39, 0.5] }),
        step('4', { 'distinct-3': [0.55, 0.0025] }, { 'rare-kept': [0.4, 0.39, 0.5] }),
      ],
      { field: 'generation' },
    );
    expect(outcome).toBe('loss');
    expect(sentences[0]).toBe(
      'By generation 4 something is lost: distinct-3 fell from 0.90 to 0.55 at equal 12,000 words.',
    );
    expect(sentences).toContain(
      'Generation 4 keeps 40 % of the rare types of generation 0 where fresh text of this kind keeps 39 %.',
    );
    expect(sentences).toContain('Distinct-3 falls in every step: 0.90, 0.70, 0.55.');
    expect(sentences).toContain('The first step that differs measurably is generation 2.');
  });

  it('calls nothing a change that chance may do, or that is too small to matter', () => {
    const { outcome, sentences } = verdict([
      step('a.jsonl', { 'distinct-3': [0.9], novelty: [0.8] }),
      step('b.jsonl', { 'distinct-3': [0.7, 0.02], novelty: [0.79, 0.0025] }, { 'rare-kept': [0.42, 0.43, 0.9] }),
    ]);
    expect(outcome).toBe('none');
    expect(sentences[0]).toBe('No measurable change.');
    expect(sentences.join(' ')).toContain(
      'b.jsonl keeps 42 % of the rare types of a.jsonl where fresh text of this kind keeps 43 %.',
    );
  });

  it('calls nothing a change that parts of the reference show by themselves', () => {
    const steps = [
      step('a', { types: [4000] }),
      step('b', { types: [3600, 0.0025] }, { 'rare-kept': [0.25, 0.4, 0.0025] }),
    ];
    expect(verdict(steps).outcome).toBe('loss');
    const neighbours = { types: [-350, 330], 'rare-kept': [0.26, 0.41] } as const;
    expect(verdict(steps, { neighbours }).outcome).toBe('none');
  });

  it('tells a gain, and a change without loss', () => {
    const gain = verdict([step('a', { 'distinct-3': [0.09] }), step('b', { 'distinct-3': [0.12, 0.0025] })]);
    expect(gain).toMatchObject({ outcome: 'gain' });
    expect(gain.sentences[0]).toBe(
      'By b there is more variety: distinct-3 rose from 0.09 to 0.12 at equal 12,000 words.',
    );
    const longer = verdict([step('a', { length: [80] }), step('b', { length: [120, 0.0025] })]);
    expect(longer).toMatchObject({ outcome: 'change' });
    expect(longer.sentences[0]).toContain('b differs from a: the median length of a sample rose from 80 to 120 words');
  });

  it('says so where a step between differed and the last does not', () => {
    const { outcome, sentences } = verdict([
      step('a', { 'distinct-3': [0.9] }),
      step('b', { 'distinct-3': [0.5, 0.0025] }),
      step('c', { 'distinct-3': [0.9, 1] }),
    ]);
    expect(outcome).toBe('change');
    expect(sentences[0]).toBe('c does not differ measurably from a, but b does.');
  });

  it('does not take what is kept beyond chance for a loss', () => {
    const { outcome } = verdict([step('a', {}), step('b', {}, { 'rare-kept': [0.9, 0.4, 0.0025] })]);
    expect(outcome).toBe('none');
  });

  it('says why nothing was tested', () => {
    const { outcome, sentences } = verdict([step('a', {}), step('b', {})], { untested: 'Too few samples.' });
    expect([outcome, ...sentences]).toEqual(['none', 'No measurable change.', 'Too few samples.']);
  });
});
