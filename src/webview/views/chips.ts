// What is filtered, one chip each; a click takes it away.
import { html, nothing, type TemplateResult } from 'lit';
import type { BinnedColumn } from '../../protocol/reviewApi.ts';
import { formatInteger } from '../format.ts';
import { kindLabel } from '../kinds.ts';
import { COLUMN_LABELS, rangeText } from '../rangeText.ts';
import type { Controller } from '../state/controller.ts';
import type { Filter, Model } from '../state/model.ts';
import { hasFilter } from '../state/query.ts';
import { TRAIT_WORDS } from '../verification/words.ts';

export interface FilterChip {
  readonly name: string;
  readonly value: string;
  /** Takes it away. */
  readonly change: Partial<Filter>;
}

export const DECIDED_LABELS: Readonly<Record<NonNullable<Filter['decided']>, string>> = {
  open: 'open findings',
  dropped: 'dropped',
  kept: 'kept',
};

const RANGES: readonly BinnedColumn[] = ['words', 'novelty', 'percentile'];

export function chipsOf(f: Filter): FilterChip[] {
  const chips: FilterChip[] = [];
  const add = (name: string, value: string, change: Partial<Filter>) => chips.push({ name, value, change });
  if (f.text !== '') add('Search', `“${f.text}”`, { text: '' });
  if (f.view !== null) add('View', f.view, { view: null });
  if (f.kind !== null) add('Findings', f.kind === 'any' ? 'any' : kindLabel(f.kind), { kind: null });
  for (const column of RANGES) {
    const range = f[column];
    if (range !== null) add(COLUMN_LABELS[column], rangeText(column, range), { [column]: null });
  }
  for (const [field, value] of Object.entries(f.fields)) {
    const { [field]: _, ...fields } = f.fields;
    add(field, value, { fields });
  }
  if (f.group !== null) {
    const isNear = f.group.kind === 'near-duplicate';
    add(isNear ? 'Cluster' : 'Copies', isNear ? formatInteger(f.group.id) : 'one group', { group: null });
  }
  if (f.decided !== null) add('Decision', DECIDED_LABELS[f.decided], { decided: null });
  if (f.verdict !== null) add('Verification', f.verdict, { verdict: null });
  if (f.crossing !== null) {
    const { traits, novelty } = f.crossing;
    if (traits) add('LLM traits', TRAIT_WORDS[traits], { crossing: novelty ? { novelty } : null });
    if (novelty) add('Novelty', novelty, { crossing: traits ? { traits } : null });
  }
  return chips;
}

/** The next chip takes the focus of one that went, else the search does. */
function refocus(at: number): void {
  requestAnimationFrame(() => {
    const left = document.querySelectorAll<HTMLElement>('.filter-chip');
    const next = left[Math.min(at, left.length - 1)] ?? document.querySelector<HTMLElement>('.filters .search');
    next?.focus();
  });
}

export function chipsView(model: Model, c: Controller): TemplateResult | typeof nothing {
  const { filter } = model.ui;
  if (!hasFilter(filter)) return nothing;
  const chip = ({ name, value, change }: FilterChip, at: number) => {
    const remove = () => {
      c.dispatch({ type: 'filter', change });
      refocus(at);
    };
    return html`<li><button class="chip filter-chip" title="Remove this filter" @click=${remove}><span class="sr-only">Remove filter </span
      ><span class="chip-name">${name}:</span> <bdi class="chip-value">${value}</bdi><span aria-hidden="true" class="chip-x">×</span></button></li>`;
  };
  return html`<ul class="filter-chips" aria-label="Filters">${chipsOf(filter).map(chip)}</ul>`;
}
