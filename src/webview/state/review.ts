// How the state of reviewing follows from what happens, and the choice that a what-if asks about.
import type { FindingKind } from '../../engine/report.ts';
import type { DropChoice, GroupSummary } from '../../protocol/reviewApi.ts';
import type { Model, UiState } from './model.ts';
import { questionOf } from './query.ts';
import type { ClustersUi, WhatIfState, WhatIfUi } from './reviewUi.ts';

export type ReviewAction =
  | { readonly type: 'groups'; readonly change: Partial<Pick<ClustersUi, 'kind' | 'sort' | 'view'>> }
  | { readonly type: 'choose-group'; readonly at: number; readonly group: GroupSummary | null }
  | { readonly type: 'ask-what-if'; readonly change: Partial<WhatIfUi> }
  | { readonly type: 'what-if'; readonly state: WhatIfState }
  /** What a key or button did, for everyone to read and hear. */
  | { readonly type: 'said'; readonly words: string | null };

/** Puts a kind of finding into the what-if, or takes it out; its threshold goes with low novelty. */
export function withKind(w: WhatIfUi, kind: FindingKind): Partial<WhatIfUi> {
  if (!w.kinds.includes(kind)) return { kinds: [...w.kinds, kind] };
  const kinds = w.kinds.filter((k) => k !== kind);
  return kind === 'low-novelty' ? { kinds, lowNovelty: null } : { kinds };
}

/** What the ticks come to; null where nothing is selected. */
export function choiceOf({ whatIf, clusters, ...ui }: UiState): DropChoice | null {
  const filter = whatIf.filter ? questionOf({ ...ui, whatIf, clusters }).filter : {};
  const hasFilter = Object.keys(filter).length > 0;
  const group = whatIf.group ? clusters.chosen : null;
  if (whatIf.kinds.length === 0 && !hasFilter && !group && !whatIf.decided) return null;
  return {
    ...(whatIf.kinds.length > 0 ? { kinds: whatIf.kinds } : {}),
    ...(whatIf.lowNovelty !== null && whatIf.kinds.includes('low-novelty') ? { lowNovelty: whatIf.lowNovelty } : {}),
    ...(group ? { groups: [{ kind: clusters.kind, id: group.id }] } : {}),
    ...(hasFilter ? { filter } : {}),
  };
}

export function reduceReview(model: Model, action: ReviewAction): Model {
  const { ui } = model;
  switch (action.type) {
    case 'groups': {
      const clusters = { ...ui.clusters, ...action.change, chosen: null, at: null };
      return { ...model, ui: { ...ui, clusters } };
    }
    case 'choose-group': {
      const { at, group } = action;
      const chosen = group && {
        id: group.id,
        hash: group.keeper.hash,
        line: group.keeper.line,
        droppable: group.droppable,
      };
      return { ...model, ui: { ...ui, clusters: { ...ui.clusters, at, chosen } } };
    }
    case 'ask-what-if':
      return { ...model, ui: { ...ui, whatIf: { ...ui.whatIf, ...action.change } } };
    case 'what-if':
      return { ...model, whatIf: action.state };
    case 'said':
      return { ...model, said: action.words };
  }
}
