// Items that are too short for 13-grams: they leak where their whole texts stand in the same views of one sample.
import { VIEW_NAMES } from '../sample.ts';
import type { GramIndex } from './gramIndex.ts';
import { type ItemColumns, WHOLE, WHOLE_VIEWS } from './items.ts';
import { MIN_PROMPT_GRAMS } from './scan.ts';

/** Fewer words in all than this, such as "Hello", anybody writes. */
export const MIN_WORDS = 3;
/** A prompt of fewer words than this, such as "What is 2+2?", says nothing without its answer. */
export const MIN_PROMPT_WORDS = 5;

const PROMPT = WHOLE_VIEWS.indexOf('prompt');

export interface WholeMatch {
  readonly item: number;
  /** The sample's row of the view that led to the item. */
  readonly row: number;
  /** All texts of the item, or its prompt alone, beside another answer. */
  readonly as: 'item' | 'prompt';
}

/** Columns of the scored rows: the rows of a sample follow each other. */
export interface WholeRows {
  readonly length: number;
  readonly view: Uint8Array;
  readonly sample: Uint32Array;
  readonly text: Float64Array;
}

type Items = Pick<ItemColumns, 'length' | 'words' | 'promptWords' | 'keys'>;
type Grams = Pick<GramIndex, 'grams' | 'promptGrams'>;

/** Whether an item is compared as a whole: no 13-gram of it counts, and it has words enough to be told from others. */
export function isWhole(items: Items, { grams }: Pick<Grams, 'grams'>, item: number): boolean {
  return grams[item] === 0 && (items.words[item] as number) >= MIN_WORDS && keyOf(items, item) >= 0;
}

/** Whether an item's prompt is looked for as a whole, for itself. */
function hasShortPrompt(items: Items, { promptGrams }: Grams, item: number): boolean {
  const words = items.promptWords[item] as number;
  return (
    words >= MIN_PROMPT_WORDS &&
    words < (items.words[item] as number) &&
    (promptGrams[item] as number) < MIN_PROMPT_GRAMS
  );
}

/** Place of the text by which an item is looked for: its prompt where it has one; −1 for none. */
function keyOf({ keys }: Items, item: number): number {
  const has = (at: number) => keys[item * WHOLE + at] !== 0;
  return has(PROMPT) ? PROMPT : WHOLE_VIEWS.findIndex((_, at) => has(at));
}

/** In the order of the rows, then of the items. `mayCompare`: as for `ItemScan`, by row. */
export function wholeMatches(
  rows: WholeRows,
  items: Items,
  grams: Grams,
  mayCompare: (item: number, row: number) => boolean,
): WholeMatch[] {
  const wanted = WHOLE_VIEWS.map(() => new Map<number, number[]>());
  for (let item = 0; item < items.length; item++) {
    if (!isWhole(items, grams, item) && !hasShortPrompt(items, grams, item)) continue;
    const at = keyOf(items, item);
    const list = wanted[at] as Map<number, number[]>;
    const key = items.keys[item * WHOLE + at] as number;
    const same = list.get(key);
    if (same) same.push(item);
    else list.set(key, [item]);
  }
  const matches: WholeMatch[] = [];
  if (wanted.every((list) => list.size === 0)) return matches;
  const places = WHOLE_VIEWS.map((view) => VIEW_NAMES.indexOf(view));
  const row = new Int32Array(WHOLE);
  for (let next = 0; next < rows.length; ) {
    const sample = rows.sample[next];
    row.fill(-1);
    for (; next < rows.length && rows.sample[next] === sample; next++) {
      const at = places.indexOf(rows.view[next] as number);
      if (at >= 0) row[at] = next;
    }
    const equals = (item: number) =>
      WHOLE_VIEWS.every((_, at) => {
        const key = items.keys[item * WHOLE + at] as number;
        return key === 0 || ((row[at] as number) >= 0 && rows.text[row[at] as number] === key);
      });
    for (let at = 0; at < WHOLE; at++) {
      const here = row[at] as number;
      if (here < 0) continue;
      for (const item of wanted[at]?.get(rows.text[here] as number) ?? []) {
        if (!mayCompare(item, here)) continue;
        if (isWhole(items, grams, item) && equals(item)) matches.push({ item, row: here, as: 'item' });
        else if (at === PROMPT && hasShortPrompt(items, grams, item)) matches.push({ item, row: here, as: 'prompt' });
      }
    }
  }
  return matches;
}
