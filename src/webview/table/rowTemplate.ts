// One row of the table, and its header. Texts of the dataset become text nodes only.
import { html, nothing, type TemplateResult } from 'lit';
import type { RowSummary, SortKey } from '../../protocol/hostApi.ts';
import type { Mark, Marks } from '../../protocol/marks.ts';
import { baseName, formatInteger, formatP } from '../format.ts';
import { kindLabel } from '../kinds.ts';
import type { Sort } from '../state/model.ts';
import { abstainedSentence, shownPercentile } from '../traits/words.ts';

interface Column {
  readonly id: SortKey | 'text';
  readonly label: string;
  readonly numeric?: boolean;
  readonly title?: string;
}

export const ADDS_TITLE =
  'Distinct word 4-grams that no other sample holds: what the corpus would lose without this one. Copies count as others.';
const TRAITS_TITLE =
  'Percentile among human texts of that kind and length: how many surface traits the text shares with LLM text. No verdict. Sorted by p where the corpus is calibrated.';
const ADDS_THEN_TITLE = 'Distinct word 4-grams that no other sample holds once those above are dropped.';

export const COLUMNS: readonly Column[] = [
  { id: 'line', label: 'Line', numeric: true },
  { id: 'view', label: 'View' },
  { id: 'words', label: 'Words', numeric: true },
  { id: 'novelty', label: 'Novelty', numeric: true },
  { id: 'adds', label: 'Adds', numeric: true, title: ADDS_TITLE },
  { id: 'traits', label: 'Traits', numeric: true, title: TRAITS_TITLE },
  { id: 'findings', label: 'Findings' },
  { id: 'text', label: 'Start of text' },
];

function ariaSort(id: Column['id'], sort: Sort): 'ascending' | 'descending' | 'none' {
  if (id !== sort.by) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}

export function headerRow(sort: Sort, onSort: (by: SortKey) => void): TemplateResult {
  const cell = (c: Column, i: number) => {
    const css = `cell cell-${c.id}${c.numeric ? ' num' : ''}`;
    if (c.id === 'text') return html`<div role="columnheader" aria-colindex=${i + 1} class=${css}>${c.label}</div>`;
    const by = c.id;
    const state = ariaSort(by, sort);
    const arrow = state === 'none' ? '' : state === 'ascending' ? '↑' : '↓';
    const title = by === 'adds' && sort.by === 'dropOrder' ? ADDS_THEN_TITLE : c.title;
    return html`<div role="columnheader" aria-colindex=${i + 1} aria-sort=${state} class=${css} title=${title ?? nothing}>
      <button class="sort" @click=${() => onSort(by)}>${c.label}<span class="arrow" aria-hidden="true">${arrow}</span></button>
    </div>`;
  };
  return html`<div role="row" aria-rowindex="1" class="grid-row head">${COLUMNS.map(cell)}</div>`;
}

export interface RowLook {
  readonly index: number;
  readonly active: boolean;
  readonly selected: boolean;
  /** Set when the corpus has several files. */
  readonly paths: readonly string[];
  readonly marks: Marks;
  /** `isRange`: with Shift, all rows from the one before. */
  onClick(index: number, isRange: boolean): void;
}

function place(row: RowSummary, paths: readonly string[]): TemplateResult {
  const line = formatInteger(row.line);
  if (paths.length < 2) return html`${line}`;
  const path = paths[row.file] ?? '';
  return html`<span class="file" title=${path}>${baseName(path)}</span>:${line}`;
}

export const MARK_WORDS: Record<Mark, string> = { human: 'human', llm: 'LLM' };

function markOf(row: RowSummary, marks: Marks): TemplateResult | typeof nothing {
  const mark = marks[row.hash];
  return mark
    ? html`<span class="mark-badge"><span class="sr-only">marked as </span>${MARK_WORDS[mark]}</span>`
    : nothing;
}

/** "dropped", "kept": what was decided about the sample. */
function decisionOf({ decision }: RowSummary): TemplateResult | typeof nothing {
  return decision ? html`<span class=${`badge badge-${decision}`}>${decision}</span>` : nothing;
}

/** A tick where its sample is verified; a failure stands among the findings. */
function verdictOf({ verdict }: RowSummary): TemplateResult | typeof nothing {
  if (verdict !== 'verified') return nothing;
  return html`<span class="verified-mark" title="Verified: what could be checked in the sample holds"><span aria-hidden="true">✓</span><span class="sr-only">verified</span></span>`;
}

function traitsCell({ percentile, abstained, p }: RowSummary): TemplateResult {
  if (percentile === null) {
    const why = abstained ? `Not scored. ${abstainedSentence(abstained)}` : 'Not read for traits.';
    return html`<span title=${why}>–<span class="sr-only"> not scored</span></span>`;
  }
  const title = p === null ? nothing : `p = ${formatP(p)} against your human rows`;
  return html`<span title=${title}>${shownPercentile(percentile)}</span>`;
}

export function rowTemplate(row: RowSummary | undefined, look: RowLook): TemplateResult {
  const css = `grid-row${look.active ? ' active' : ''}${look.selected ? ' selected' : ''}${row ? (row.decision ? ` ${row.decision}` : '') : ' loading'}`;
  const id = `row-${look.index}`;
  if (!row) {
    return html`<div role="row" id=${id} class=${css} aria-rowindex=${look.index + 2}>
      <div role="gridcell" class="cell" aria-colspan=${COLUMNS.length}><span class="placeholder">Loading</span></div>
    </div>`;
  }
  const findings = row.findings.map(kindLabel).join(', ');
  const novelty =
    row.novelty === null
      ? html`<span title="Too short to score">–<span class="sr-only"> not scored</span></span>`
      : row.novelty.toFixed(2);
  return html`<div role="row" id=${id} class=${css} aria-rowindex=${look.index + 2} aria-selected=${look.selected}
    @click=${(e: MouseEvent) => look.onClick(look.index, e.shiftKey)}>
    <div role="gridcell" class="cell cell-line num">${place(row, look.paths)}</div>
    <div role="gridcell" class="cell cell-view">${row.view}</div>
    <div role="gridcell" class="cell cell-words num">${formatInteger(row.words)}</div>
    <div role="gridcell" class="cell cell-novelty num">${novelty}</div>
    <div role="gridcell" class="cell cell-adds num">${formatInteger(row.adds)}</div>
    <div role="gridcell" class="cell cell-traits num">${traitsCell(row)}</div>
    <div role="gridcell" class="cell cell-findings" title=${findings || nothing}>${findings}</div>
    <div role="gridcell" class="cell cell-text" dir="auto">${decisionOf(row)}${verdictOf(row)}${markOf(row, look.marks)}<span class="start">${row.start}</span></div>
  </div>`;
}
