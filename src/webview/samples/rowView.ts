// One row of the sample editor: its line, what was found and decided, and its text.
import { html, nothing, type TemplateResult } from 'lit';
import type { RawRow } from '../../protocol/samplesApi.ts';
import type { SampleFinding } from '../../protocol/samplesPanelApi.ts';
import { formatInteger } from '../format.ts';
import { kindLabel } from '../kinds.ts';
import { closeIcon, infoIcon, warningIcon } from '../views/icons.ts';
import { marked, type Needle } from './highlight.ts';
import { parseRow } from './jsonTree.ts';
import type { RowNotes } from './rowStore.ts';
import { textView, treeView } from './rowTree.ts';

/** Rows with more text or more lines than this show their head until somebody wants the rest. */
const LONG_CHARS = 2400;
const LONG_LINES = 26;

export interface RowParts {
  readonly index: number;
  readonly row: RawRow | undefined;
  readonly notes: RowNotes;
  readonly json: boolean;
  readonly selected: boolean;
  readonly expanded: boolean;
  readonly needle: Needle | null;
  readonly actions: RowActions;
}

export interface RowActions {
  toggle(row: number): void;
  more(row: number): void;
}

export function rowView(parts: RowParts): TemplateResult {
  const { index, row, notes, selected } = parts;
  const dropped = notes.decision === 'dropped';
  const severity = notes.findings.some(({ kind }) => kind === 'invalid') ? 'warning' : 'info';
  const flag = notes.findings.length > 0 ? ` flagged ${severity}` : '';
  const css = `row${flag}${selected ? ' selected' : ''}${dropped ? ' dropped' : ''}`;
  return html`<div role="row" class=${css} id="row-${index}" data-row=${index} aria-rowindex=${index + 1}
      aria-selected=${selected} aria-label=${nameOf(index, row, notes)}>
    <div role="gridcell" class="cell">
      <div class="head"><span class="line">${formatInteger(index + 1)}</span>${decisionView(notes)}</div>
      <div class="body">${notes.findings.map(findingView)}${row ? bodyView(parts, row) : html`<div class="loading">Loading…</div>`}</div>
    </div>
  </div>`;
}

function bodyView(parts: RowParts, row: RawRow): TemplateResult {
  const { index, expanded, actions } = parts;
  const isLong = row.raw.length > LONG_CHARS || breaksIn(row.raw) > LONG_LINES;
  const size = `${formatInteger(row.raw.length)} of about ${formatInteger(row.bytes)} bytes`;
  return html`<div class="sample${isLong && !expanded ? ' folded' : ''}">${sampleView(parts, row)}</div>
    ${isLong ? html`<button class="link" tabindex="-1" @click=${() => actions.toggle(index)}>${expanded ? 'Show less' : 'Show all'}</button>` : nothing}
    ${
      row.truncated && (expanded || !isLong)
        ? html`<p class="cut muted">Cut: the first ${formatInteger(row.raw.length)} characters of ${formatInteger(row.bytes)} bytes are shown.
        ${row.raw.length < 100_000 ? html`<button class="link" tabindex="-1" title=${size} @click=${() => actions.more(index)}>Show more</button>` : nothing}</p>`
        : nothing
    }`;
}

function sampleView({ json, needle, notes }: RowParts, row: RawRow) {
  if (row.raw.trim() === '') return html`<span class="muted">blank line</span>`;
  if (!json) return textView(row.raw, needle);
  const parsed = parseRow(row.raw, row.truncated);
  if ('node' in parsed) return treeView(parsed.node, needle);
  const isTold = notes.findings.some(({ kind }) => kind === 'invalid');
  const problem = html`<p class="problem">${warningIcon}
    <span>Not JSON, column ${formatInteger(parsed.column)}: ${parsed.problem}.</span></p>`;
  return html`${isTold ? nothing : problem}<div class="text raw" dir="auto">${marked(row.raw, needle)}</div>`;
}

function findingView({ kind, message }: SampleFinding): TemplateResult {
  return html`<p class="finding">${kind === 'invalid' ? warningIcon : infoIcon}<span><strong>${kindLabel(kind)}</strong> ${message}</span></p>`;
}

function decisionView({ decision }: RowNotes): TemplateResult | typeof nothing {
  if (decision === 'dropped') return html`<span class="decision">${closeIcon} dropped</span>`;
  return decision === 'kept' ? html`<span class="decision">kept</span>` : nothing;
}

/** What a screen reader says of the row. */
function nameOf(index: number, row: RawRow | undefined, { findings, decision }: RowNotes): string {
  const parts = [`Line ${formatInteger(index + 1)}`];
  if (decision) parts.push(decision);
  for (const { kind, message } of findings) parts.push(`${kindLabel(kind)}: ${message}`);
  parts.push(row ? row.raw.slice(0, 300) || 'blank' : 'loading');
  return parts.join('. ');
}

function breaksIn(raw: string): number {
  let n = 0;
  for (let at = raw.indexOf('\\n'); at >= 0 && n <= LONG_LINES; at = raw.indexOf('\\n', at + 2)) n++;
  return n;
}
