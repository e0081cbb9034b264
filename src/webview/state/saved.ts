// The part of the panel's state that outlives it. What comes back is checked field by field: an older version of the
// extension may have written it.
import type { ViewName } from '../../engine/sample.ts';
import type { Range, SortKey } from '../../protocol/hostApi.ts';
import type { GroupKind } from '../../protocol/reviewApi.ts';
import { isKind } from '../kinds.ts';
import { NOVELTY_HALVES, TRAIT_HALVES, VERDICTS } from '../verification/words.ts';
import { type Filter, INITIAL_UI, LAYERS, NO_FILTER, type Selected, type Sort, TABS, type UiState } from './model.ts';
import { betweenFrom } from './savedBetween.ts';
import { clustersFrom, whatIfFrom } from './savedReview.ts';

const VERSION = 1;
const VIEWS: readonly ViewName[] = ['text', 'prompt', 'response', 'system', 'tools', 'thinking'];
const SORTS: readonly SortKey[] = ['line', 'view', 'words', 'novelty', 'adds', 'findings', 'traits', 'dropOrder'];
const GROUPS: readonly GroupKind[] = ['near-duplicate', 'exact-duplicate'];
const DECIDED: readonly NonNullable<Filter['decided']>[] = ['open', 'dropped', 'kept'];
const MAX_TEXT = 1000;
const MAX_FIELDS = 20;

type Fields = Readonly<Record<string, unknown>>;

function fields(x: unknown): Fields {
  return typeof x === 'object' && x !== null ? (x as Fields) : {};
}

function oneOf<T extends string>(x: unknown, allowed: readonly T[]): T | null {
  return allowed.includes(x as T) ? (x as T) : null;
}

function index(x: unknown): number | null {
  return Number.isSafeInteger(x) && (x as number) >= 0 ? (x as number) : null;
}

function sortFrom(x: unknown): Sort {
  const s = fields(x);
  const by = oneOf(s.by, SORTS);
  return by ? { by, descending: s.descending === true } : INITIAL_UI.sort;
}

function rangeFrom(x: unknown): Range | null {
  const { min, max } = fields(x);
  const range = {
    ...(typeof min === 'number' && Number.isFinite(min) ? { min } : {}),
    ...(typeof max === 'number' && Number.isFinite(max) ? { max } : {}),
  };
  return Object.keys(range).length === 0 ? null : range;
}

function labelsFrom(x: unknown): Filter['fields'] {
  const pairs = Object.entries(fields(x)).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1].length <= MAX_TEXT,
  );
  return Object.fromEntries(pairs.slice(0, MAX_FIELDS));
}

function groupFrom(x: unknown): Filter['group'] {
  const g = fields(x);
  const kind = oneOf(g.kind, GROUPS);
  const id = index(g.id);
  return kind === null || id === null ? null : { kind, id };
}

function crossingFrom(x: unknown): Filter['crossing'] {
  const { traits, novelty } = fields(x);
  const crossing = { traits: oneOf(traits, TRAIT_HALVES), novelty: oneOf(novelty, NOVELTY_HALVES) };
  if (crossing.traits === null && crossing.novelty === null) return null;
  return {
    ...(crossing.traits === null ? {} : { traits: crossing.traits }),
    ...(crossing.novelty === null ? {} : { novelty: crossing.novelty }),
  };
}

function filterFrom(x: unknown): Filter {
  const f = fields(x);
  return {
    view: oneOf(f.view, VIEWS),
    kind: f.kind === 'any' || isKind(f.kind) ? f.kind : NO_FILTER.kind,
    words: rangeFrom(f.words),
    // Older versions knew an upper bound only.
    novelty: rangeFrom(f.novelty) ?? rangeFrom({ max: f.noveltyMax }),
    percentile: rangeFrom(f.percentile),
    fields: labelsFrom(f.fields),
    group: groupFrom(f.group),
    decided: oneOf(f.decided, DECIDED),
    verdict: oneOf(f.verdict, VERDICTS),
    crossing: crossingFrom(f.crossing),
    text: typeof f.text === 'string' ? f.text.slice(0, MAX_TEXT) : '',
  };
}

function selectedFrom(x: unknown): Selected | null {
  const s = fields(x);
  const row = index(s.row);
  const line = index(s.line);
  const view = oneOf(s.view, VIEWS);
  const hash = typeof s.hash === 'string' ? s.hash.slice(0, 100) : '';
  return row === null || line === null || view === null ? null : { row, line, view, hash };
}

export function toSaved(ui: UiState): Readonly<Record<string, unknown>> {
  return { version: VERSION, ...ui };
}

/** Whatever is not as expected falls back to its initial value. */
export function fromSaved(x: unknown): UiState {
  const s = fields(x);
  if (s.version !== VERSION || typeof s.title !== 'string') return INITIAL_UI;
  const top = s.top;
  return {
    title: s.title,
    tab: oneOf(s.tab, TABS) ?? INITIAL_UI.tab,
    view: oneOf(s.view, VIEWS),
    sort: sortFrom(s.sort),
    filter: filterFrom(s.filter),
    layer: oneOf(s.layer, LAYERS) ?? INITIAL_UI.layer,
    selected: selectedFrom(s.selected),
    active: index(s.active),
    top: typeof top === 'number' && Number.isFinite(top) && top >= 0 ? top : 0,
    clusters: clustersFrom(fields(s.clusters), VIEWS),
    whatIf: whatIfFrom(fields(s.whatIf)),
    between: betweenFrom(fields(s.between)),
  };
}
