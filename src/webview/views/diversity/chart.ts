// The chart of a metric with its title, its headline and its numbers as a table.
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Detail } from '../../../engine/report.ts';
import type { ChartSpec, ChartTable, PickBar } from '../../charts/chartElement.ts';
import { isLogLog, logLogSpec, pointsSpec } from '../../charts/curve.ts';
import { binsOf, type Histogram, type HistogramWords, histogramSpec, markText } from '../../charts/histogram.ts';
import { APPROX, type ShownMetric } from '../../metricText.ts';
import { barsView } from './bars.ts';
import type { PickBin } from './pick.ts';
import { treeView } from './tree.ts';

/** What is counted are samples; bins from 0 to 1 are shares, whose unit is their name. */
function wordsOf(name: string, { edges, counts, unit }: Histogram): HistogramWords {
  const share = counts.length > 1 && edges[0] === 0 && edges.at(-1) === 1;
  return { name, axis: share ? unit : `${unit} per sample`, unit: share ? '' : unit, share };
}

function specOf(id: string, label: string, detail: Detail): ChartSpec | null {
  if (detail.type === 'histogram') return histogramSpec(detail, wordsOf(label, detail));
  if (detail.type !== 'curve') return null;
  return isLogLog(id, detail) ? logLogSpec(id, label, detail) : pointsSpec(label, detail);
}

// A spec per detail object: the chart redraws only when the host sent new numbers.
const specs = new WeakMap<Detail, ChartSpec | null>();

function cachedSpec(id: string, label: string, detail: Detail): ChartSpec | null {
  const known = specs.get(detail);
  if (known !== undefined) return known;
  const spec = specOf(id, label, detail);
  specs.set(detail, spec);
  return spec;
}

export function hasChart({ measured: { detail } }: ShownMetric): boolean {
  switch (detail?.type) {
    case undefined:
      return false;
    case 'curve':
      return detail.x.length > 1;
    case 'histogram':
      return detail.counts.some((n) => n > 0);
    case 'table':
    case 'tree':
      return detail.rows.length > 0;
  }
}

/** "slope −1.02 · R² 0.996", "median 118 words · context budget 4,096". */
function headlineOf(m: ShownMetric): string {
  const { detail, value } = m.measured;
  const parts: string[] = [];
  if (value !== null)
    parts.push([m.statistic, `${m.approx ? APPROX : ''}${m.number}`, m.unit].filter(Boolean).join(' '));
  if (detail?.type === 'curve' && detail.fit) parts.push(`R² ${detail.fit.r2.toFixed(3)}`);
  if (detail?.type === 'histogram' && detail.mark) parts.push(markText(detail.mark));
  return parts.join(' · ');
}

/** The numbers of a chart, folded away. */
export function tableView(name: string, { columns, rows }: ChartTable, pick: PickBar | null = null): TemplateResult {
  const cell = (text: string, row: number, column: number) =>
    pick && column === rows[0]!.length - 2
      ? html`<td><button class="link" title="Show these rows" aria-label=${`Show the ${text} samples from ${rows[row]![0]} to ${rows[row]![1]}`} @click=${() => pick(row)}>${text}</button></td>`
      : html`<td>${text}</td>`;
  return html`<details class="chart-table">
    <summary>Numbers<span class="sr-only"> of ${name}</span></summary>
    <div class="scroll" role="region" tabindex="0" aria-label=${`Numbers of ${name}`}>
      <table><thead><tr>${columns.map((c) => html`<th scope="col">${c}</th>`)}</tr></thead>
      <tbody>${rows.map((row, at) => html`<tr>${row.map((text, column) => cell(text, at, column))}</tr>`)}</tbody></table>
    </div>
  </details>`;
}

function content(m: ShownMetric, detail: Detail, pick: PickBin | null): TemplateResult | typeof nothing {
  if (detail.type === 'table') return barsView(m, detail);
  if (detail.type === 'tree') return treeView(m, detail);
  const spec = cachedSpec(m.id, m.label, detail);
  if (!spec) return nothing;
  const bins = detail.type === 'histogram' ? binsOf(detail) : [];
  const pickBar = pick && ((bar: number) => bins[bar] && pick(bins[bar]));
  return html`<ci-chart .spec=${spec} .pick=${pickBar}></ci-chart>${tableView(m.label, spec.table, pickBar)}`;
}

/** A chart below another title, or one that stands on its own. */
export function chartView(m: ShownMetric, heading: 'h2' | 'h3', pick: PickBin | null = null): TemplateResult {
  const { detail } = m.measured;
  const title = heading === 'h2' ? html`<h2>${m.label}</h2>` : html`<h3>${m.label}</h3>`;
  return html`<figure class="chart">
    <figcaption class="card-head">${title}<span class="headline num">${headlineOf(m)}</span></figcaption>
    ${guard([detail, pick !== null], () => (detail ? content(m, detail, pick) : nothing))}
  </figure>`;
}
