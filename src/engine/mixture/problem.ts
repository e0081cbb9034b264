// The problem of choice as numbers: which candidate holds which items, what each item weighs, and how much of it is there already.
import { ITEM_KINDS, VALUES } from './items.ts';
import { ENOUGH, evenShare, KIND_SHARES, soundness, step, valueCoverage, valueStep } from './weights.ts';

/** Items of candidates in rows: those of candidate i stand in `items` from starts[i] to starts[i + 1], in the order of the text. */
export interface HeldItems {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

/** Numbers of samples that hold an item, by item. */
export interface ItemCounts {
  readonly kinds: Uint8Array;
  readonly real: Int32Array;
  readonly synthetic: Int32Array;
}

/** A value of a field, which all candidates name by its place behind the items of text. */
export interface FieldValue {
  readonly field: string;
  readonly value: string;
  /** Samples of the real corpus, and candidates, that have it. */
  readonly real: number;
  readonly synthetic: number;
}

export interface Problem extends HeldItems {
  readonly candidates: number;
  readonly words: Uint32Array;
  readonly verified: Uint8Array;
  /** By item: text first, values of fields behind. */
  readonly kinds: Uint8Array;
  /** Soundness of items of text, 64ths; 64 for values. */
  readonly sound: Uint8Array;
  /** Samples of the real corpus that hold the item, up to what counts as enough. */
  readonly held: Uint32Array;
  /** Samples that cover an item in full. */
  readonly enough: Uint32Array;
  /** By kind: weight of all items that are not covered by the real corpus alone, and the part of it that is covered. */
  readonly total: readonly number[];
  readonly before: readonly number[];
  /** What a part of weight counts in the whole, by kind: all gaps of all kinds together are 100. */
  readonly scale: readonly number[];
  /** By item of the problem, its place among the items it was made of. */
  readonly source: Uint32Array;
}

export interface ProblemParts extends HeldItems {
  readonly words: Uint32Array;
  readonly verified: Uint8Array;
  readonly counts: ItemCounts;
  /** An item ≥ `textItems` is a value. */
  readonly textItems: number;
  readonly values: readonly FieldValue[];
  /** Samples of the real corpus. */
  readonly realSamples: number;
}

/** Keeps the items that weigh anything: those that the real corpus lacks or hardly has, and that more than one sample holds. */
export function makeProblem(parts: ProblemParts): Problem {
  const { counts, textItems, values, realSamples } = parts;
  const perField = new Map<string, number>();
  for (const { field } of values) perField.set(field, (perField.get(field) ?? 0) + 1);
  const even = values.map(({ field }) => evenShare(realSamples, perField.get(field) as number));
  const weighs = (item: number): boolean => {
    if (item >= textItems) {
      const { real, synthetic } = values[item - textItems] as FieldValue;
      return real < (even[item - textItems] as number) && real + synthetic > 1;
    }
    const real = counts.real[item] as number;
    return real < ENOUGH && real + (counts.synthetic[item] as number) > 1;
  };

  // Numbers in the order in which candidates first name the items: that does not depend on places in a table.
  const numbers = new Int32Array(textItems + values.length).fill(-1);
  const source: number[] = [];
  const starts = new Uint32Array(parts.starts.length);
  const items = new Uint32Array(parts.items.length);
  let n = 0;
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let k = parts.starts[i] as number; k < (parts.starts[i + 1] as number); k++) {
      const item = parts.items[k] as number;
      if (!weighs(item)) continue;
      if (numbers[item] === -1) {
        numbers[item] = source.length;
        source.push(item);
      }
      items[n++] = numbers[item] as number;
    }
    starts[i + 1] = n;
  }

  const size = source.length;
  const kinds = new Uint8Array(size);
  const sound = new Uint8Array(size);
  const held = new Uint32Array(size);
  const enough = new Uint32Array(size);
  source.forEach((item, number) => {
    const value = item - textItems;
    kinds[number] = value >= 0 ? VALUES : (counts.kinds[item] as number);
    held[number] = value >= 0 ? (values[value] as FieldValue).real : (counts.real[item] as number);
    enough[number] = value >= 0 ? (even[value] as number) : ENOUGH;
    sound[number] = value >= 0 ? 64 : soundness((counts.real[item] as number) + (counts.synthetic[item] as number));
  });
  const total = ITEM_KINDS.map(() => 0);
  const before = ITEM_KINDS.map(() => 0);
  const weighed = { kinds, sound, enough };
  for (let item = 0; item < size; item++) {
    const kind = kinds[item] as number;
    total[kind] = (total[kind] as number) + coveredParts(weighed, item, enough[item] as number);
    before[kind] = (before[kind] as number) + coveredParts(weighed, item, held[item] as number);
  }
  const gaps = total.map((whole, kind) => whole - (before[kind] as number));
  const there = KIND_SHARES.reduce((sum, share, kind) => sum + ((gaps[kind] as number) > 0 ? share : 0), 0);
  const scale = gaps.map((gap, kind) => (gap > 0 ? (100 * (KIND_SHARES[kind] as number)) / there / gap : 0));
  return {
    candidates: parts.words.length,
    words: parts.words,
    verified: parts.verified,
    starts,
    items: items.slice(0, n),
    ...weighed,
    held,
    total,
    before,
    scale,
    source: Uint32Array.from(source),
  };
}

type Weighed = Pick<Problem, 'kinds' | 'sound' | 'enough'>;

/** Parts of an item that `held` samples cover: a whole number for items of text. */
export function coveredParts({ kinds, sound, enough }: Weighed, item: number, held: number): number {
  if (kinds[item] === VALUES) return valueCoverage(held, enough[item] as number);
  let twentieths = 0;
  for (let i = 0; i < Math.min(held, ENOUGH); i++) twentieths += step(i);
  return twentieths * (sound[item] as number);
}

/** Parts that one more sample adds. */
export function addedParts(weighed: Weighed, item: number, held: number): number {
  if (weighed.kinds[item] !== VALUES) return step(held) * (weighed.sound[item] as number);
  return valueStep(held, weighed.enough[item] as number);
}
