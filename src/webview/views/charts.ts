// The charts of the overview: length, novelty, Zipf.
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Detail, MetricValue } from '../../engine/report.ts';
import type { ChartSpec } from '../charts/chartElement.ts';
import { type HistogramWords, histogramSpec } from '../charts/histogram.ts';
import { zipfSpec } from '../charts/zipf.ts';
import { formatMetric, metricText } from '../metricText.ts';
import { drawnView, type Metrics } from './metrics.ts';

const HISTOGRAMS: Record<string, HistogramWords> = {
  length: { name: 'Length', axis: 'words per sample', unit: 'words', share: false },
  novelty: { name: 'Novelty', axis: 'novelty', unit: '', share: true },
};

function specOf(id: string, detail: Detail): ChartSpec | null {
  if (detail.type === 'curve') return detail.x.length > 1 ? zipfSpec(detail) : null;
  if (detail.type !== 'histogram' || detail.counts.length === 0) return null;
  const words = HISTOGRAMS[id] ?? { name: metricText(id).label, axis: detail.unit, unit: detail.unit, share: false };
  return histogramSpec(detail, words);
}

/** What the value of a chart's metric is. */
const HEADLINES: Record<string, string> = { length: 'median', novelty: 'mean', zipf: 'slope' };

/** The one number of a chart, for its heading. */
function headline(id: string, m: MetricValue): string {
  if (m.value === null) return '';
  const unit = metricText(id).unit || (id in HEADLINES ? '' : (m.unit ?? ''));
  return [HEADLINES[id] ?? '', formatMetric(id, m.value), unit].filter((s) => s !== '').join(' ');
}

// A spec per detail object: the chart redraws only when the host sent new numbers.
const specs = new WeakMap<Detail, ChartSpec | null>();

function cachedSpec(id: string, detail: Detail): ChartSpec | null {
  const known = specs.get(detail);
  if (known !== undefined) return known;
  const spec = specOf(id, detail);
  specs.set(detail, spec);
  return spec;
}

function chartView(id: string, m: MetricValue): TemplateResult | typeof nothing {
  const spec = m.detail ? cachedSpec(id, m.detail) : null;
  if (!spec) return nothing;
  const text = metricText(id);
  return html`<figure class="card chart">
    <figcaption class="card-head"><h2>${text.label}</h2><span class="headline num">${headline(id, m)}</span></figcaption>
    ${guard([spec], () => html`<ci-chart .spec=${spec}></ci-chart>`)}
    <p class="muted note">${text.explains} ${drawnView(m)}</p>
  </figure>`;
}

export function chartsView(metrics: Metrics): TemplateResult {
  const known = ['length', 'novelty', 'zipf'];
  const others = Object.keys(metrics).filter(
    (id) => !known.includes(id) && metrics[id]?.detail && metrics[id]?.detail?.type !== 'table',
  );
  return html`${[...known, ...others].map((id) => (metrics[id] ? chartView(id, metrics[id]) : nothing))}`;
}
