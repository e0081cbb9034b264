// How a comparison was made: its budget, notes and settings.
import { html, nothing, type TemplateResult } from 'lit';
import type { ComparisonReport } from '../../../engine/compare/report.ts';
import { formatInteger, plural } from '../../format.ts';

/** "response · 20 draws of 12,000 words each". */
export function budgetWords({ view, budget }: Pick<ComparisonReport, 'view' | 'budget'>): string {
  const draws = budget.draws === 1 ? 'one draw' : `${formatInteger(budget.draws)} draws`;
  return `${view} · ${draws} of ${formatInteger(budget.words)} words from each snapshot`;
}

/** What can be printed in a line; what is nested stands in the exported report. */
export function settingLines(
  settings: Readonly<Record<string, unknown>>,
): { readonly name: string; readonly value: string }[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
    const isList = Array.isArray(value) && value.length > 0 && value.every((x) => typeof x !== 'object');
    return isPlain || isList ? [{ name, value: isList ? value.join(', ') : String(value) }] : [];
  });
}

function snapshots({ steps, budget }: ComparisonReport): TemplateResult {
  return html`<table class="plain-table"><caption>Snapshots</caption>
    <thead><tr><th scope="col">name</th><th scope="col" class="num">samples</th><th scope="col" class="num">words</th><th scope="col" class="num">samples per draw</th></tr></thead>
    <tbody>${steps.map(
      (
        step,
        i,
      ) => html`<tr><th scope="row" class="path">${step.name}</th><td class="num">${formatInteger(step.samples)}</td>
        <td class="num">${formatInteger(step.words)}</td><td class="num">${budget.samples[i] === undefined ? '–' : formatInteger(budget.samples[i])}</td></tr>`,
    )}</tbody></table>`;
}

export function detailsView(report: ComparisonReport): TemplateResult {
  const settings = settingLines(report.settings);
  return html`<details class="measured"><summary>How this was measured</summary>
    ${snapshots(report)}
    ${
      settings.length > 0
        ? html`<p class="muted note settings">${settings.map(({ name, value }) => html`<span class="fact">${name} ${value}</span>`)}</p>`
        : nothing
    }
  </details>`;
}

export function notesView({ notes }: Pick<ComparisonReport, 'notes'>): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  return html`<section class="part"><h3>${plural(notes.length, 'note')}</h3>
    <ul class="messages">${notes.map((note) => html`<li>${note}</li>`)}</ul></section>`;
}
