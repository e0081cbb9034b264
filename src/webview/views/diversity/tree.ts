// Two levels as grouped bars: a bar per verb, cut into its objects, which are also written out below it.
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Detail } from '../../../engine/report.ts';
import { formatInteger, formatPercent } from '../../format.ts';
import type { ShownMetric } from '../../metricText.ts';

type Tree = Extract<Detail, { type: 'tree' }>;
type Row = Tree['rows'][number];

const MAX_ROWS = 20;
const HEIGHT = 12;

export interface Segment {
  readonly label: string;
  readonly count: number;
  readonly share: number;
  /** Percent of the longest bar. */
  readonly from: number;
  readonly width: number;
}

/** The objects of a verb end to end; what they leave of the verb is "other". */
export function segmentsOf(row: Row, most: number): Segment[] {
  const named = row.children.reduce((sum, child) => sum + child.count, 0);
  const rest = row.count - named;
  const share = row.count > 0 ? (row.share * rest) / row.count : 0;
  const parts = rest > 0 ? [...row.children, { label: 'other', count: rest, share }] : row.children;
  let at = 0;
  return parts.map((part) => {
    const width = (part.count / Math.max(most, 1)) * 100;
    const segment = { ...part, from: at, width };
    at += width;
    return segment;
  });
}

function rowView(row: Row, most: number): TemplateResult {
  const segments = segmentsOf(row, most);
  const title = (s: Segment) => `${row.label} · ${s.label}: ${formatInteger(s.count)} (${formatPercent(s.share)})`;
  return html`<li>
    <span class="verb quote" dir="auto">${row.label}</span>
    <span class="num">${formatInteger(row.count)}</span><span class="num">${formatPercent(row.share)}</span>
    <svg class="tree-bar" aria-hidden="true" width="100%" height=${HEIGHT}>${segments.map(
      (
        s,
        i,
      ) => svg`<rect class=${i % 2 === 0 ? 'part' : 'part part-odd'} x="${s.from}%" width="${s.width}%" height=${HEIGHT}>
        <title>${title(s)}</title></rect>`,
    )}</svg>
    <ul class="objects">${segments.map(
      (s) => html`<li><bdi>${s.label}</bdi> <span class="muted">${formatInteger(s.count)}</span></li>`,
    )}</ul>
  </li>`;
}

export function treeView(m: ShownMetric, { rows }: Tree): TemplateResult {
  const shown = rows.slice(0, MAX_ROWS);
  const most = Math.max(...shown.map((r) => r.count), 1);
  return html`<p class="muted note axis-words">Bar: how often the pair was counted; right: count and share of all.</p>
    <ul class="tree" aria-label=${m.label}>${shown.map((row) => rowView(row, most))}</ul>
    ${rows.length > MAX_ROWS ? html`<p class="muted note">${formatInteger(rows.length - MAX_ROWS)} more are not shown.</p>` : nothing}`;
}
