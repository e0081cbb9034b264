import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRange, fittedLine, isLogLog, pointsOf, powersOfTen } from '../../../src/webview/charts/curve.ts';
import { drawnBins, drawnMark, hasOverflow, withoutEmptyEnd } from '../../../src/webview/charts/histogram.ts';
import { summarySentences } from '../../../src/webview/summary.ts';
import { previewWords } from '../../../src/webview/views/banner.ts';
import { piecesOf } from '../../../src/webview/views/pieces.ts';
import { fakeReport } from '../../fixtures/webview/fakeData.ts';

const plain = (s: string) => s.replaceAll('\u00a0', ' ');

describe('the summary', () => {
  it('names the three commonest kinds and counts the rest', () => {
    expect(summarySentences(fakeReport('a'), 'response').map(plain)).toEqual([
      '812 near duplicates, 301 low-novelty texts, 91 exact duplicates and 63 other findings in 12,408 samples.',
      'In the responses, distinct-3 is 0.71 at 50 k words: human corpora measure 0.86–0.93, LLM corpora 0.62–0.81.',
    ]);
  });
  it('tells the share of the whole corpus where nothing was measured at an equal number of words', () => {
    const metrics = { 'distinct-3': { value: 0.7106 }, 'gzip-ratio': { value: 4.1123 } };
    const report = { ...fakeReport('a'), views: { response: { metrics } } };
    expect(plain(summarySentences(report, 'response')[1]!)).toBe(
      'In the responses, 71 % of the three-word sequences are distinct, and gzip makes the text 4.1 times smaller.',
    );
  });
  it('says of a run under way that it tells what is known so far', () => {
    const [found, diversity] = summarySentences(fakeReport('a', true), 'response', true);
    expect(found).toBe('So far: nothing was flagged in 12,408 samples.');
    expect(diversity).toContain('distinct-3 is ≈ 0.71');
  });
  it('says when nothing was flagged', () => {
    expect(summarySentences(fakeReport('a', true), null)).toEqual(['Nothing was flagged in 12,408 samples.']);
  });
  it('does not count in samples what has none', () => {
    const whole = fakeReport('a');
    const report = {
      ...whole,
      files: whole.files.map((f) => ({ ...f, samples: 0 })),
      findings: { counts: { invalid: 3 }, top: [] },
    };
    expect(summarySentences(report, null)).toEqual(['No sample could be read: 3 unreadable rows.']);
  });
  it('leaves out what was not measured', () => {
    const report = { ...fakeReport('a'), views: { text: { metrics: { 'distinct-3': { value: null } } } } };
    expect(summarySentences(report, 'text')).toHaveLength(1);
  });
});

describe('the text of a sample', () => {
  it('is cut at the borders of its repeated stretches and loses nothing', () => {
    const one = { start: 1, end: 3 };
    expect(piecesOf('abcdef', [one])).toEqual([
      { text: 'a', stretch: null },
      { text: 'bc', stretch: one },
      { text: 'def', stretch: null },
    ]);
    const stretch = fc.record({ start: fc.nat(40), end: fc.nat(60) });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(stretch), (text, stretches) => {
        expect(
          piecesOf(text, stretches)
            .map((p) => p.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('charts', () => {
  it('draw an overflow bin as wide as its neighbour', () => {
    const bins = [
      { from: 0, to: 10, count: 5 },
      { from: 10, to: 20, count: 3 },
      { from: 20, to: 4210, count: 1 },
    ];
    expect(hasOverflow(bins)).toBe(true);
    expect(drawnBins(bins).map((b) => b.drawnTo)).toEqual([10, 20, 30]);
    expect(hasOverflow(bins.slice(0, 2))).toBe(false);
  });
  it('put a mark where it stands, and half-way into a bin that was cut', () => {
    const drawn = drawnBins([
      { from: 0, to: 10, count: 5 },
      { from: 10, to: 20, count: 3 },
      { from: 20, to: 4210, count: 1 },
    ]);
    expect([4, 10, 1024, 9000].map((at) => drawnMark(at, drawn))).toEqual([4, 10, 25, null]);
  });
  it('leave out empty bins at the end only', () => {
    const bins = [0, 3, 0, 2, 0, 0].map((count, i) => ({ from: i, to: i + 1, count }));
    expect(withoutEmptyEnd(bins).map((b) => b.count)).toEqual([0, 3, 0, 2]);
  });
  it('fit the Zipf line over the ranks it was fitted to', () => {
    const curve = {
      type: 'curve' as const,
      x: [1, 10, 100, 0],
      y: [1000, 100, 10, 5],
      xLabel: 'Rank',
      yLabel: 'Frequency',
      fit: { slope: -1, intercept: 3, r2: 1 },
    };
    expect(pointsOf(curve)).toHaveLength(3);
    const line = fittedLine(curve);
    expect(line.map((p) => p.x)).toEqual([10, 100]);
    expect(line[0]?.y).toBeCloseTo(100, 6);
    expect(line[1]?.y).toBeCloseTo(10, 6);
  });
  it('fit any other line over the whole curve', () => {
    const curve = {
      type: 'curve' as const,
      x: [1, 10, 1e6],
      y: [1, 10, 1e6],
      xLabel: 'Words',
      yLabel: 'Types',
      fit: { slope: 1, intercept: 0, r2: 1 },
    };
    expect(fittedLine(curve, fitRange('heaps')).map((p) => p.x)).toEqual([1, 1e6]);
    expect(fittedLine(curve, fitRange('zipf')).map((p) => p.x)).toEqual([10, 10_000]);
  });
  it('are drawn on logarithmic axes where they follow a law of powers', () => {
    const curve = { type: 'curve' as const, x: [1, 2], y: [0.1, 0.4], xLabel: 'n', yLabel: 'share' };
    expect(isLogLog('novelty-curve', curve)).toBe(false);
    expect(isLogLog('zipf', curve)).toBe(true);
    expect(isLogLog('new', { ...curve, fit: { slope: 1, intercept: 0, r2: 1 } })).toBe(true);
  });
  it('tick logarithmic axes at powers of ten', () => {
    expect(powersOfTen([3, 1000])).toEqual([10, 100, 1000]);
    expect(powersOfTen([2, 9])).toEqual([]);
  });
});

describe('first numbers', () => {
  it('say of how much they are', () => {
    expect(previewWords({ done: 8, of: 1024, unit: 'blocks' })).toBe('from 8 of 1,024 blocks');
    expect(previewWords({ done: 8_400_000, of: 1e9, unit: 'bytes' })).toBe('from 8.4\u00a0MB of 1\u00a0GB');
    expect(previewWords({ done: 1e9, of: 1e9, unit: 'bytes' })).toBe(
      'from all 1\u00a0GB, without the metrics that draw samples',
    );
  });
});
