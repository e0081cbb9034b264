// What the page of the sample editor shows, and what of it outlives the page.
import type { Found, RowIndex } from '../../protocol/samplesApi.ts';
import type { SamplesState } from '../../protocol/samplesPanelApi.ts';

export interface FindState {
  readonly open: boolean;
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  /** How far a search under way has looked; null for none. */
  readonly at: number | null;
  readonly found: Found | null;
  /** What the last search came to, where it is worth a word. */
  readonly message: string;
}

export interface Model {
  readonly state: SamplesState | null;
  readonly index: RowIndex | null;
  /** Row that keys and buttons are about. */
  readonly selected: number | null;
  readonly find: FindState;
  readonly expanded: ReadonlySet<number>;
  /** What just happened, for everybody to see and hear. */
  readonly notice: string;
}

export interface Saved {
  readonly top: { readonly row: number; readonly y: number };
  readonly selected: number | null;
  readonly find: Pick<FindState, 'open' | 'text' | 'regex' | 'matchCase'>;
}

export const NO_FIND: FindState = {
  open: false,
  text: '',
  regex: false,
  matchCase: false,
  at: null,
  found: null,
  message: '',
};

const isCount = (x: unknown): x is number => typeof x === 'number' && Number.isFinite(x) && x >= 0;

/** Checks what the editor kept: it may be of an older version. */
export function savedFrom(x: unknown): Saved {
  const { top, selected, find } = (typeof x === 'object' && x !== null ? x : {}) as Partial<Saved>;
  return {
    top: isCount(top?.row) && Number.isFinite(top.y) ? { row: top.row, y: top.y } : { row: 0, y: 0 },
    selected: isCount(selected) ? selected : null,
    find: {
      open: find?.open === true,
      text: typeof find?.text === 'string' ? find.text.slice(0, 1000) : '',
      regex: find?.regex === true,
      matchCase: find?.matchCase === true,
    },
  };
}

export const INITIAL: Model = {
  state: null,
  index: null,
  selected: null,
  find: NO_FIND,
  expanded: new Set(),
  notice: '',
};
