// One group in the list, and its header. Texts of the dataset become text nodes only.
import { html, nothing, type TemplateResult } from 'lit';
import type { GroupSummary } from '../../protocol/reviewApi.ts';
import { formatInteger } from '../format.ts';

const COLUMNS = [
  { id: 'size', label: 'Size', by: 'size', title: 'Rows of the group' },
  { id: 'droppable', label: 'Can go', by: null, title: 'Rows that a kept row covers' },
  { id: 'line', label: 'Line', by: 'line', title: 'Of the row that stands for the group' },
  { id: 'view', label: 'View', by: null, title: null },
  { id: 'text', label: 'What stays', by: null, title: null },
] as const;
export const GROUP_COLUMNS = COLUMNS.length;
const NUMBERS: readonly string[] = ['size', 'droppable', 'line'];

export function groupHead(sort: 'size' | 'line', onSort: (by: 'size' | 'line') => void): TemplateResult {
  const cell = (c: (typeof COLUMNS)[number], i: number) => {
    const css = `cell group-${c.id}${NUMBERS.includes(c.id) ? ' num' : ''}`;
    const { by } = c;
    if (!by) {
      return html`<div role="columnheader" aria-colindex=${i + 1} class=${css} title=${c.title ?? nothing}><strong>${c.label}</strong></div>`;
    }
    const state = by !== sort ? 'none' : by === 'size' ? 'descending' : 'ascending';
    const arrow = { none: '', descending: '↓', ascending: '↑' }[state];
    return html`<div role="columnheader" aria-colindex=${i + 1} aria-sort=${state} class=${css} title=${c.title}>
      <button class="sort" @click=${() => onSort(by)}>${c.label}<span class="arrow" aria-hidden="true">${arrow}</span></button>
    </div>`;
  };
  return html`<div role="row" aria-rowindex="1" class="grid-row group-row head">${COLUMNS.map(cell)}</div>`;
}

export interface GroupLook {
  readonly index: number;
  readonly active: boolean;
  onClick(index: number): void;
}

export function groupTemplate(group: GroupSummary | undefined, look: GroupLook): TemplateResult {
  const css = `grid-row group-row${look.active ? ' active selected' : ''}${group ? '' : ' loading'}`;
  const id = `group-${look.index}`;
  if (!group) {
    return html`<div role="row" id=${id} class=${css} aria-rowindex=${look.index + 2}>
      <div role="gridcell" class="cell" aria-colspan=${GROUP_COLUMNS}><span class="placeholder">Loading</span></div>
    </div>`;
  }
  return html`<div role="row" id=${id} class=${css} aria-rowindex=${look.index + 2} aria-selected=${look.active}
    @click=${() => look.onClick(look.index)}>
    <div role="gridcell" class="cell num group-size">${formatInteger(group.size)}</div>
    <div role="gridcell" class="cell num group-droppable">${formatInteger(group.droppable)}</div>
    <div role="gridcell" class="cell num group-line">${formatInteger(group.keeper.line)}</div>
    <div role="gridcell" class="cell group-view">${group.view}</div>
    <div role="gridcell" class="cell group-text" dir="auto">${group.keeper.start}</div>
  </div>`;
}
