// A number with everything that belongs to it: sign of an estimate, unit, what it is of, interval, draw.
import { html, nothing, type TemplateResult } from 'lit';
import { APPROX, type ShownMetric } from '../metricText.ts';

export function numberView({ number, unit, approx }: ShownMetric): TemplateResult {
  return html`<span class="number">${approx ? html`<span class="muted">${APPROX}</span>` : nothing}${number}</span>${
    unit ? html`<span class="unit"> ${unit}</span>` : nothing
  }`;
}

/** "at 50 k words", "0.58–0.64", "whole corpus 0.33", "≈ drawn 500 of 12,408 samples", "updating". */
export function factsOf(m: ShownMetric): TemplateResult[] {
  const facts = [
    m.at,
    m.interval === '' ? '' : `${m.interval} (95\u00a0%)`,
    m.second,
    m.drawn === '' ? '' : `${APPROX}${m.drawn}`,
  ];
  const shown = facts.filter((f) => f !== '').map((f) => html`<span class="fact">${f}</span>`);
  if (m.updating) shown.push(html`<span class="fact updating">updating</span>`);
  return shown;
}
