// Samples that stayed, came, went or were edited from each snapshot to the next.
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ComparisonReport, ComparisonStep } from '../../../engine/compare/report.ts';
import { formatInteger } from '../../format.ts';
import { stepName } from './words.ts';

const PARTS = ['same', 'changed', 'added', 'removed'] as const;
type Part = (typeof PARTS)[number];

const HEIGHT = 10;

function bar(changes: NonNullable<ComparisonStep['changes']>, most: number): TemplateResult {
  let at = 0;
  const pieces = PARTS.map((part) => {
    const from = at;
    const width = (changes[part] / Math.max(1, most)) * 100;
    at += width;
    return { part, from, width };
  });
  return html`<svg class="changes-bar" aria-hidden="true" width="100%" height=${HEIGHT}>${pieces.map(
    ({ part, from, width }) =>
      svg`<rect class="part-${part}" x="${from}%" y="0.5" width="${width}%" height=${HEIGHT - 1}></rect>`,
  )}</svg>`;
}

const total = (changes: Record<Part, number>) => PARTS.reduce((sum, part) => sum + changes[part], 0);

export function changesView(report: ComparisonReport): TemplateResult | typeof nothing {
  const known = report.steps.flatMap(({ changes }, i) => (changes ? [{ i, changes }] : []));
  if (known.length === 0) return nothing;
  // Generations share nothing: a table of it would stand before what matters.
  if (known.every(({ changes }) => changes.same + changes.changed === 0)) {
    return html`<p class="muted note shares-nothing">No sample of one snapshot stands in the next, not even changed.</p>`;
  }
  const most = Math.max(...known.map(({ changes }) => total(changes)));
  return html`<section class="part"><h3>Samples from one snapshot to the next</h3>
    <div class="scroll" role="region" tabindex="0" aria-label="Samples from one snapshot to the next">
    <table class="plain-table changes-table">
      <thead><tr><th scope="col">step</th>${PARTS.map(
        (part) =>
          html`<th scope="col" class="num"><svg class="key" aria-hidden="true" width="10" height="10"><rect class=${`part-${part}`} x="0.5" y="0.5" width="9" height="9"></rect></svg> ${part}</th>`,
      )}<th scope="col" class="changes-cell"><span class="sr-only">shares</span></th></tr></thead>
      <tbody>${known.map(
        ({ i, changes }) => html`<tr>
          <th scope="row">${stepName(report, i - 1)} → ${stepName(report, i)}</th>
          ${PARTS.map((part) => html`<td class="num">${formatInteger(changes[part])}</td>`)}
          <td class="changes-cell">${bar(changes, most)}</td></tr>`,
      )}</tbody>
    </table></div>
    <p class="muted note">By content, wherever a sample stands; changed ones are near-duplicates of one that is gone.</p>
  </section>`;
}
