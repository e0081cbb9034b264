import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PanelState } from '../../../src/protocol/panelApi.ts';
import type { ShownTrait } from '../../../src/protocol/traitsApi.ts';
import { axisEnd, groupDots } from '../../../src/webview/charts/alphaGroups.ts';
import { namePlace, percentileBins } from '../../../src/webview/charts/percentiles.ts';
import { outline, scoreBins, withoutEmptyEnds } from '../../../src/webview/charts/traitScores.ts';
import { formatP } from '../../../src/webview/format.ts';
import { toggledMark } from '../../../src/webview/state/marks.ts';
import { initialModel } from '../../../src/webview/state/model.ts';
import { reduce } from '../../../src/webview/state/reduce.ts';
import {
  calibrationState,
  countedAbstentions,
  leadSentences,
  medianPercentile,
  ordinal,
  shownPercentile,
  traitValue,
} from '../../../src/webview/traits/words.ts';
import { announcement } from '../../../src/webview/views/announce.ts';
import { nextStep, traitLines } from '../../../src/webview/views/overview/traitLines.ts';
import { traitStretches } from '../../../src/webview/views/sampleText.ts';
import { noAlphaWords } from '../../../src/webview/views/traits/alpha.ts';
import { moreWords, weakWords } from '../../../src/webview/views/traits/calibration.ts';
import { absentWords } from '../../../src/webview/views/traits/page.ts';
import { sampleSentences } from '../../../src/webview/views/traits/sample.ts';
import { effectBar, signed, strongest } from '../../../src/webview/views/traits/top.ts';
import { fakeReport } from '../../fixtures/webview/fakeData.ts';
import { fakeRowTraits, fakeTraits, type TraitState } from '../../fixtures/webview/fakeTraits.ts';

const plain = (s: string) => s.replaceAll('\u00a0', ' ');
const of = (state: TraitState) => fakeTraits(state)!;
const lead = (state: TraitState) => leadSentences(of(state), 'response', false).map(plain);

describe('the median of percentiles', () => {
  it('lies within its bin', () => {
    expect(medianPercentile([0, 10, 0, 0])).toBe(37.5);
    expect(medianPercentile([5, 5])).toBe(50);
    expect(medianPercentile([1, 0, 0, 3])).toBeCloseTo(75 + 25 / 3, 10);
  });
  it('is 50 for an even corpus, and unknown for none', () => {
    expect(medianPercentile(Array.from({ length: 20 }, () => 7))).toBe(50);
    expect(medianPercentile([0, 0])).toBeNull();
  });
  it('has half of the samples on either side', () => {
    const bins = fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }).filter((b) => b.some((n) => n > 0));
    fc.assert(
      fc.property(bins, (counts) => {
        const at = (medianPercentile(counts)! / 100) * counts.length;
        const below = counts.reduce((sum, n, i) => sum + n * Math.min(Math.max(at - i, 0), 1), 0);
        expect(below).toBeCloseTo(counts.reduce((a, b) => a + b, 0) / 2, 6);
      }),
    );
  });
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [13, '13th'],
    [83, '83rd'],
    [94, '94th'],
  ])('%d is the %s', (n, text) => expect(ordinal(n)).toBe(text));
  it('is never printed as the 0th or 100th', () => {
    expect([0, 0.2, 99.8, 100].map(shownPercentile)).toEqual([1, 1, 99, 99]);
  });
});

describe('the first sentences', () => {
  it('say where the corpus lies, and that this is no verdict', () => {
    expect(lead('none')).toEqual([
      'Half of the 1,204 scored responses lie above the 82nd percentile of human answers of their length; of human texts, half would lie above the 50th.',
      'That is no verdict: calibrate with human rows of yours to get findings.',
    ]);
  });
  it('tell how many are flagged, and how many would be by chance', () => {
    expect(lead('full')[1]).toBe(
      '212 of 1,100 judged samples are flagged; at 5 %, about 55 would be if people had written all of them.',
    );
  });
  it('say why a calibration gives no verdict', () => {
    expect(lead('thin')[1]).toContain('too few human rows');
    expect(lead('mismatched')[1]).toContain('does not match');
  });
  it('give no picture of a handful of samples', () => {
    expect(lead('few')).toEqual(['Only 7 samples could be scored: too few for a picture of the corpus.']);
    expect(leadSentences({ ...of('few'), scored: 0 }, 'text', false)).toEqual([
      'None of the 1,480 texts could be scored.',
    ]);
  });
  it('mark a draw, and name no kind that most samples are not of', () => {
    expect(lead('drawn')[0]).toMatch(/^Half of the ≈ 1,204 scored/);
    const mixed = { ...of('none'), kind: { name: 'news', share: 0.3 } };
    expect(leadSentences(mixed, 'text', false)[0]).toContain('of human texts of their kind and length');
  });
  it('never call a text AI-written', () => {
    const states: TraitState[] = ['none', 'thin', 'mismatched', 'human', 'full', 'few', 'drawn'];
    expect(states.flatMap(lead).join(' ')).not.toMatch(/AI|generated|written by (?:a|an) (?:model|LLM)/i);
  });
});

describe('the state of a calibration', () => {
  it.each(['none', 'thin', 'mismatched'] as const)('is %s', (state) =>
    expect(calibrationState(of(state).calibration)).toBe(state),
  );
  it('is calibrated where some samples were judged, though others were not', () => {
    expect(calibrationState(of('human').calibration)).toBe('calibrated');
  });
});

describe('a calibration whose LLM rows are found no more often than human ones', () => {
  it('says so', () => {
    const calibration = of('full').calibration!;
    expect(weakWords(calibration)).toBe('');
    expect(weakWords({ ...calibration, power: { rate: 0.04, interval: [0.01, 0.09] } })).toContain('say nothing');
  });
});

describe('what more human rows would give', () => {
  it('is told for the next step and the last', () => {
    expect(plain(moreWords(of('human').calibration!.more!))).toBe('300 rows: 2.8–6.8 %, 1,000 rows: 3.9–6.2 %');
  });
});

describe('the share of LLM-like rows', () => {
  it('is missing for a reason', () => {
    expect(noAlphaWords(of('none'))).toContain('human and LLM rows');
    expect(noAlphaWords(of('human'))).toContain('human rows only');
  });
  it('stands in the overview with its interval, before what was flagged', () => {
    expect(traitLines(of('full')).map((l) => [l.name, plain(l.value), plain(l.more)])).toEqual([
      ['α LLM-like', '≈ 23 %', '18–28 %'],
      ['Flagged', '212', 'of 1,100 judged'],
    ]);
    expect(nextStep(of('full'))).toBeNull();
  });
  it('is never a number where it was refused', () => {
    expect(traitLines(of('refused'))[0]).toEqual({ name: 'α LLM-like', value: 'no estimate', more: '' });
  });
  it('leads to the next step', () => {
    expect(nextStep(of('none'))).toEqual({ name: 'α LLM-like', state: 'not calibrated', button: 'Calibrate…' });
    expect(nextStep(of('human'))?.state).toBe('needs LLM rows');
    expect(nextStep(of('thin'))?.button).toBe('Improve…');
  });
  it('has an axis by group that holds every interval, in tens of a hundred', () => {
    const groups = of('full').alpha!.groups!;
    expect(axisEnd(groups.rows)).toBe(0.5);
    expect(axisEnd([])).toBe(0.1);
    expect(new Set(groupDots(groups).map((d) => d.key)).size).toBe(groups.rows.length);
    expect(groupDots({ rows: [{ label: '', samples: 1, alpha: null, low: null, high: null }] })[0]?.label).toBe(
      '(empty)',
    );
  });
});

describe('the charts', () => {
  it('show as many human texts as samples, in the shape of the reference', () => {
    const bins = scoreBins({ edges: [0, 1, 2], counts: [30, 70], human: [3, 1] });
    expect(bins.map((b) => b.human)).toEqual([75, 25]);
    expect(outline(bins)).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 75 },
      { x: 1, y: 75 },
      { x: 1, y: 25 },
      { x: 2, y: 25 },
      { x: 2, y: 0 },
    ]);
  });
  it('leave out ends where nothing lies', () => {
    const bins = scoreBins({ edges: [0, 1, 2, 3, 4, 5], counts: [0, 0, 90, 10, 0], human: [0.0001, 50, 50, 0, 0] });
    expect(withoutEmptyEnds(bins).map((b) => b.from)).toEqual([1, 2, 3]);
  });
  it('survive a reference of nothing, and no bins', () => {
    expect(scoreBins({ edges: [0, 1], counts: [4], human: [0] })[0]?.human).toBe(0);
    expect(outline([])).toEqual([]);
  });
  it('name the line of human texts where the bars leave room', () => {
    const at = (...counts: number[]) =>
      namePlace(percentileBins(counts), counts.reduce((a, b) => a + b, 0) / counts.length);
    expect(at(1, 1, 1, 1, 1, 9)).toBe('left');
    expect(at(9, 1, 1, 1, 1, 9)).toBe('middle');
    expect(at(9, 1, 8, 8, 1, 1)).toBe('right');
  });
  it('cut percentiles into even bins', () => {
    const bins = percentileBins(Array.from({ length: 20 }, (_, i) => i));
    expect([bins[0], bins[19]]).toEqual([
      { from: 0, to: 5, count: 0 },
      { from: 95, to: 100, count: 19 },
    ]);
  });
});

describe('the traits that moved the scores', () => {
  it('come strongest first, whichever way they point', () => {
    const ids = strongest(of('none').top).map((t) => t.id);
    expect(ids.slice(0, 4)).toEqual(['style-words', 'word-length', 'contractions', 'first-person']);
  });
  it('leave out what hardly moves any one sample', () => {
    const [first] = of('none').top;
    expect(strongest([{ ...first!, effect: 0.9, samples: 0 }])).toEqual([]);
  });
  it.each([
    [0.682, 'share of the types', '68 %', 'of the types'],
    [0.00195, 'share', '0.2 %', ''],
    [6.2345, 'types / √(2 · words)', '6.2', 'types / √(2 · words)'],
    // The effect stands beside it.
    [0.6, 'standard deviations', '–', ''],
  ])('print %d %s as "%s %s"', (value, unit, number, shown) => {
    const told = traitValue({ value, unit });
    expect([plain(told.number), told.unit]).toEqual([number, shown]);
  });
  it('are drawn from the middle to their side', () => {
    expect(effectBar(0.5, 0.5)).toEqual({ from: 50, width: 50 });
    expect(effectBar(-0.25, 0.5)).toEqual({ from: 25, width: 25 });
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (effect) => {
        const { from, width } = effectBar(effect, 3);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from + width).toBeLessThanOrEqual(100.5);
        expect(width).toBeGreaterThan(0);
      }),
    );
    expect([signed(0.42), signed(-0.1), signed(0)]).toEqual(['+0.42', '\u22120.10', '+0.00']);
  });
  it('are counted by reason where a sample was not scored', () => {
    expect(countedAbstentions(of('none'))).toEqual([
      { why: 'short', n: 231 },
      { why: 'code', n: 31 },
      { why: 'list', n: 14 },
    ]);
  });
});

describe('the traits of a sample', () => {
  const scored = fakeRowTraits(2, 'A paragraph that repeats a phrase.', false);

  it('say where it lies, with p where a calibration judged it', () => {
    expect(sampleSentences({ ...scored, percentile: 94.2 }).map(plain)).toEqual([
      'It shares more surface traits with LLM text than 94 % of human answers of about this length.',
    ]);
    expect(plain(sampleSentences({ ...scored, percentile: 94.2, p: 0.0213 })[0]!)).toContain(
      '(p = 0.021 against your human rows)',
    );
  });
  it('say why there is no score, or no verdict', () => {
    expect(sampleSentences(fakeRowTraits(4, 'x', false))).toEqual(['Not scored. It is shorter than 50 words.']);
    expect(sampleSentences({ ...scored, unjudged: 'longer than the human rows' })[1]).toBe(
      'Not judged: longer than the human rows.',
    );
  });
  it('overlap nowhere: the stronger one keeps its stretch', () => {
    const trait = (id: string, effect: number, ...spans: [number, number][]): ShownTrait => ({
      id,
      label: id,
      unit: '',
      explains: '',
      value: 1,
      effect,
      spans: spans.map(([start, end]) => ({ start, end })),
    });
    const found = traitStretches([trait('weak', 0.1, [0, 5], [20, 25]), trait('strong', -0.4, [3, 9])]);
    expect(found.map((s) => [s.trait.id, s.start, s.end])).toEqual([
      ['strong', 3, 9],
      ['weak', 20, 25],
    ]);
  });
  it.each([
    [0.00001, '<0.001'],
    [0.0213, '0.021'],
    [0.5, '0.50'],
  ])('print p = %d as %s', (p, text) => expect(formatP(p)).toBe(text));
});

describe('a mark', () => {
  it('is set, changed, and taken away by asking for it once more', () => {
    expect(toggledMark({}, { hash: 'a' }, 'human')).toBe('human');
    expect(toggledMark({ a: 'human' }, { hash: 'a' }, 'llm')).toBe('llm');
    expect(toggledMark({ a: 'human' }, { hash: 'a' }, 'human')).toBeNull();
  });
});

describe('a screen reader', () => {
  const model = (marks: PanelState['marks']) =>
    reduce(initialModel(), {
      type: 'snapshot',
      host: {
        phase: 'done',
        title: 'a',
        generation: 1,
        report: fakeReport('a', false, 'absent'),
        ...(marks ? { marks } : {}),
      },
    });

  it('hears how many rows are marked', () => {
    expect(announcement(model(undefined))).toMatch(/^Inspection done: [\d,]+ findings\.$/);
    expect(announcement(model({ a: 'human', b: 'llm', c: 'human' }))).toContain(' Marked: 2 human, 1 LLM.');
    expect(announcement(model({ a: 'llm' }))).toContain(' Marked: 1 LLM.');
  });
});

describe('a view without traits', () => {
  const model = (more: Partial<PanelState>) =>
    reduce(initialModel(), {
      type: 'snapshot',
      host: { phase: 'done', title: 'a', generation: 1, report: fakeReport('a', false, 'absent'), ...more },
    });

  it('says why', () => {
    expect(absentWords(model({}), 'system')).toBe('The system prompts were not read for traits.');
    expect(absentWords(model({ phase: 'running' }), 'response')).toContain('come when');
    const core = { ...fakeReport('a', false, 'absent'), settings: { metrics: 'core' } };
    expect(absentWords(model({ report: core }), 'response')).toContain('left the traits out');
    expect(absentWords(model({}), null)).toContain('No text');
  });
});
