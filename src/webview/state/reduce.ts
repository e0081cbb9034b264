// How the panel's state follows from what happens. Pure: calls and drawing are the controller's.

import type { FindingKind } from '../../engine/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { RowDetail, RowSummary, SortKey } from '../../protocol/hostApi.ts';
import type { PanelState } from '../../protocol/panelApi.ts';
import { type BetweenAction, NO_RESULTS, reduceBetween, turned } from './between.ts';
import { type Filter, INITIAL_UI, type Layer, type Model, NO_FILTER, type Tab, type UiState } from './model.ts';
import { isSameFilter } from './query.ts';
import { type ReviewAction, reduceReview } from './review.ts';
import { IDLE } from './reviewUi.ts';

export type Action =
  | { readonly type: 'snapshot'; readonly host: PanelState }
  /** What the host kept of this panel, where the page itself had nothing. */
  | { readonly type: 'restore'; readonly ui: UiState }
  | { readonly type: 'tab'; readonly tab: Tab }
  /** Leads to the rows with this kind of finding, and to all others when null. */
  | { readonly type: 'rows-of'; readonly kind: FindingKind | null }
  /** Leads to the rows of this view in this range, and drops what else was filtered. */
  | { readonly type: 'rows-within'; readonly change: Partial<Filter> }
  | { readonly type: 'view'; readonly view: ViewName }
  | { readonly type: 'sort'; readonly by: SortKey }
  | { readonly type: 'layer'; readonly layer: Layer }
  | { readonly type: 'filter'; readonly change: Partial<Filter> }
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'clear-filter' }
  | { readonly type: 'select'; readonly index: number; readonly row: RowSummary }
  | { readonly type: 'active'; readonly index: number }
  | { readonly type: 'close-detail' }
  | { readonly type: 'top'; readonly top: number }
  | { readonly type: 'matches'; readonly total: number }
  | { readonly type: 'detail'; readonly row: number; readonly detail: RowDetail }
  | { readonly type: 'detail-failed'; readonly row: number; readonly message: string }
  | { readonly type: 'notice'; readonly message: string }
  | BetweenAction
  | ReviewAction;

/** Columns whose interesting end is the high one start with it. */
const STARTS_DESCENDING: readonly SortKey[] = ['words', 'findings', 'traits'];

const ROWS_MOVED = { active: null, top: 0 } as const;

/** While a new run has nothing to show yet, the last result stays in sight. */
function withLastReport(host: PanelState, last: PanelState | null): PanelState {
  const unfinished = host.phase === 'running' || host.phase === 'cancelled';
  if (!unfinished || host.report || !last?.report) return host;
  if (last.title !== host.title || last.generation !== host.generation) return host;
  const { report, rows, about, preview, updating } = last;
  return {
    ...host,
    report,
    ...(rows === undefined ? {} : { rows }),
    ...(about === undefined ? {} : { about }),
    ...(preview === undefined ? {} : { preview }),
    ...(updating === undefined ? {} : { updating }),
  };
}

function snapshot(model: Model, sent: PanelState): Model {
  const host = withLastReport(sent, model.host);
  // What a call failed on often starts a run, as "edited since it was inspected" does: the sentence stands until that is over.
  const starts = host.phase === 'running' && host.generation === model.host?.generation;
  const next: Model = { ...model, host, notice: starts ? model.notice : null };
  if (model.ui.title === host.title) return turned(next, host.between);
  // Another corpus: what was chosen for the last one means nothing here. The first snapshot may belong to saved state.
  const fresh: Model = {
    ...next,
    ui: { ...INITIAL_UI, title: host.title },
    typed: '',
    detail: { status: 'none' },
    matches: null,
    whatIf: IDLE,
    results: NO_RESULTS,
    said: null,
  };
  return turned(fresh, host.between);
}

function filtered(model: Model, filter: Filter): Model {
  return isSameFilter(model.ui.filter, filter)
    ? model
    : { ...model, matches: null, said: null, ui: { ...model.ui, filter, ...ROWS_MOVED } };
}

export function reduce(model: Model, action: Action): Model {
  const { ui } = model;
  switch (action.type) {
    case 'snapshot':
      return snapshot(model, action.host);
    case 'restore':
      return { ...model, ui: action.ui, typed: action.ui.filter.text };
    case 'tab':
      return ui.tab === action.tab ? model : { ...model, said: null, ui: { ...ui, tab: action.tab } };
    case 'rows-of': {
      const next = filtered(model, { ...ui.filter, kind: action.kind });
      return { ...next, ui: { ...next.ui, tab: 'samples' } };
    }
    case 'rows-within': {
      const next = filtered(model, { ...NO_FILTER, ...action.change });
      return { ...next, typed: next.ui.filter.text, ui: { ...next.ui, tab: 'samples' } };
    }
    case 'view':
      return { ...model, ui: { ...ui, view: action.view } };
    case 'sort': {
      const again = ui.sort.by === action.by;
      const descending = again ? !ui.sort.descending : STARTS_DESCENDING.includes(action.by);
      // The drop order lists other rows than the rest, so the number of rows is not known any more.
      const matches = ui.sort.by === 'dropOrder' || action.by === 'dropOrder' ? null : model.matches;
      return { ...model, matches, ui: { ...ui, sort: { by: action.by, descending }, ...ROWS_MOVED } };
    }
    case 'layer':
      return { ...model, ui: { ...ui, layer: action.layer } };
    case 'filter': {
      const next = filtered(model, { ...ui.filter, ...action.change });
      return action.change.text === '' && next !== model ? { ...next, typed: '' } : next;
    }
    case 'typed':
      return { ...model, typed: action.text };
    case 'clear-filter':
      return { ...filtered(model, NO_FILTER), typed: '' };
    case 'select': {
      const { row, line, view, hash } = action.row;
      const same = ui.selected?.row === row && model.detail.status === 'ready';
      return {
        ...model,
        ui: { ...ui, selected: { row, line, view, hash }, active: action.index },
        detail: same ? model.detail : { status: 'loading' },
      };
    }
    case 'active':
      return { ...model, ui: { ...ui, active: action.index } };
    case 'close-detail':
      return { ...model, ui: { ...ui, selected: null }, detail: { status: 'none' } };
    case 'top':
      return { ...model, ui: { ...ui, top: action.top } };
    case 'matches':
      return { ...model, matches: action.total };
    case 'detail': {
      const { selected } = ui;
      if (selected?.row !== action.row) return model;
      // After an inspection the number may stand for another sample: the table looks for this one, and selects again.
      if (selected.hash !== '' && selected.hash !== action.detail.hash)
        return { ...model, detail: { status: 'loading' } };
      if (selected.hash === '' && (selected.line !== action.detail.line || selected.view !== action.detail.view)) {
        return { ...model, ui: { ...ui, selected: null }, detail: { status: 'none' } };
      }
      const here = { ...selected, line: action.detail.line };
      return { ...model, ui: { ...ui, selected: here }, detail: { status: 'ready', detail: action.detail } };
    }
    case 'detail-failed':
      if (ui.selected?.row !== action.row) return model;
      return { ...model, detail: { status: 'failed', message: action.message } };
    case 'notice':
      return { ...model, notice: action.message };
    case 'result':
    case 'drawn-steps':
    case 'shifts':
      return reduceBetween(model, action);
    case 'groups':
    case 'choose-group':
    case 'ask-what-if':
    case 'what-if':
    case 'said':
      return reduceReview(model, action);
  }
}
