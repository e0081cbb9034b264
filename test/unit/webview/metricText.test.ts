import { describe, expect, it } from 'vitest';
import { ABOUT_METRICS } from '../../../src/engine/registry.ts';
import type { MetricValue } from '../../../src/engine/report.ts';
import { type Card, shownMetrics } from '../../../src/webview/metricText.ts';
import { fakeReport } from '../../fixtures/webview/fakeData.ts';

const { metrics } = fakeReport('a').views.response!;
const all = shownMetrics(metrics, ABOUT_METRICS);
const plain = (s: string) => s.replaceAll('\u00a0', ' ');
const one = (id: string, measured: MetricValue, abouts = ABOUT_METRICS) => shownMetrics({ [id]: measured }, abouts)[0]!;
const printed = (id: string) => {
  const { statistic, number, unit } = all.find((m) => m.id === id)!;
  return plain([statistic, number, unit].filter(Boolean).join(' '));
};

describe('the metrics of a view', () => {
  it('stand in the card of their group, in the order of the registry', () => {
    const ids = (card: Card) => all.filter((m) => m.card === card).map((m) => m.id);
    const back = shownMetrics(Object.fromEntries(Object.entries(metrics).reverse()), ABOUT_METRICS);
    expect(back.map((m) => m.id)).toEqual([
      ...Object.keys(ABOUT_METRICS).filter((id) => id in metrics),
      'future-metric',
    ]);
    expect(ids('repetition')).toEqual(['gzip-ratio', 'long-window-ratio', 'self-repetition', 'openings']);
    expect(ids('charts')).toEqual(['novelty', 'novelty-curve', 'length', 'zipf', 'heaps']);
    expect(ids('other')).toEqual(['future-metric']);
  });

  it('are printed as their words ask, with a unit unless the number says it', () => {
    expect(printed('bytes')).toBe('17.5 MB');
    expect(printed('gzip-ratio')).toBe('4.11 ×');
    expect(printed('openings')).toBe('18 %');
    expect(printed('entropy')).toBe('10.21 bits');
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

  it('leave the charts where there is no curve to draw', () => {
    expect(one('novelty', { value: null })).toMatchObject({ card: 'other', label: 'Novelty' });
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
