// The table's question to the host.
import type { PageParams } from '../../protocol/hostApi.ts';
import type { Filter, UiState } from './model.ts';

export type Question = Pick<PageParams, 'sort' | 'filter'>;

function filterParams(f: Filter): PageParams['filter'] {
  return {
    ...(f.view === null ? {} : { view: f.view }),
    ...(f.kind === null ? {} : { kind: f.kind }),
    ...(f.noveltyMax === null ? {} : { novelty: { max: f.noveltyMax } }),
    ...(f.text === '' ? {} : { text: f.text }),
  };
}

export function questionOf(ui: UiState): Question {
  return { sort: ui.sort, filter: filterParams(ui.filter) };
}
