// A chart of the tab Compare: title, what it says in words, and its numbers with what they mean.
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ChartSpec } from '../charts/chartElement.ts';

export interface FigureWords {
  readonly title: string;
  /** Beside the title. */
  readonly headline?: string;
  /** Below it. */
  readonly note?: string;
  /** What the numbers mean. */
  readonly explains?: string;
}

/** `data`: what the chart is drawn from; it is drawn anew only when one of them is another. */
export function chartFigure(
  { title, headline, note, explains }: FigureWords,
  data: readonly unknown[],
  spec: () => ChartSpec,
): TemplateResult {
  const drawn = () => {
    const made = spec();
    return html`<ci-chart .spec=${made}></ci-chart>
      <details class="chart-table"><summary>Numbers<span class="sr-only"> of ${title}</span></summary>
        ${explains ? html`<p class="note muted explains">${explains}</p>` : nothing}
        ${tableOf(title, made.table)}</details>`;
  };
  return html`<figure class="chart">
    <figcaption><span class="card-head"><h4>${title}</h4><span class="headline num">${headline ?? ''}</span></span>
      ${note ? html`<span class="muted note chart-note">${note}</span>` : nothing}</figcaption>
    ${guard([...data], drawn)}
  </figure>`;
}

function tableOf(name: string, { columns, rows }: ChartSpec['table']): TemplateResult {
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${`Numbers of ${name}`}>
    <table><thead><tr>${columns.map((c) => html`<th scope="col">${c}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((text) => html`<td>${text}</td>`)}</tr>`)}</tbody></table>
  </div>`;
}
