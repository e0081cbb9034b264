// What permuting samples between two corpora means where they share some: samples that both hold are one unit that stands on
// both sides, copies on one side move together, and everything else may change sides.

import type { Pair } from './pair.ts';
import type { SamplePool } from './pool.ts';

/** Side of a unit. */
export const BOTH = 0;
export const REFERENCE = 1;
export const OTHER = 2;

export interface Relabelling {
  /** Places in the order of a draw: which unit stands there, and the sample that it has on either side. The sample of a free unit may stand on both. */
  readonly unit: Uint32Array;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  /** Observed side of each unit. */
  readonly sides: Uint8Array;
  /** Units that may change sides. */
  readonly free: Uint32Array;
}

/** Sides of unlike size from here on: then samples went or came, and which ones is what chance is asked about. */
const UNBALANCED = 2;

/**
 * With S units on both sides, R on the reference's only and D on the other's only: where R and D are of like size, samples were replaced, and R and
 * D change places among themselves. Where one outweighs the other, samples were dropped or added, and all labels are dealt anew: were the dropped
 * ones a matter of chance? Both are exact where the corpora are random parts of one set, whatever copies it holds.
 */
export function relabelling(pair: Pair, pool: SamplePool): Relabelling {
  const documents = wholeDocuments(pair, pool);
  const unitOf = new Map<number, number>();
  const byContent = new Map<number, { a: number[]; b: number[] }>();
  pair.samples.forEach((s, i) => {
    const key = pool.content[s] as number;
    const entry = byContent.get(key) ?? { a: [], b: [] };
    byContent.set(key, entry);
    (i < pair.split ? entry.a : entry.b).push(i);
  });
  const slots: { unit: number; a: number; b: number }[] = [];
  const sides: number[] = [];
  for (const { a, b } of byContent.values()) {
    const both = Math.min(a.length, b.length);
    for (let k = 0; k < both; k++) slots.push({ unit: sides.push(BOTH) - 1, a: a[k] as number, b: b[k] as number });
    const rest = a.length > both ? a.slice(both) : b.slice(both);
    if (rest.length === 0) continue;
    const document = documents?.[rest[0] as number] ?? 0;
    const unit = unitOf.get(document) ?? sides.push(a.length > both ? REFERENCE : OTHER) - 1;
    if (document !== 0) unitOf.set(document, unit);
    for (const s of rest) slots.push({ unit, a: s, b: s });
  }
  const count = (side: number) => sides.filter((s) => s === side).length;
  const few = Math.min(count(REFERENCE), count(OTHER));
  const many = Math.max(count(REFERENCE), count(OTHER));
  const all = many > UNBALANCED * few;
  const free = sides.flatMap((side, unit) => (all || side !== BOTH ? [unit] : []));
  return {
    unit: Uint32Array.from(slots, (slot) => slot.unit),
    a: Uint32Array.from(slots, (slot) => slot.a),
    b: Uint32Array.from(slots, (slot) => slot.b),
    sides: Uint8Array.from(sides),
    free: Uint32Array.from(free),
  };
}

/** Fewer documents on a side cannot be permuted to any purpose. */
const LEAST_DOCUMENTS = 12;
/** From so many samples per document on, pieces of one depend on each other. */
const PIECES = 1.2;

/**
 * The document of every sample of the pair where snapshots were made of whole documents: all samples name one, none stands on both sides, and many hold several
 * samples. Then documents change sides, not their pieces. Else null.
 */
function wholeDocuments({ samples, split }: Pair, { documents }: SamplePool): Float64Array | null {
  const own = Float64Array.from(samples, (s) => documents[s] as number);
  if (own.includes(0)) return null;
  const reference = new Set(own.subarray(0, split));
  const other = new Set(own.subarray(split));
  const few = Math.min(reference.size, other.size) < LEAST_DOCUMENTS;
  if (few || own.length < PIECES * (reference.size + other.size)) return null;
  for (const document of other) if (reference.has(document)) return null;
  return own;
}

/** Deals the labels of the free units anew. `sides` starts as the observed ones, `pile` holds the free units; both are changed. */
export function deal(sides: Uint8Array, pile: Uint32Array, random: () => number): void {
  for (let i = pile.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const a = sides[pile[i] as number] as number;
    sides[pile[i] as number] = sides[pile[j] as number] as number;
    sides[pile[j] as number] = a;
  }
}
