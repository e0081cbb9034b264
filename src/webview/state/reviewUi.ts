// What was chosen and what is known for reviewing: the group that is open, the parts of a what-if and what came of it.
import type { FindingKind } from '../../engine/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { GroupKind, WhatIf } from '../../protocol/reviewApi.ts';

/** The group that is open. Its number is another one after an inspection; the keeper's hash tells which it was. */
export interface ChosenGroup {
  readonly id: number;
  readonly hash: string;
  readonly line: number;
  readonly droppable: number;
}

export interface ClustersUi {
  readonly kind: GroupKind;
  readonly sort: 'size' | 'line';
  readonly view: ViewName | null;
  readonly chosen: ChosenGroup | null;
  /** Place of the open group in the list. */
  readonly at: number | null;
}

/** What is put together in a what-if; each part follows what is chosen elsewhere. */
export interface WhatIfUi {
  readonly kinds: readonly FindingKind[];
  /** 0..1; null for the threshold of the run. */
  readonly lowNovelty: number | null;
  /** The rows that pass the filter of the table. */
  readonly filter: boolean;
  /** What the keepers of the open group cover. */
  readonly group: boolean;
  /** What was dropped by hand, where nothing else is ticked; with other parts it is always among them. */
  readonly decided: boolean;
}

export type WhatIfState =
  | { readonly status: 'idle' }
  /** `result`: of the older question, until there is an answer to this one. */
  | { readonly status: 'asked'; readonly result: WhatIf | null }
  /** `fraction`: how far what is not counted has come; null when it was not told. */
  | { readonly status: 'counted'; readonly result: WhatIf; readonly fraction: number | null }
  | { readonly status: 'settled'; readonly result: WhatIf }
  | { readonly status: 'cancelled'; readonly result: WhatIf | null }
  | { readonly status: 'failed'; readonly message: string };

export const INITIAL_CLUSTERS: ClustersUi = {
  kind: 'near-duplicate',
  sort: 'size',
  view: null,
  chosen: null,
  at: null,
};
export const NOTHING_ASKED: WhatIfUi = { kinds: [], lowNovelty: null, filter: false, group: false, decided: false };
export const IDLE: WhatIfState = { status: 'idle' };
