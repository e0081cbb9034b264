// The commonest of something as horizontal bars: a table whose last column is drawn, so that it reads either way.
import { html, type TemplateResult } from 'lit';
import type { Detail } from '../../../engine/report.ts';
import { formatInteger, formatPercent } from '../../format.ts';
import type { ShownMetric } from '../../metricText.ts';

const MAX_ROWS = 20;

/** What a row is, by metric. */
const ROW_WORDS: Readonly<Record<string, string>> = {
  openings: 'Opening',
  'pos-templates': 'Template',
};

export function barsView(m: ShownMetric, { rows }: Extract<Detail, { type: 'table' }>): TemplateResult {
  const shown = rows.slice(0, MAX_ROWS);
  const most = Math.max(...shown.map((r) => r.share), Number.MIN_VALUE);
  return html`<table class="bars">
    <thead><tr>
      <th scope="col">${ROW_WORDS[m.id] ?? m.label}</th><th scope="col" class="num">Samples</th>
      <th scope="col" class="num">Share</th><td aria-hidden="true"></td>
    </tr></thead>
    <tbody>${shown.map(
      (r) => html`<tr title=${`${r.label}: ${formatInteger(r.count)} (${formatPercent(r.share)})`}>
        <th scope="row"><span class="quote" dir="auto">${r.label}</span></th>
        <td class="num">${formatInteger(r.count)}</td><td class="num">${formatPercent(r.share)}</td>
        <td aria-hidden="true" class="bar-cell"><svg class="bar" width="100%" height="8">
          <rect class="bar-track" width="100%" height="8"></rect>
          <rect class="bar-fill" width="${Math.max((r.share / most) * 100, 0.8)}%" height="8"></rect>
        </svg></td>
      </tr>`,
    )}</tbody>
  </table>`;
}
