// The metrics of each group of samples that share a field's value: a line per group, a dot per number.
import { html, nothing, type TemplateResult } from 'lit';
import type { About } from '../../../engine/metric.ts';
import type { Groups } from '../../../engine/report.ts';
import { formatCompact, formatInteger } from '../../format.ts';
import { directionText, formatMetric } from '../../metricText.ts';
import { scaleOf } from '../../strip.ts';

type Abouts = Readonly<Record<string, About>>;
type Row = Groups['rows'][number];

/** The columns that answer most questions; the others follow in the order of the words. */
const FIRST = ['distinct-3', 'mattr', 'gzip-ratio', 'novelty', 'self-repetition', 'homogenisation'];
/** They have columns of their own. */
const SIZES = ['samples', 'words'];

/** Metrics that at least one group has a number for, in the order of the columns. */
export function groupColumns({ rows }: Groups, abouts: Abouts): string[] {
  const ids = new Set(rows.flatMap((r) => Object.keys(r.metrics).filter((id) => r.metrics[id]?.value != null)));
  for (const id of SIZES) ids.delete(id);
  const order = [...FIRST, ...Object.keys(abouts)];
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...ids].sort((a, b) => place(a) - place(b));
}

/** Percent from less to more varied, within the column; null where the group has no number. */
export function dotAt(rows: readonly Row[], id: string, row: Row, about: About | undefined): number | null {
  const value = row.metrics[id]?.value ?? null;
  if (value === null) return null;
  const values = rows.flatMap((r) => r.metrics[id]?.value ?? []);
  return scaleOf(values, about?.better ?? 'neither')(value);
}

function cell(rows: readonly Row[], id: string, row: Row, about: About | undefined): TemplateResult {
  const at = dotAt(rows, id, row, about);
  return html`<td class="num">${formatMetric(row.metrics[id]?.value ?? null, about?.format)}${
    at === null
      ? nothing
      : html`<svg class="dot-strip" aria-hidden="true" width="100%" height="8">
          <line class="strip-axis" x1="0" x2="100%" y1="4" y2="4"></line><circle class="dot" cx="${at}%" cy="4" r="3"></circle>
        </svg>`
  }</td>`;
}

export function groupsView(groups: Groups, abouts: Abouts): TemplateResult {
  const { by, words, rows, note } = groups;
  const columns = groupColumns(groups, abouts);
  const title = `By ${by}`;
  const about = (id: string) => (Object.hasOwn(abouts, id) ? abouts[id] : undefined);
  return html`<section class="card section" aria-labelledby="section-groups">
    <div class="card-head"><h2 id="section-groups">${title}</h2>
      <span class="headline">each group measured on ${formatInteger(words)} words</span></div>
    ${
      rows.length === 0
        ? html`<p class="muted note">No group could be measured.</p>`
        : html`<div class="scroll" role="region" tabindex="0" aria-label=${`Table by ${by}`}>
          <table class="groups">
            <thead><tr><th scope="col">${by}</th><th scope="col" class="num">Samples</th><th scope="col" class="num">Words</th>
              ${columns.map(
                (
                  id,
                ) => html`<th scope="col" class="num" title=${[about(id)?.explains, directionText(about(id)?.better ?? 'neither')].filter(Boolean).join(' ') || nothing}>
                  ${about(id)?.label ?? id}</th>`,
              )}</tr></thead>
            <tbody>${rows.map(
              (row) => html`<tr>
                <th scope="row" title=${row.label}><span class="quote" dir="auto">${row.label === '' ? '(empty)' : row.label}</span></th>
                <td class="num">${formatInteger(row.samples)}</td><td class="num">${formatCompact(row.words)}</td>
                ${columns.map((id) => cell(rows, id, row, about(id)))}
              </tr>`,
            )}</tbody>
          </table>
        </div>
        <p class="muted note">Dots: each column on its own scale, further right is more varied.</p>`
    }
    ${note ? html`<p class="muted note">${note}</p>` : nothing}
  </section>`;
}
