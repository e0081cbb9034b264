// What the table shows: search, view, kind, fields, and how many rows are left.
import { html, nothing, type TemplateResult } from 'lit';
import type { FindingKind } from '../../engine/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { Verdict } from '../../protocol/verifyApi.ts';
import { formatInteger } from '../format.ts';
import { isKind, kindLabel } from '../kinds.ts';
import type { Controller } from '../state/controller.ts';
import type { Model } from '../state/model.ts';
import { hasFilter } from '../state/query.ts';
import { countedKinds } from '../summary.ts';
import { VERDICTS } from '../verification/words.ts';
import type { AddFilterActions } from './addFilter.ts';
import './addFilter.ts';
import { hasNoRow } from './problems.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

function select(
  label: string,
  options: readonly Option[],
  chosen: string,
  change: (value: string) => void,
): TemplateResult {
  const onChange = (e: Event) => change((e.target as HTMLElement & { value: string }).value);
  return html`<vscode-single-select label=${label} .value=${chosen} @change=${onChange}>
    ${options.map((o) => html`<vscode-option value=${o.value} ?selected=${o.value === chosen}>${o.label}</vscode-option>`)}
  </vscode-single-select>`;
}

const DROP_TITLE =
  'The samples that the corpus would miss least, in the order in which to drop them: the one that adds least first, counted anew after each.';

function dropOrderChip(model: Model, c: Controller): TemplateResult {
  const on = model.ui.sort.by === 'dropOrder';
  return html`<button class="chip" aria-pressed=${on} title=${DROP_TITLE}
    @click=${() => c.dispatch({ type: 'sort', by: on ? 'line' : 'dropOrder' })}>Adds least, recounted${on ? html`<span aria-hidden="true"> ×</span>` : nothing}</button>`;
}

function countText(model: Model): string {
  if (model.ui.sort.by === 'dropOrder') {
    return model.matches === null ? 'Counting…' : `the first ${formatInteger(model.matches)} to drop`;
  }
  const rows = model.host?.rows ?? 0;
  if (!hasFilter(model.ui.filter)) return `${formatInteger(model.matches ?? rows)} rows`;
  return model.matches === null ? 'Searching…' : `${formatInteger(model.matches)} of ${formatInteger(rows)} rows`;
}

const actionsOf = new WeakMap<Controller, AddFilterActions>();

function addFilterActions(c: Controller): AddFilterActions {
  const known = actionsOf.get(c);
  if (known) return known;
  const actions: AddFilterActions = {
    fields: (signal) => c.options.host.fieldValues({}, { signal }),
    choose: (chosen) => {
      const { fields } = c.model.ui.filter;
      const change = 'field' in chosen ? { fields: { ...fields, [chosen.field]: chosen.value } } : chosen;
      c.dispatch({ type: 'filter', change });
    },
  };
  actionsOf.set(c, actions);
  return actions;
}

export function filtersView(model: Model, c: Controller): TemplateResult {
  const { filter } = model.ui;
  const report = model.host!.report!;
  const views = Object.keys(report.views) as ViewName[];
  const kinds = countedKinds(report).filter((k) => !hasNoRow(k.kind));
  const known = filter.kind === null || filter.kind === 'any' || kinds.some((k) => k.kind === filter.kind);
  const kindOptions = [
    { value: '', label: 'All rows' },
    { value: 'any', label: 'With any finding' },
    ...kinds.map((k) => ({ value: k.kind, label: kindLabel(k.kind) })),
    ...(known ? [] : [{ value: filter.kind, label: kindLabel(filter.kind) }]),
  ];
  const clear = () => {
    c.dispatch({ type: 'clear-filter' });
    // The button goes away with the filters.
    document.querySelector<HTMLElement>('.filters .search')?.focus();
  };
  const input = (e: Event) => c.search((e.target as HTMLInputElement).value);
  return html`<div class="filters" role="search" aria-label="Filter the samples">
    <vscode-textfield class="search" type="search" label="Search the text" placeholder="Search the text" .value=${model.typed}
      @input=${input}></vscode-textfield>
    ${
      views.length > 1
        ? select(
            'View',
            [{ value: '', label: 'All views' }, ...views.map((v) => ({ value: v, label: v }))],
            filter.view ?? '',
            (v) => c.dispatch({ type: 'filter', change: { view: (v || null) as ViewName | null } }),
          )
        : nothing
    }
    ${select('Findings', kindOptions, filter.kind ?? '', (v) =>
      c.dispatch({ type: 'filter', change: { kind: v === 'any' || isKind(v) ? (v as FindingKind | 'any') : null } }),
    )}
    ${
      report.verification
        ? select(
            'Verification',
            [{ value: '', label: 'Verified or not' }, ...VERDICTS.map((v) => ({ value: v, label: v }))],
            filter.verdict ?? '',
            (v) => c.dispatch({ type: 'filter', change: { verdict: (v || null) as Verdict | null } }),
          )
        : nothing
    }
    <ci-add-filter .generation=${model.host!.generation} .actions=${addFilterActions(c)}></ci-add-filter>
    ${dropOrderChip(model, c)}
    <span class="count tabular">${countText(model)}</span>${
      hasFilter(filter) ? html`<button class="link" @click=${clear}>Clear filters</button>` : nothing
    }
  </div>`;
}
