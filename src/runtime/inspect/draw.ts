// Which samples are drawn for what: one unit of work per metric, draw and group. Reads columns only, no text.
import { budgetDraws, MAX_DRAWS, standardWords } from '../../engine/budget.ts';
import { copyNumbers, drawKeys, drawWithin } from '../../engine/draw.ts';
import { SEED } from '../../engine/envelope.ts';
import type { DrawLimits } from '../../engine/metric.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { LANGUAGE_SAMPLES } from '../../engine/text/languages.ts';
import { EXPLAINED_SAMPLES } from '../../engine/traits/report.ts';
import { NO_LABEL } from '../../formats/views/fieldValue.ts';
import { SCORED } from '../traits/columns.ts';

/** Columns of all rows, in corpus order. */
export interface DrawRows {
  readonly view: Uint8Array;
  readonly words: Uint32Array;
  readonly content: Float64Array;
  /** Number of the row's label; null where nothing is grouped. */
  readonly group: Int32Array | null;
  /** Which rows the traits were measured of, see TraitColumns; null where they were not read. */
  readonly traitState: Uint8Array | null;
}

export interface DrawParams {
  readonly rows: DrawRows;
  /** UTF-8 bytes of each view's text, in the order of VIEW_NAMES. */
  readonly bytes: readonly number[];
  readonly metrics: readonly { readonly id: string; readonly draw: DrawLimits; readonly sizeDependent: boolean }[];
  /** Labels by number; null where nothing is grouped. */
  readonly labels: readonly string[] | null;
}

/** What a unit's values are for. */
export type Purpose =
  | { readonly kind: 'drawn' }
  | { readonly kind: 'languages' }
  | { readonly kind: 'traits' }
  | { readonly kind: 'at'; readonly words: number }
  | { readonly kind: 'group'; readonly group: number };

/** Samples that one worker measures together. */
export interface DrawUnit {
  readonly view: ViewName;
  readonly purpose: Purpose;
  /** Id of the drawn metric; null for all metrics that are folded. */
  readonly metric: string | null;
  /** Rows, and their places among the rows of the view; side by side, in draw order. */
  readonly rows: Uint32Array;
  readonly places: Uint32Array;
  /** Samples that were drawn from. */
  readonly of: number;
}

export interface DrawnGroups {
  readonly view: ViewName;
  /** Words that are measured of each group. */
  readonly words: number;
  readonly groups: readonly { readonly label: string; readonly samples: number; readonly words: number }[];
  readonly note?: string;
}

export interface DrawPlan {
  readonly units: readonly DrawUnit[];
  readonly groups: readonly DrawnGroups[];
}

/** What is read to guess the languages of a view. */
const LANGUAGE_DRAW: DrawLimits = { samples: LANGUAGE_SAMPLES, words: Number.MAX_SAFE_INTEGER };

/** What is read to tell which traits moved the scores of a view. */
const TRAIT_DRAW: DrawLimits = { samples: EXPLAINED_SAMPLES, words: 150_000 };

/** A group that holds fewer words is left out. */
export const MIN_GROUP_WORDS = 1000;
export const MAX_GROUPS = 24;
const MAX_GROUP_BUDGET = 50_000;
/** Groups are measured at this share of the smallest one, so that its draws differ too. */
const GROUP_SHARE = 0.8;
/** Words that all draws of all groups may hold together; each group is drawn once whatever this says. */
const GROUP_WORDS = 1_000_000;

/** The same plan for the same set of samples, whatever blocks and workers found them. */
export function planDraws({ rows, bytes, metrics, labels }: DrawParams): DrawPlan {
  const units: DrawUnit[] = [];
  const groups: DrawnGroups[] = [];
  VIEW_NAMES.forEach((name, number) => {
    const view = columnsOf(rows, number);
    const of = view.rows.length;
    if (of === 0) return;
    const unit = (purpose: Purpose, metric: string | null, places: Uint32Array, from = of): DrawUnit => ({
      view: name,
      purpose,
      metric,
      rows: places.map((place) => view.rows[place] as number),
      places,
      of: from,
    });
    const keys = drawKeys(view.content, view.copies, SEED);
    for (const { id, draw } of metrics) {
      units.push(unit({ kind: 'drawn' }, id, drawWithin(keys, view.words, bytes[number] as number, draw)));
    }
    units.push(unit({ kind: 'languages' }, null, drawWithin(keys, view.words, bytes[number] as number, LANGUAGE_DRAW)));

    const scored = scoredPlaces(rows.traitState, view.rows);
    if (scored.length > 0) {
      const own = Float64Array.from(scored, (place) => keys[place] as number);
      const sizes = scored.map((place) => view.words[place] as number);
      const drawn = drawWithin(own, sizes, bytes[number] as number, TRAIT_DRAW);
      const places = drawn.map((i) => scored[i] as number);
      units.push(unit({ kind: 'traits' }, null, places, scored.length));
    }

    const words = standardWords(view.words.reduce((n, w) => n + w, 0));
    if (words !== null) {
      const draws = budgetDraws(view.content, view.copies, view.words, words);
      for (const places of draws) units.push(unit({ kind: 'at', words }, null, places, places.length));
      const [first] = draws;
      // Costly metrics are measured on one draw.
      for (const { id, sizeDependent } of metrics) {
        if (first && sizeDependent) units.push(unit({ kind: 'at', words }, id, first, first.length));
      }
    }

    if (labels === null) return;
    const grouped = planGroups(name, view, labels);
    groups.push(grouped.told);
    grouped.draws.forEach((draws, group) => {
      for (const places of draws) units.push(unit({ kind: 'group', group }, null, places, places.length));
      const [first] = draws;
      if (first) for (const { id } of metrics) units.push(unit({ kind: 'group', group }, id, first, first.length));
    });
  });
  return { units, groups };
}

/** Places of the rows whose traits were measured. */
function scoredPlaces(state: Uint8Array | null, rows: Uint32Array): Uint32Array {
  const out: number[] = [];
  if (state) rows.forEach((row, place) => void (state[row] === SCORED && out.push(place)));
  return Uint32Array.from(out);
}

/** The rows of one view; arrays side by side. */
interface ViewColumns {
  readonly rows: Uint32Array;
  readonly words: Uint32Array;
  readonly content: Float64Array;
  readonly copies: Uint32Array;
  /** Label numbers; zeros where nothing is grouped. */
  readonly group: Int32Array;
}

function columnsOf(rows: DrawRows, view: number): ViewColumns {
  let n = 0;
  for (const v of rows.view) if (v === view) n++;
  const at = new Uint32Array(n);
  let i = 0;
  for (let row = 0; row < rows.view.length; row++) if (rows.view[row] === view) at[i++] = row;
  const words = new Uint32Array(n);
  const content = new Float64Array(n);
  const group = new Int32Array(n);
  for (i = 0; i < n; i++) {
    const row = at[i] as number;
    words[i] = rows.words[row] as number;
    content[i] = rows.content[row] as number;
    group[i] = rows.group?.[row] ?? 0;
  }
  return { rows: at, words, content, copies: copyNumbers(content), group };
}

interface Group {
  readonly label: string;
  readonly places: number[];
  words: number;
}

function planGroups(
  name: ViewName,
  view: ViewColumns,
  labels: readonly string[],
): { told: DrawnGroups; draws: readonly (readonly Uint32Array[])[] } {
  if (labels.every((label) => label === NO_LABEL)) {
    return { told: { view: name, words: 0, groups: [], note: 'No sample has this field.' }, draws: [] };
  }
  const found = new Map<number, Group>();
  view.group.forEach((number, place) => {
    let group = found.get(number);
    if (!group) {
      group = { label: labels[number] as string, places: [], words: 0 };
      found.set(number, group);
    }
    group.places.push(place);
    group.words += view.words[place] as number;
  });
  const all = [...found.values()].sort((a, b) => b.words - a.words || (a.label < b.label ? -1 : 1));
  const enough = all.filter((g) => g.words >= MIN_GROUP_WORDS);
  const kept = enough.slice(0, MAX_GROUPS);
  const smallest = kept.at(-1)?.words ?? 0;
  const words = Math.min(MAX_GROUP_BUDGET, Math.floor(GROUP_SHARE * smallest));
  const count = Math.max(1, Math.min(MAX_DRAWS, Math.floor(GROUP_WORDS / Math.max(1, words * kept.length))));
  const draws = kept.map(({ places }) => {
    const at = Uint32Array.from(places);
    const content = Float64Array.from(at, (place) => view.content[place] as number);
    const copies = at.map((place) => view.copies[place] as number);
    const sizes = at.map((place) => view.words[place] as number);
    return budgetDraws(content, copies, sizes, words, count).map((draw) => draw.map((i) => at[i] as number));
  });
  const note = leftOut(all.slice(enough.length), enough.slice(MAX_GROUPS));
  const groups = kept.map(({ label, places, words }) => ({ label, samples: places.length, words }));
  return { told: { view: name, words, groups, ...(note ? { note } : {}) }, draws };
}

const NAMED = 5;

/** Which groups are missing, in a sentence or two; empty when none is. */
function leftOut(small: readonly Group[], many: readonly Group[]): string {
  const sentences: string[] = [];
  const name = (groups: readonly Group[]) => {
    const more = groups.length - NAMED;
    const names = groups.slice(0, NAMED).map((g) => g.label);
    return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  };
  if (small.length > 0) sentences.push(`Fewer than 1,000 words, left out: ${name(small)}.`);
  if (many.length > 0) sentences.push(`The ${MAX_GROUPS} largest are shown; left out: ${name(many)}.`);
  return sentences.join(' ');
}
