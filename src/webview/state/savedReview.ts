// The parts of the saved state that are about reviewing, checked field by field.
import type { FindingKind } from '../../engine/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import { isKind } from '../kinds.ts';
import { type ChosenGroup, type ClustersUi, INITIAL_CLUSTERS, NOTHING_ASKED, type WhatIfUi } from './reviewUi.ts';

type Fields = Readonly<Record<string, unknown>>;

function count(x: unknown): number | null {
  return Number.isSafeInteger(x) && (x as number) >= 0 ? (x as number) : null;
}

function chosenFrom(c: Fields): ChosenGroup | null {
  const [id, line, droppable] = [count(c.id), count(c.line), count(c.droppable)];
  const { hash } = c;
  if (id === null || line === null || droppable === null || typeof hash !== 'string' || hash.length > 100) return null;
  return { id, line, droppable, hash };
}

export function clustersFrom(c: Fields, views: readonly ViewName[]): ClustersUi {
  const chosen = typeof c.chosen === 'object' && c.chosen !== null ? chosenFrom(c.chosen as Fields) : null;
  return {
    kind: c.kind === 'exact-duplicate' ? c.kind : INITIAL_CLUSTERS.kind,
    sort: c.sort === 'line' ? c.sort : INITIAL_CLUSTERS.sort,
    view: views.find((view) => view === c.view) ?? null,
    chosen,
    at: chosen && count(c.at),
  };
}

export function whatIfFrom(w: Fields): WhatIfUi {
  const kinds = Array.isArray(w.kinds) ? w.kinds.filter(isKind) : NOTHING_ASKED.kinds;
  const low = w.lowNovelty;
  return {
    kinds: [...new Set<FindingKind>(kinds)],
    lowNovelty: typeof low === 'number' && low >= 0 && low <= 1 ? low : null,
    filter: w.filter === true,
    group: w.group === true,
    decided: w.decided === true,
  };
}
