// The corpus in numbers: each with its unit, what it means in one line, and which way is more varied.
import { html, nothing, type TemplateResult } from 'lit';
import type { MetricValue } from '../../engine/report.ts';
import { formatInteger, formatPercent } from '../format.ts';
import { type Card, directionText, type ShownMetric } from '../metricText.ts';

const TABLE_ROWS = 5;

/** Said once per card; a metric that points the other way says so itself. */
const CARD_DIRECTION: Partial<Record<Card, string>> = {
  variety: directionText('higher'),
  repetition: directionText('lower'),
};

function isEstimate({ drawn }: MetricValue): boolean {
  return drawn !== undefined && drawn.n < drawn.of;
}

/** A number that was estimated from a part says so. */
export function drawnView(m: MetricValue): TemplateResult | typeof nothing {
  if (!m.drawn || !isEstimate(m)) return nothing;
  const { n, of, unit } = m.drawn;
  return html`<span class="drawn">≈ drawn ${formatInteger(n)} of ${formatInteger(of)} ${unit}</span>`;
}

/** A number from before the last edits says so. */
export function updatingView({ isUpdating }: ShownMetric): TemplateResult | typeof nothing {
  return isUpdating ? html` <span class="updating">updating</span>` : nothing;
}

function commonest(m: MetricValue): TemplateResult | typeof nothing {
  if (m.detail?.type !== 'table' || m.detail.rows.length === 0) return nothing;
  const rows = m.detail.rows.slice(0, TABLE_ROWS);
  return html`<ol class="commonest">${rows.map(
    (r) => html`<li><span class="quote" dir="auto">${r.label}</span>
      <span class="num">${formatInteger(r.count)}</span><span class="num muted">${formatPercent(r.share)}</span></li>`,
  )}</ol>`;
}

function metricView(metric: ShownMetric): TemplateResult {
  const { card, label, explains, better, number, unit, measured: m } = metric;
  const direction = directionText(better);
  const means = [explains, direction === CARD_DIRECTION[card] ? '' : direction].filter(Boolean).join(' ');
  return html`<div class="metric">
    <dt>${label}</dt>
    <dd class="num">${isEstimate(m) ? html`<span class="muted">≈ </span>` : nothing}${number}${
      unit ? html`<span class="unit"> ${unit}</span>` : nothing
    }${updatingView(metric)}</dd>
    <dd class="means">${m.value === null ? 'Not defined for this text. ' : nothing}${means} ${drawnView(m)}</dd>
    ${m.detail?.type === 'table' ? html`<dd class="more">${commonest(m)}</dd>` : nothing}
  </div>`;
}

export function metricsView(
  title: string,
  card: Card,
  metrics: readonly ShownMetric[],
): TemplateResult | typeof nothing {
  const here = metrics.filter((m) => m.card === card);
  if (here.length === 0) return nothing;
  const id = `metrics-${card}`;
  return html`<section class="card" aria-labelledby=${id}>
    <div class="card-head"><h2 id=${id}>${title}</h2><span class="headline">${CARD_DIRECTION[card] ?? ''}</span></div>
    <dl class="metrics">${here.map(metricView)}</dl>
  </section>`;
}

export function sizesView(metrics: readonly ShownMetric[]): TemplateResult | typeof nothing {
  const sizes = metrics.filter((m) => m.card === 'size' && m.measured.value !== null);
  if (sizes.length === 0) return nothing;
  return html`<dl class="sizes" aria-label="Size of the view">${sizes.map(
    (m) => html`<div title=${m.explains}><dt>${m.label}</dt><dd class="num">${m.number}${updatingView(m)}</dd></div>`,
  )}</dl>`;
}
