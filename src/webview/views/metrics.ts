// The corpus in numbers: each with its unit, what it means in one line, and which way is more varied.
import { html, nothing, type TemplateResult } from 'lit';
import type { MetricValue } from '../../engine/report.ts';
import { formatInteger, formatPercent } from '../format.ts';
import { directionText, formatMetric, idsOfGroup, type MetricGroup, metricText } from '../metricText.ts';

export type Metrics = Readonly<Record<string, MetricValue>>;

const TABLE_ROWS = 5;

/** Said once per card; a metric that points the other way says so itself. */
const GROUP_DIRECTION: Partial<Record<MetricGroup, string>> = {
  variety: directionText('higher'),
  repetition: directionText('lower'),
};

/** A number that was estimated from a part says so. */
export function drawnView(m: MetricValue | undefined): TemplateResult | typeof nothing {
  if (!m?.drawn || m.drawn.n >= m.drawn.of) return nothing;
  const { n, of, unit } = m.drawn;
  return html`<span class="drawn">≈ drawn ${formatInteger(n)} of ${formatInteger(of)} ${unit}</span>`;
}

/** The value's own unit wins; formats that print their unit need none. */
function unitOf(id: string, m: MetricValue): string {
  const text = metricText(id);
  return text.group === 'other' ? (m.unit ?? '') : text.unit;
}

function commonest(m: MetricValue): TemplateResult | typeof nothing {
  if (m.detail?.type !== 'table' || m.detail.rows.length === 0) return nothing;
  const rows = m.detail.rows.slice(0, TABLE_ROWS);
  return html`<ol class="commonest">${rows.map(
    (r) => html`<li><span class="quote" dir="auto">${r.label}</span>
      <span class="num">${formatInteger(r.count)}</span><span class="num muted">${formatPercent(r.share)}</span></li>`,
  )}</ol>`;
}

function metricView(id: string, m: MetricValue): TemplateResult {
  const text = metricText(id);
  const unit = unitOf(id, m);
  const direction = directionText(text.better);
  const means = [text.explains, direction === GROUP_DIRECTION[text.group] ? '' : direction].filter(Boolean).join(' ');
  return html`<div class="metric">
    <dt>${text.label}</dt>
    <dd class="num">${m.drawn && m.drawn.n < m.drawn.of ? html`<span class="muted">≈ </span>` : nothing}${formatMetric(id, m.value)}${
      unit && m.value !== null ? html`<span class="unit"> ${unit}</span>` : nothing
    }</dd>
    <dd class="means">${m.value === null ? 'Not defined for this text. ' : nothing}${means} ${drawnView(m)}</dd>
    ${m.detail?.type === 'table' ? html`<dd class="more">${commonest(m)}</dd>` : nothing}
  </div>`;
}

export function metricsView(title: string, group: MetricGroup, metrics: Metrics): TemplateResult | typeof nothing {
  const ids = idsOfGroup(Object.keys(metrics), group);
  if (ids.length === 0) return nothing;
  const id = `metrics-${group}`;
  return html`<section class="card" aria-labelledby=${id}>
    <div class="card-head"><h2 id=${id}>${title}</h2><span class="headline">${GROUP_DIRECTION[group] ?? ''}</span></div>
    <dl class="metrics">${ids.map((i) => metricView(i, metrics[i]!))}</dl>
  </section>`;
}

/** Metrics that this panel has no words for yet. */
export function otherMetricsView(metrics: Metrics): TemplateResult | typeof nothing {
  return metricsView('More', 'other', metrics);
}

export function sizesView(metrics: Metrics): TemplateResult | typeof nothing {
  const ids = idsOfGroup(Object.keys(metrics), 'size').filter((id) => metrics[id]?.value !== null);
  if (ids.length === 0) return nothing;
  return html`<dl class="sizes" aria-label="Size of the view">${ids.map(
    (id) => html`<div title=${metricText(id).explains}><dt>${metricText(id).label}</dt>
      <dd class="num">${formatMetric(id, metrics[id]!.value)}</dd></div>`,
  )}</dl>`;
}
