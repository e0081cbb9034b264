// What the panel knows: the host's last snapshot, and what the person chose in this panel.
import type { FindingKind } from '../../engine/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { Range, RowDetail, RowFilter, SortKey } from '../../protocol/hostApi.ts';
import type { PanelState } from '../../protocol/panelApi.ts';
import type { GroupRef } from '../../protocol/reviewApi.ts';
import type { CrossingFilter, Verdict } from '../../protocol/verifyApi.ts';
import { type BetweenUi, INITIAL_BETWEEN, NO_RESULTS, type Results } from './between.ts';
import { type ClustersUi, IDLE, INITIAL_CLUSTERS, NOTHING_ASKED, type WhatIfState, type WhatIfUi } from './reviewUi.ts';

export interface Sort {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** Null stands for "no filter". */
export interface Filter {
  readonly view: ViewName | null;
  readonly kind: FindingKind | 'any' | null;
  readonly words: Range | null;
  /** 0..1 */
  readonly novelty: Range | null;
  /** 0..100 */
  readonly percentile: Range | null;
  /** Field → value; empty for none. */
  readonly fields: Readonly<Record<string, string>>;
  readonly group: GroupRef | null;
  readonly decided: NonNullable<RowFilter['decided']> | null;
  readonly verdict: Verdict | null;
  readonly crossing: CrossingFilter | null;
  readonly text: string;
}

/** `line` and `view` tell whether a row number still means the same sample after a new result. */
export interface Selected {
  readonly row: number;
  readonly line: number;
  readonly view: ViewName;
  /** Of its text: where it is after an inspection. */
  readonly hash: string;
}

/** The panel's tabs, in their order. */
export const TABS = ['overview', 'diversity', 'samples', 'clusters', 'traits', 'compare'] as const;
export type Tab = (typeof TABS)[number];

/** What is underlined in a sample's text. */
export const LAYERS = ['repeats', 'traits'] as const;
export type Layer = (typeof LAYERS)[number];

/** What survives hiding and reload. */
export interface UiState {
  /** The corpus this was chosen for. */
  readonly title: string;
  readonly tab: Tab;
  /** The view whose metrics are shown; null: the first of the report. */
  readonly view: ViewName | null;
  readonly sort: Sort;
  readonly filter: Filter;
  readonly layer: Layer;
  readonly selected: Selected | null;
  /** Position of the keyboard's row in the sorted, filtered table. */
  readonly active: number | null;
  /** First visible row of the table, with its fraction. */
  readonly top: number;
  readonly clusters: ClustersUi;
  readonly whatIf: WhatIfUi;
  readonly between: BetweenUi;
}

export type DetailState =
  | { readonly status: 'none' }
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly detail: RowDetail }
  | { readonly status: 'failed'; readonly message: string };

export interface Model {
  readonly host: PanelState | null;
  readonly ui: UiState;
  readonly detail: DetailState;
  /** What stands in the search box; `ui.filter.text` follows when typing pauses. */
  readonly typed: string;
  /** Rows that pass the filter, once known. */
  readonly matches: number | null;
  /** A call that failed, in one sentence; cleared by the next snapshot that does not just tell of a run. */
  readonly notice: string | null;
  readonly whatIf: WhatIfState;
  /** Results of the tab Compare that were fetched. */
  readonly results: Results;
  /** What the last key or button did; cleared when something else is looked at. */
  readonly said: string | null;
}

export const NO_FILTER: Filter = {
  view: null,
  kind: null,
  words: null,
  novelty: null,
  percentile: null,
  fields: {},
  group: null,
  decided: null,
  verdict: null,
  crossing: null,
  text: '',
};

export const INITIAL_UI: UiState = {
  title: '',
  tab: 'overview',
  view: null,
  sort: { by: 'line', descending: false },
  filter: NO_FILTER,
  layer: 'repeats',
  selected: null,
  active: null,
  top: 0,
  clusters: INITIAL_CLUSTERS,
  whatIf: NOTHING_ASKED,
  between: INITIAL_BETWEEN,
};

export function initialModel(ui: UiState = INITIAL_UI): Model {
  return {
    host: null,
    ui,
    typed: ui.filter.text,
    detail: { status: 'none' },
    matches: null,
    notice: null,
    whatIf: IDLE,
    results: NO_RESULTS,
    said: null,
  };
}

/** The view whose metrics are shown: the chosen one where the report holds it, else the busiest (most words). */
export function shownView(model: Model): ViewName | null {
  const views = model.host?.report?.views ?? {};
  const names = Object.keys(views) as ViewName[];
  if (model.ui.view && names.includes(model.ui.view)) return model.ui.view;
  const words = (name: ViewName) => views[name]?.metrics.words?.value ?? 0;
  return names.sort((a, b) => words(b) - words(a))[0] ?? null;
}

/** The report is one of a part of the corpus: its numbers are estimates. */
export function isPreview({ host }: Model): boolean {
  return host?.preview !== undefined && host.preview.done < host.preview.of;
}
