import { describe, expect, it } from 'vitest';
import type { BetweenKind, BetweenState } from '../../../src/protocol/betweenPanelApi.ts';
import type { PanelState } from '../../../src/protocol/panelApi.ts';
import { namedTicks, valueDomain } from '../../../src/webview/charts/generations.ts';
import { budgetWords, settingLines } from '../../../src/webview/compare/comparison/details.ts';
import { shownSteps, toggledStep } from '../../../src/webview/compare/comparison/distributions.ts';
import { shadeOf } from '../../../src/webview/compare/comparison/heatMap.ts';
import { changeText, placeOfChange, relativeChange } from '../../../src/webview/compare/comparison/pairTable.ts';
import { drawnBars, filteredShifts } from '../../../src/webview/compare/comparison/shiftsOrder.ts';
import {
  countText,
  directionWords,
  type Measure,
  pathWords,
  pText,
} from '../../../src/webview/compare/comparison/words.ts';
import { tellingNames } from '../../../src/webview/compare/stepLabels.ts';
import { resultOfKind } from '../../../src/webview/state/between.ts';
import { initialModel } from '../../../src/webview/state/model.ts';
import { reduce } from '../../../src/webview/state/reduce.ts';
import { ResultFetcher } from '../../../src/webview/state/resultFetcher.ts';
import { fakeComparison } from '../../fixtures/webview/fakeComparison.ts';

const report = fakeComparison({ steps: 5, shifts: 30 });
const measure = (id: string) => report.measures.find((m) => m.id === id) as Measure;

describe('a measure', () => {
  it('is told as a path from the reference to the last snapshot', () => {
    expect(pathWords(measure('distinct-3'), report.steps)).toBe('fell from 0.900 to 0.190');
    expect(pathWords(measure('gzip-ratio'), report.steps)).toBe('rose from 2.61 to 4.93');
    expect(pathWords(measure('types'), fakeComparison({ steps: 2, same: true }).steps)).toBe('stayed at 7,310');
    expect(pathWords({ ...measure('types'), id: 'none' }, report.steps)).toBe('not defined');
  });
  it('says which direction is the good one', () => {
    expect(directionWords(measure('distinct-3'))).toBe('higher is more varied');
    expect(directionWords(measure('rare-kept'))).toBe('higher keeps more');
    expect(directionWords(measure('divergence'))).toBe('lower is closer');
    expect(directionWords(measure('zipf'))).toBe('');
  });
  it('has a p-value where it was tested', () => {
    expect([pText(undefined), pText(0.008), pText(0.0002), pText(1)]).toEqual([
      '',
      'p = 0.008',
      'p <0.001',
      'p = 1.00',
    ]);
  });
});

describe('names of snapshots', () => {
  it('lose what all of them begin and end with', () => {
    expect(tellingNames(['runs/generation-0.jsonl', 'runs/generation-12.jsonl'])).toEqual(['0', '12']);
    expect(tellingNames(['HEAD', 'train.jsonl'])).toEqual(['HEAD', 'train.jsonl']);
  });
  it('stay whole where nothing or no difference would be left', () => {
    expect(tellingNames(['a.jsonl', 'a-b.jsonl'])).toEqual(['a', 'a-b']);
    expect(tellingNames(['same', 'same'])).toEqual(['same', 'same']);
    expect(tellingNames(['train', 'train-2'])).toEqual(['train', 'train-2']);
    expect(tellingNames(['alone.jsonl'])).toEqual(['alone.jsonl']);
  });
  it('stand below an axis as far as they fit, the first and the last always', () => {
    expect(namedTicks(['0', '1', '2'], 200)).toEqual([0, 1, 2]);
    expect(namedTicks(['first name', 'second name', 'third name'], 200)).toEqual([0, 2]);
    const many = namedTicks(
      Array.from({ length: 12 }, (_, i) => String(i)),
      120,
    );
    expect([many[0], many.at(-1)]).toEqual([0, 11]);
    expect(many.length).toBeLessThan(8);
  });
});

describe('the axis of a measure', () => {
  it('has room around what moves', () => {
    const [low, high] = valueDomain([1000, 2000], 'integer');
    expect([low, high]).toEqual([940, 2060]);
  });
  it('does not blow up what hardly moves', () => {
    const [low, high] = valueDomain([9.99, 10.01], 'decimal');
    expect(high - low).toBeCloseTo(0.4, 2);
  });
  it('holds no shares below 0 or above 1', () => {
    expect(valueDomain([0, 0], 'percent')).toEqual([0, 0.0005]);
    expect(valueDomain([1, 0.999], 'ratio')[1]).toBe(1);
    expect(valueDomain([-1.3, -1], 'decimal')[0]).toBeLessThan(-1.3);
  });
});

describe('two snapshots', () => {
  it('are told apart by the relative change, which ends at the border of its strip', () => {
    expect(relativeChange(2, 1)).toBe(-0.5);
    expect(relativeChange(-1, -1.5)).toBe(-0.5);
    expect(relativeChange(0, 1)).toBeNull();
    expect(relativeChange(null, 1)).toBeNull();
    expect([-0.8, 0.05, 0, -0.0001, null].map((change) => changeText(change).replace('\u00a0', ' '))).toEqual([
      '−80 %',
      '+5.0 %',
      '0 %',
      '<0.1 %',
      '–',
    ]);
    expect([placeOfChange(0), placeOfChange(-9), placeOfChange(9)]).toEqual([50, 2, 98]);
  });
});

describe('distributions', () => {
  it('show the last snapshot until others are chosen, at most four', () => {
    expect(shownSteps(null, 5)).toEqual([4]);
    expect(shownSteps([3, 1, 9, 0], 5)).toEqual([1, 3]);
    expect(toggledStep([4], 2)).toEqual([4, 2]);
    expect(toggledStep([4, 2], 4)).toEqual([2]);
    expect(toggledStep([4], 4)).toEqual([4]);
    expect(toggledStep([1, 2, 3, 4], 5)).toEqual([2, 3, 4, 5]);
  });
});

describe('what was lost or swelled', () => {
  it('is listed by strength, of the kind that was chosen', () => {
    const lost = filteredShifts(report.shifts, { kind: 'words', change: 'lost' });
    expect(lost.length).toBeGreaterThan(2);
    expect(lost.every((s) => s.kind === 'words' && s.change === 'lost')).toBe(true);
    const strengths = filteredShifts(report.shifts, { kind: null, change: null }).map((s) => Math.abs(s.strength));
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    expect(strengths).toHaveLength(30);
  });
  it('is drawn over all snapshots, or over some with the first and the last', () => {
    expect(drawnBars(3)).toEqual([0, 1, 2]);
    const bars = drawnBars(40);
    expect([bars.length, bars[0], bars.at(-1)]).toEqual([12, 0, 39]);
  });
  it('counts samples as means over draws', () => {
    expect([countText(240), countText(0.84), countText(1234.4)]).toEqual(['240', '0.8', '1,234']);
  });
});

describe('convergence', () => {
  it('is shaded over the range of what is known', () => {
    expect([shadeOf(0.1, [0.1, 0.3]), shadeOf(0.2, [0.1, 0.3]), shadeOf(0.3, [0.1, 0.3])]).toEqual([0, 4, 8]);
    expect(shadeOf(0.1, [0.1, 0.1])).toBe(0);
  });
});

describe('how it was measured', () => {
  it('is said in a line, and by plain settings', () => {
    expect(budgetWords(report)).toBe('response · 20 draws of 76,288 words from each snapshot');
    expect(settingLines({ seed: 1, views: {}, list: ['a', 'b'], nothing: null })).toEqual([
      { name: 'seed', value: '1' },
      { name: 'list', value: 'a, b' },
    ]);
  });
});

describe('the tab', () => {
  const host = (between?: BetweenState): PanelState => ({
    phase: 'done',
    title: 'a.jsonl',
    generation: 1,
    ...(between ? { between } : {}),
  });
  const job = (number: number): BetweenState => ({
    jobs: { comparison: { phase: 'done', title: 'a', result: { number, title: 'a' } } },
    asked: 7,
  });

  it('comes to the front once for each time that somebody asked by a command', () => {
    const before = reduce(initialModel(), { type: 'snapshot', host: host() });
    expect(before.ui.tab).toBe('overview');
    const turned = reduce(before, { type: 'snapshot', host: host(job(1)) });
    expect(turned.ui.tab).toBe('compare');
    const away = reduce(turned, { type: 'tab', tab: 'samples' });
    expect(reduce(away, { type: 'snapshot', host: host(job(1)) }).ui.tab).toBe('samples');
    expect(reduce(away, { type: 'snapshot', host: host({ ...job(2), asked: 8 }) }).ui.tab).toBe('compare');
  });

  it('fetches each result once, and shows the newest', async () => {
    const asked: number[] = [];
    let model = reduce(initialModel(), { type: 'snapshot', host: host(job(1)) });
    const fetcher = new ResultFetcher(
      {
        betweenResult: async ({ number }: { kind: BetweenKind; number: number }) => {
          asked.push(number);
          if (number === 3) throw new Error('There is a newer result.');
          return { ...report, notes: [String(number)] };
        },
      } as never,
      (action) => {
        model = reduce(model, action);
      },
      (error) => (error as Error).message,
    );
    const shown = async (number: number) => {
      model = reduce(model, { type: 'snapshot', host: host(job(number)) });
      fetcher.follow(model);
      fetcher.follow(model);
      await Promise.resolve();
      await Promise.resolve();
      return resultOfKind(model, 'comparison')?.notes[0];
    };
    expect(await shown(1)).toBe('1');
    expect(await shown(2)).toBe('2');
    expect(await shown(3)).toBeUndefined();
    expect(model.results.comparison).toEqual({ number: 3, message: 'There is a newer result.' });
    expect(asked).toEqual([1, 2, 3]);
  });
});
