import { describe, expect, it } from 'vitest';
import { ABOUT_METRICS } from '../../../src/engine/registry.ts';
import type { MetricValue } from '../../../src/engine/report.ts';
import { type Card, shownMetrics } from '../../../src/webview/metricText.ts';
import { FAKE_ABOUT } from '../../fixtures/webview/fakeAbout.ts';
import { fakeReport } from '../../fixtures/webview/fakeData.ts';

const { metrics } = fakeReport('a').views.response!;
const all = shownMetrics(metrics, FAKE_ABOUT);
const plain = (s: string) => s.replaceAll('\u00a0', ' ');
const one = (id: string, measured: MetricValue, abouts = ABOUT_METRICS) => shownMetrics({ [id]: measured }, abouts)[0]!;
const printed = (id: string) => {
  const { statistic, number, unit } = all.find((m) => m.id === id)!;
  return plain([statistic, number, unit].filter(Boolean).join(' '));
};

describe('the metrics of a view', () => {
  it('stand in the card of their group, in the order of the words', () => {
    const ids = (card: Card) => all.filter((m) => m.card === card).map((m) => m.id);
    const back = shownMetrics(Object.fromEntries(Object.entries(metrics).reverse()), FAKE_ABOUT);
    expect(back.map((m) => m.id)).toEqual([...Object.keys(FAKE_ABOUT).filter((id) => id in metrics), 'future-metric']);
    expect(ids('repetition')).toEqual(expect.arrayContaining(['gzip-ratio', 'self-repetition', 'openings']));
    expect(ids('shape')).toEqual(expect.arrayContaining(['length', 'zipf', 'heaps']));
    expect(ids('other')).toEqual(['future-metric']);
  });

  it('are printed as their words ask, with a unit unless the number says it', () => {
    expect(printed('bytes')).toBe('17.5 MB');
    expect(printed('gzip-ratio')).toBe('3.61 ×');
    expect(printed('openings')).toBe('18 %');
    expect(printed('entropy')).toBe('9.61 bits');
    expect(printed('distinct-3')).toBe('0.711');
    expect(printed('length')).toBe('median 118 words');
    expect(printed('zipf')).toBe('slope −1.02');
  });

  it('have words that fit a card: a label, and one sentence', () => {
    for (const { label, explains } of Object.values(ABOUT_METRICS)) {
      expect(label.length).toBeLessThanOrEqual(20);
      expect(explains).toMatch(/^[A-Z].{10,110}\.$/u);
    }
  });

  it('have neither number nor unit where they are not defined', () => {
    expect(one('entropy', { value: null })).toMatchObject({ number: '–', unit: '' });
  });
});

describe('what leads', () => {
  const words = 50_000;
  const at = { words, value: 0.7106, interval: [0.698, 0.724] as [number, number] };
  const drawn = { n: 16, of: 243, unit: 'blocks' } as const;

  it('is the value at an equal number of words where the metric moves with size; the whole corpus stands second', () => {
    const m = one('distinct-3', { value: 0.3341, at, drawn });
    expect(m).toMatchObject({ number: '0.711', interval: '0.698–0.724', drawn: 'drawn 16 of 243 blocks' });
    expect(plain(m.at)).toBe('at 50 k words');
    expect(plain(m.second)).toBe('whole corpus ≈ 0.334');
    expect(m.approx).toBe(false);
  });

  it('is the whole corpus where the metric does not move with size', () => {
    const m = one('mattr', { value: 0.69, at, interval: [0.68, 0.7] });
    expect(m).toMatchObject({ number: '0.690', at: '', interval: '0.680–0.700' });
    expect(plain(m.second)).toBe('0.711 at 50 k words');
  });

  it('is marked as an estimate when drawn, and always while the run goes on', () => {
    expect(one('mattr', { value: 0.69, drawn }).approx).toBe(true);
    expect(one('mattr', { value: 0.69, drawn: { n: 5, of: 5, unit: 'samples' } })).toMatchObject({
      approx: false,
      drawn: '',
    });
    const before = shownMetrics(metrics, FAKE_ABOUT, { preview: true });
    expect(before.filter((m) => m.number !== '–' && !m.approx)).toEqual([]);
  });

  it('says which numbers do not follow the last edit yet', () => {
    const some = shownMetrics(metrics, FAKE_ABOUT, { updating: ['mattr', 'zipf'] });
    expect(some.filter((m) => m.updating).map((m) => m.id)).toEqual(['mattr', 'zipf']);
  });
});

describe('a metric without words', () => {
  it('is shown under its id, as the report gives it', () => {
    const shown = {
      label: 'unheard-of',
      card: 'other',
      better: 'neither',
      explains: '',
      number: '0.123',
      unit: 'nats',
    };
    expect(one('unheard-of', { value: 0.123456, unit: 'nats' })).toMatchObject(shown);
  });

  it('is every one when the host sent none', () => {
    const bare = shownMetrics(metrics);
    expect(bare.map((m) => m.id)).toEqual(Object.keys(metrics));
    expect(bare.every((m) => m.card === 'other' && m.label === m.id)).toBe(true);
  });

  it('does not get those of Object.prototype', () => {
    expect(one('constructor', { value: 1 }).label).toBe('constructor');
  });
});
