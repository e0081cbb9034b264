// From what samples hold to what leaks: by item over the corpus as a whole, and by sample.
import type { JsonPath } from '../sample.ts';
import type { GramIndex } from './gramIndex.ts';
import type { ItemColumns } from './items.ts';
import { LEAKS_FROM, leakOf } from './scan.ts';
import { isWhole, type WholeMatch } from './whole.ts';

/** Samples that are named for an item that no sample alone holds to half. */
export const MOST_NAMED = 5;

/** What one sample holds of one item. */
export interface SampleHit {
  readonly row: number;
  readonly item: number;
  /** 13-grams of the item, and of its prompt. */
  readonly grams: number;
  readonly prompt: number;
  /** The first shared run, where the sample alone makes the item leak. */
  readonly span?: { readonly path: JsonPath; readonly start: number; readonly end: number };
}

/** How an item leaks. Spread: the corpus holds half of its 13-grams, no sample alone does. */
export type Leak = 'grams' | 'whole' | 'spread' | 'prompt' | 'whole-prompt';

export interface SampleLeak {
  readonly item: number;
  readonly how: Leak;
  /** Of the item's 13-grams, or of its prompt's; 1 for whole texts. */
  readonly share: number;
  /** Spread: what all samples together hold. */
  readonly together?: number;
  readonly row: number;
  readonly span?: SampleHit['span'];
}

/** An item that leaks, with the samples that hold most of it, at most MOST_NAMED. */
export interface LeakedItem {
  readonly item: number;
  readonly how: Leak;
  /** Of its 13-grams (of its prompt's), over the whole corpus; 1 for whole texts. */
  readonly share: number;
  readonly samples: readonly { readonly row: number; readonly share: number }[];
  /** How many samples hold half of it alone. */
  readonly holders: number;
}

export interface Verdicts {
  /** By item: 13-grams of it that stand anywhere in the corpus. */
  readonly held: Uint32Array;
  /** Items that leak, and those of which only the prompt does; by item. */
  readonly leaked: readonly LeakedItem[];
  readonly prompts: readonly LeakedItem[];
  /** By sample's first row: what leaks into it, the strongest first. */
  readonly samples: ReadonlyMap<number, readonly SampleLeak[]>;
}

export interface Findable {
  readonly items: Pick<ItemColumns, 'length' | 'words' | 'promptWords' | 'keys'>;
  readonly index: Pick<GramIndex, 'starts' | 'postings' | 'grams' | 'promptGrams'>;
  /** One byte per posting: whether a sample holds it. */
  readonly seen: Uint8Array;
  /** Samples that make an item leak alone, and the best of the others; in no telling order. */
  readonly hits: readonly SampleHit[];
  readonly whole: readonly WholeMatch[];
  /** First row of the sample that a row is part of. */
  readonly sampleOf: (row: number) => number;
}

export function verdicts({ items, index, seen, hits, whole, sampleOf }: Findable): Verdicts {
  const held = new Uint32Array(items.length);
  const { postings } = index;
  for (let i = 0; i < postings.length; i++) {
    if (!seen[i]) continue;
    const item = (postings[i] as number) >>> 1;
    held[item] = (held[item] as number) + 1;
  }
  const byItem = new Map<number, SampleLeak[]>();
  const add = (leak: SampleLeak) => {
    const list = byItem.get(leak.item);
    if (list) list.push(leak);
    else byItem.set(leak.item, [leak]);
  };
  const share = (item: number) => (held[item] as number) / (index.grams[item] as number);
  for (const { item, row, grams, prompt, span } of hits) {
    const as = leakOf(index, item, grams, prompt);
    const part = grams / (index.grams[item] as number);
    const more = { item, row, ...(span ? { span } : {}) };
    if (as === 'item') add({ ...more, how: 'grams', share: part });
    else if (as === 'prompt') add({ ...more, how: 'prompt', share: prompt / (index.promptGrams[item] as number) });
    else if (share(item) >= LEAKS_FROM) add({ ...more, how: 'spread', share: part, together: share(item) });
  }
  for (const { item, row, as } of whole) add({ item, row, how: as === 'item' ? 'whole' : 'whole-prompt', share: 1 });
  // However thinly it is spread.
  for (let item = 0; item < items.length; item++) {
    if (isHeld(index, held, item) && !byItem.has(item)) byItem.set(item, []);
  }
  return { held, ...settle(byItem, sampleOf, (item) => (isHeld(index, held, item) ? share(item) : null)) };
}

function isHeld({ grams }: Pick<GramIndex, 'grams'>, held: Uint32Array, item: number): boolean {
  const all = grams[item] as number;
  return all > 0 && (held[item] as number) >= all * LEAKS_FROM;
}

/**
 * Which kind counts: an item that leaks is not listed by its prompt, one that a sample holds alone not as spread.
 * `share`: what the corpus holds of an item that leaks by its 13-grams; null for others.
 */
function settle(
  byItem: Map<number, SampleLeak[]>,
  sampleOf: (row: number) => number,
  share: (item: number) => number | null,
) {
  const leaked: LeakedItem[] = [];
  const prompts: LeakedItem[] = [];
  const samples = new Map<number, SampleLeak[]>();
  for (const [item, all] of [...byItem].sort(([a], [b]) => a - b)) {
    const held = share(item);
    const isAlone = all.some(({ how }) => how === 'grams' || how === 'whole');
    const isSpread = !isAlone && held !== null;
    const sorted = onePerSample(all, sampleOf).sort(strongestFirst);
    const spread = sorted.filter(({ how }) => how === 'spread').slice(0, MOST_NAMED);
    const named = [...sorted.filter(({ how }) => how !== 'spread'), ...(isSpread ? spread : [])];
    for (const leak of named) {
      const sample = sampleOf(leak.row);
      const list = samples.get(sample);
      if (list) list.push(leak);
      else samples.set(sample, [leak]);
    }
    const how = isSpread ? 'spread' : (named[0]?.how ?? 'spread');
    const entry: LeakedItem = {
      item,
      how,
      share: held ?? named[0]?.share ?? 0,
      samples: named.slice(0, MOST_NAMED).map((leak) => ({ row: leak.row, share: leak.share })),
      holders: named.filter((leak) => leak.how === how && how !== 'spread').length,
    };
    (isAlone || isSpread ? leaked : prompts).push(entry);
  }
  for (const list of samples.values()) list.sort(strongestFirst);
  return { leaked, prompts, samples };
}

/** A sample may equal the prompt and hold the 13-grams of the answer: the strongest is said. */
function onePerSample(leaks: readonly SampleLeak[], sampleOf: (row: number) => number): SampleLeak[] {
  const best = new Map<number, SampleLeak>();
  for (const leak of leaks) {
    const sample = sampleOf(leak.row);
    const before = best.get(sample);
    if (!before || strongestFirst(leak, before) < 0) best.set(sample, leak);
  }
  return [...best.values()];
}

/** Items before prompts before parts; then who holds most. */
const RANK: Readonly<Record<Leak, number>> = { grams: 0, whole: 0, prompt: 1, 'whole-prompt': 1, spread: 2 };

function strongestFirst(a: SampleLeak, b: SampleLeak): number {
  return RANK[a.how] - RANK[b.how] || b.share - a.share || a.item - b.item || a.row - b.row;
}

/** Items that can leak: those with 13-grams that count, and those that are compared as a whole. */
export function isComparable(
  items: Findable['items'],
  index: Pick<GramIndex, 'grams'>,
  item: number,
): 'grams' | 'whole' | null {
  if ((index.grams[item] as number) > 0) return 'grams';
  return isWhole(items, index, item) ? 'whole' : null;
}
