// Token totals, and the share of samples that exceed a context.
import { describe, expect, it } from 'vitest';
import { shareBeyond, tokenCounts, tokens } from '../../../../src/engine/metrics/tokens.ts';
import { drawn, plainTools } from './support.ts';

describe('tokens', () => {
  it('are counted per sample, over its turns', () => {
    expect([...tokenCounts(drawn([['a b', 'c'], '', 'd e']), plainTools)]).toEqual([3, 0, 2]);
  });

  it('are summed where all samples were taken', () => {
    const { value, drawn: part, detail } = tokens.measure(drawn(['a b', 'c']), 2, plainTools);
    expect([value, part]).toEqual([3, undefined]);
    expect(detail).toMatchObject({ type: 'histogram', unit: 'tokens' });
    expect((detail as { counts: number[] }).counts.reduce((sum, x) => sum + x, 0)).toBe(2);
  });

  it('are scaled up from a draw, with an interval', () => {
    const texts = Array.from({ length: 100 }, (_, i) => 'word '.repeat(1 + (i % 9)));
    const total = texts.reduce((sum, text) => sum + text.length / 5, 0);
    const { value, drawn: part, interval } = tokens.measure(drawn(texts), 1000, plainTools);
    expect(value).toBeCloseTo(total * 10, 6);
    expect(part).toEqual({ n: 100, of: 1000, unit: 'samples' });
    expect(interval?.[0]).toBeLessThan(total * 10);
    expect(interval?.[1]).toBeGreaterThan(total * 10);
  });

  it('tell the share of samples beyond a budget', () => {
    expect(shareBeyond([10, 20, 30, 40], 20)).toBe(0.5);
    expect(shareBeyond([], 20)).toBe(0);
  });
});
