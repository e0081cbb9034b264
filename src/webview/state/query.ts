// The table's question to the host.
import type { PageParams, RowFilter } from '../../protocol/hostApi.ts';
import type { Filter, UiState } from './model.ts';

export type Question = Pick<PageParams, 'sort' | 'filter'>;

/** Only what is set. */
export function filterParams(f: Filter): RowFilter {
  return {
    ...(f.view === null ? {} : { view: f.view }),
    ...(f.kind === null ? {} : { kind: f.kind }),
    ...(f.words === null ? {} : { words: f.words }),
    ...(f.novelty === null ? {} : { novelty: f.novelty }),
    ...(f.percentile === null ? {} : { percentile: f.percentile }),
    ...(Object.keys(f.fields).length === 0 ? {} : { fields: f.fields }),
    ...(f.group === null ? {} : { group: f.group }),
    ...(f.decided === null ? {} : { decided: f.decided }),
    ...(f.verdict === null ? {} : { verdict: f.verdict }),
    ...(f.crossing === null ? {} : { crossing: f.crossing }),
    ...(f.text === '' ? {} : { text: f.text }),
  };
}

export function questionOf(ui: UiState): Question {
  return { sort: ui.sort, filter: filterParams(ui.filter) };
}

export function hasFilter(filter: Filter): boolean {
  return Object.keys(filterParams(filter)).length > 0;
}

export function isSameFilter(a: Filter, b: Filter): boolean {
  return JSON.stringify(filterParams(a)) === JSON.stringify(filterParams(b));
}
