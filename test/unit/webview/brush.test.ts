// Brushing: between values and positions, keys, and what stands on chips.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BinnedColumn } from '../../../src/protocol/reviewApi.ts';
import {
  binRange,
  binsBetween,
  brushAfterKey,
  brushOf,
  moved,
  positionOf,
  rangeOf,
  stretch,
} from '../../../src/webview/brush/brushMath.ts';
import { rangeText } from '../../../src/webview/rangeText.ts';
import { NO_FILTER } from '../../../src/webview/state/model.ts';
import { chipsOf } from '../../../src/webview/views/chips.ts';
import { filterOfBin } from '../../../src/webview/views/diversity/pick.ts';

const WORDS = [0, 10, 20, 30, 500];
const SHARES = Array.from({ length: 21 }, (_, i) => i / 20);

describe('a brush', () => {
  it('means whole words up to the next edge, and leaves the ends open', () => {
    expect(rangeOf({ from: 1, to: 3 }, WORDS, 'words')).toEqual({ min: 10, max: 29 });
    expect(rangeOf({ from: 0, to: 1 }, WORDS, 'words')).toEqual({ max: 9 });
    expect(rangeOf({ from: 3, to: 4 }, WORDS, 'words')).toEqual({ min: 30 });
    expect(rangeOf({ from: 0, to: 4 }, WORDS, 'words')).toBeNull();
    expect(rangeOf({ from: 2, to: 5 }, SHARES, 'novelty')).toEqual({ min: 0.1, max: 0.25 });
  });

  it('stands where its range is, also between edges', () => {
    expect(brushOf({ max: 15 }, WORDS, 'words')).toEqual({ from: 0, to: 1.6 });
    expect(brushOf({ min: 265 }, WORDS, 'words')).toEqual({ from: 3.5, to: 4 });
    expect(brushOf({ min: 900 }, WORDS, 'words')).toEqual({ from: 4, to: 4 });
    expect(brushOf(null, SHARES, 'novelty')).toEqual({ from: 0, to: 20 });
    expect([positionOf(-1, WORDS), positionOf(0, WORDS), positionOf(10, WORDS)]).toEqual([0, 0, 1]);
  });

  it('comes back from its range as it was, on any edges', () => {
    const edges = fc
      .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 24 })
      .map((all) => [0, ...all.sort((a, b) => a - b)]);
    fc.assert(
      fc.property(
        edges,
        fc.nat(),
        fc.nat(),
        fc.constantFrom<BinnedColumn>('words', 'percentile'),
        (all, a, b, column) => {
          const bins = all.length - 1;
          const brush = binsBetween(a % (bins + 1), b % (bins + 1), bins);
          const back = brushOf(rangeOf(brush, all, column), all, column);
          expect(back.from).toBeCloseTo(brush.from, 9);
          expect(back.to).toBeCloseTo(brush.to, 9);
        },
      ),
    );
  });

  it('takes whole bins, at least one, and stays on the axis', () => {
    expect(binsBetween(3.2, 3.2, 10)).toEqual({ from: 3, to: 4 });
    expect(binsBetween(5.1, 2.9, 10)).toEqual({ from: 2, to: 6 });
    expect(binsBetween(-4, 99, 10)).toEqual({ from: 0, to: 10 });
    expect(binsBetween(12, 13, 10)).toEqual({ from: 9, to: 10 });
  });

  it('has handles that never cross, whatever keys come', () => {
    const keys = fc.constantFrom(
      'ArrowRight',
      'ArrowLeft',
      'ArrowUp',
      'ArrowDown',
      'PageUp',
      'PageDown',
      'Home',
      'End',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(keys, fc.constantFrom('from' as const, 'to' as const)), { maxLength: 30 }),
        (all) => {
          let brush = { from: 0, to: 10 };
          for (const [key, handle] of all) {
            brush = brushAfterKey(key, brush, handle, 10)!;
            expect(brush.from).toBeGreaterThanOrEqual(0);
            expect(brush.to).toBeLessThanOrEqual(10);
            expect(brush.to - brush.from).toBeGreaterThanOrEqual(1);
          }
        },
      ),
    );
    expect(brushAfterKey('ArrowRight', { from: 1.6, to: 5 }, 'from', 10)).toEqual({ from: 2, to: 5 });
    expect(brushAfterKey('ArrowLeft', { from: 1.6, to: 5 }, 'from', 10)).toEqual({ from: 1, to: 5 });
    expect(brushAfterKey('Enter', { from: 0, to: 10 }, 'to', 10)).toBeNull();
    expect(moved({ from: 2, to: 5 }, 'to', 1, 10)).toEqual({ from: 2, to: 3 });
  });

  it('draws few rows taller by a round factor, and says none where they can be seen', () => {
    expect(stretch({ all: [1000], counts: [900] })).toBe(1);
    expect(stretch({ all: [1000], counts: [0] })).toBe(1);
    expect(stretch({ all: [1000, 10], counts: [100, 0] })).toBe(10);
    expect(stretch({ all: [1000], counts: [3] })).toBe(200);
  });
});

describe('filters in words', () => {
  it('say ranges as people do', () => {
    expect(rangeText('words', { min: 1000, max: 1999 })).toBe('1,000–1,999');
    expect(rangeText('novelty', { max: 0.25 })).toBe('up to 0.25');
    expect(rangeText('percentile', { min: 95 })).toBe('from 95');
    expect(rangeText('words', binRange(1, WORDS, 'words'))).toBe('10–19');
    expect(rangeText('words', binRange(3, WORDS, 'words'))).toBe('30–500');
  });

  it('are one chip each, and each chip takes its own away', () => {
    const filter = {
      ...NO_FILTER,
      text: 'a',
      kind: 'any' as const,
      words: { min: 3 },
      fields: { source: 'wiki', 'meta.model': 'x' },
      group: { kind: 'near-duplicate' as const, id: 12 },
      decided: 'dropped' as const,
    };
    const chips = chipsOf(filter);
    expect(chips.map((c) => `${c.name}: ${c.value}`)).toEqual([
      'Search: “a”',
      'Findings: any',
      'Words: from 3',
      'source: wiki',
      'meta.model: x',
      'Cluster: 12',
      'Decision: dropped',
    ]);
    const none = chips.reduce((left, chip) => chipsOf({ ...filter, ...chip.change }).length + left, 0);
    expect(none).toBe(chips.length * (chips.length - 1));
    expect(chipsOf(NO_FILTER)).toEqual([]);
  });

  it('follow from a bar of the report', () => {
    expect(filterOfBin('length', { from: 50, to: 100, count: 1 }, false)).toEqual({ words: { min: 50, max: 99 } });
    expect(filterOfBin('length', { from: 950, to: 4210, count: 1 }, true)).toEqual({ words: { min: 950, max: 4210 } });
    expect(filterOfBin('novelty', { from: 0.2, to: 0.25, count: 1 }, false)).toEqual({
      novelty: { min: 0.2, max: 0.25 },
    });
    expect(filterOfBin('zipf', { from: 0, to: 1, count: 1 }, false)).toBeNull();
  });
});
