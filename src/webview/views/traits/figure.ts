// A chart of the traits tab with its title, what it shows, and its numbers.
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ChartSpec } from '../../charts/chartElement.ts';
import { tableView } from '../diversity/chart.ts';

/** `data` is what the chart is drawn from: it is drawn anew only when that was sent anew. */
export function figureView(
  { title, note, data }: { readonly title: string; readonly note?: string; readonly data: object },
  spec: () => ChartSpec,
): TemplateResult {
  const drawn = () => {
    const made = spec();
    return html`<ci-chart .spec=${made}></ci-chart>${tableView(title, made.table)}`;
  };
  return html`<figure class="chart">
    <figcaption class="card-head"><h3>${title}</h3></figcaption>
    ${note ? html`<p class="muted note">${note}</p>` : nothing}
    ${guard([data], drawn)}
  </figure>`;
}
