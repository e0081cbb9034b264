// The six numbers of the overview, each with its strip; all others stand under Diversity.
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownMetric } from '../../metricText.ts';
import type { Controller } from '../../state/controller.ts';
import { numberView } from '../reading.ts';
import { legendView, stripView } from '../strip.ts';

export const KEY_METRICS = ['distinct-3', 'gzip-ratio', 'novelty', 'mattr', 'homogenisation', 'length'];

function keyNumber(m: ShownMetric): TemplateResult {
  return html`<div class="key-number${m.strip ? '' : ' plain'}" title=${m.explains || nothing}>
    <dt>${m.label}${m.statistic ? html` <span class="muted">${m.statistic}</span>` : nothing}</dt>
    <dd class="num">${numberView(m)}</dd>
    <dd class="strip-cell">${stripView(m)}</dd>
    <dd class="asides muted">${m.at ? html`<span class="fact">${m.at}</span>` : nothing}${
      m.updating ? html`<span class="fact updating">updating</span>` : nothing
    }</dd>
  </div>`;
}

export function keyNumbersView(metrics: readonly ShownMetric[], c: Controller): TemplateResult {
  const shown = KEY_METRICS.flatMap((id) => metrics.filter((m) => m.id === id && m.measured.value !== null));
  return html`<section class="card" aria-labelledby="key-title">
    <div class="card-head"><h2 id="key-title">Diversity</h2>
      <button class="link" @click=${() => c.dispatch({ type: 'tab', tab: 'diversity' })}>All numbers</button></div>
    ${
      shown.length === 0
        ? html`<p class="muted note">There are no words to measure.</p>`
        : html`<dl class="key-numbers">${shown.map(keyNumber)}</dl>${legendView(shown)}`
    }
  </section>`;
}
