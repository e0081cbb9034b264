// Convergence between groups: how alike samples of two groups are, as numbers on shades.
import { html, nothing, type TemplateResult } from 'lit';
import type { ComparisonReport } from '../../../engine/compare/report.ts';
import { formatInteger } from '../../format.ts';

type Convergence = NonNullable<ComparisonReport['convergence']>;

const SHADES = 8;

/** 0..SHADES: of the range of what is known, so that small differences show. */
export function shadeOf(mean: number, [low, high]: readonly [number, number]): number {
  return high > low ? Math.round(((mean - low) / (high - low)) * SHADES) : 0;
}

function rangeOf({ means }: Convergence): readonly [number, number] {
  const known = means.flat().filter((mean) => mean !== null);
  return known.length > 0 ? [Math.min(...known), Math.max(...known)] : [0, 0];
}

const labelOf = (label: string) => (label === '' ? '(empty)' : label);

export function heatMapView(convergence: Convergence): TemplateResult {
  const { by, groups, means, note } = convergence;
  const range = rangeOf(convergence);
  const cell = (mean: number | null, row: number, column: number) => {
    if (mean === null) return html`<td class="num heat muted" title="too few samples">–</td>`;
    const title = `${labelOf(groups[row]!.label)} and ${labelOf(groups[column]!.label)}: ${mean.toFixed(3)}`;
    return html`<td class=${`num heat heat-${shadeOf(mean, range)}${row === column ? ' heat-own' : ''}`} title=${title}>${mean.toFixed(3)}</td>`;
  };
  return html`<p class="muted note">Mean ROUGE-L between samples of two groups by ${by}; within a group in bold. Darker and higher is more alike: groups that converge grow as alike as one.</p>
    <div class="scroll" role="region" tabindex="0" aria-label=${`Convergence by ${by}`}>
    <table class="heat-map">
      <caption class="sr-only">Mean ROUGE-L between samples of groups by ${by}</caption>
      <thead><tr><td></td>${groups.map((g) => html`<th scope="col" class="num"><bdi class="group-name" title=${g.label}>${labelOf(g.label)}</bdi></th>`)}
        <th scope="col" class="num muted">samples</th></tr></thead>
      <tbody>${groups.map(
        (g, row) => html`<tr><th scope="row"><bdi class="group-name" title=${g.label}>${labelOf(g.label)}</bdi></th>
          ${means[row]?.map((mean, column) => cell(mean, row, column)) ?? nothing}
          <td class="num muted" title=${`${formatInteger(g.drawn)} drawn`}>${formatInteger(g.samples)}</td></tr>`,
      )}</tbody>
    </table></div>
    ${note ? html`<p class="muted note">${note}</p>` : nothing}`;
}
