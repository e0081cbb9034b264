// The charts of the overview: every metric with a curve, for example length, novelty, Zipf.
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Detail } from '../../engine/report.ts';
import type { ChartSpec } from '../charts/chartElement.ts';
import { type Histogram, type HistogramWords, histogramSpec } from '../charts/histogram.ts';
import { zipfSpec } from '../charts/zipf.ts';
import { isDrawn, type ShownMetric } from '../metricText.ts';
import { drawnView, updatingView } from './metrics.ts';

/** What is counted are samples; bins from 0 to 1 are shares, whose unit is their name. */
function wordsOf(name: string, { edges, counts, unit }: Histogram): HistogramWords {
  const share = counts.length > 1 && edges[0] === 0 && edges.at(-1) === 1;
  return { name, axis: share ? unit : `${unit} per sample`, unit: share ? '' : unit, share };
}

function specOf(label: string, detail: Detail | undefined): ChartSpec | null {
  if (detail?.type === 'curve') return zipfSpec(label, detail);
  return detail?.type === 'histogram' ? histogramSpec(detail, wordsOf(label, detail)) : null;
}

// A spec per detail object: the chart redraws only when the host sent new numbers.
const specs = new WeakMap<Detail, ChartSpec | null>();

function cachedSpec(label: string, detail: Detail | undefined): ChartSpec | null {
  if (!detail) return null;
  const known = specs.get(detail);
  if (known !== undefined) return known;
  const spec = specOf(label, detail);
  specs.set(detail, spec);
  return spec;
}

function chartView(metric: ShownMetric): TemplateResult {
  const { label, statistic, number, unit, explains, measured } = metric;
  const spec = cachedSpec(label, measured.detail);
  const headline = measured.value === null ? '' : [statistic, number, unit].filter((s) => s !== '').join(' ');
  return html`<figure class="card chart">
    <figcaption class="card-head"><h2>${label}</h2><span class="headline num">${headline}${updatingView(metric)}</span></figcaption>
    ${guard([spec], () => (spec ? html`<ci-chart .spec=${spec}></ci-chart>` : nothing))}
    <p class="muted note">${explains} ${drawnView(measured)}</p>
  </figure>`;
}

/** A metric that nothing is known about stands here too, where it has a curve. */
export function chartsView(metrics: readonly ShownMetric[]): TemplateResult {
  const drawn = metrics.filter((m) => (m.card === 'charts' || m.card === 'other') && isDrawn(m.measured));
  return html`${drawn.map(chartView)}`;
}
