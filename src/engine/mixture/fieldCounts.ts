// Which fields have few different values, and how many real samples and candidates have each.
import type { FieldValue } from './problem.ts';

/** Fields with more different values are text, names or numbers. */
const MOST_VALUES = 50;
/** A field that fewer of the samples have tells little of the corpus. */
const LEAST_SHARE = 0.5;

/** Real samples and candidates by value; null for too many values. */
export interface FieldTally {
  readonly field: string;
  readonly values: readonly (readonly [value: string, real: number, synthetic: number])[] | null;
}

interface Counted {
  values: Map<string, [number, number]> | null;
}

export function valueKey(field: string, value: string): string {
  return `${field}\u0000${value}`;
}

/** Counts the fields of the samples that one worker sees. */
export class FieldCounts {
  private readonly fields = new Map<string, Counted>();

  constructor(private readonly ignored: ReadonlySet<string>) {}

  add(pairs: Iterable<readonly [field: string, value: string]>, isReal: boolean): void {
    for (const [field, value] of pairs) {
      if (this.ignored.has(field)) continue;
      this.count(field, value, isReal ? 1 : 0, isReal ? 0 : 1);
    }
  }

  /** Takes in what another worker counted; the order does not matter. */
  merge(tallies: readonly FieldTally[]): void {
    for (const { field, values } of tallies) {
      if (!values) this.fieldOf(field).values = null;
      else for (const [value, real, synthetic] of values) this.count(field, value, real, synthetic);
    }
  }

  tallies(): FieldTally[] {
    return [...this.fields].map(([field, { values }]) => ({
      field,
      values: values && [...values].map(([value, [real, synthetic]]) => [value, real, synthetic] as const),
    }));
  }

  private fieldOf(field: string): Counted {
    let counted = this.fields.get(field);
    if (!counted) {
      counted = { values: new Map() };
      this.fields.set(field, counted);
    }
    return counted;
  }

  private count(field: string, value: string, real: number, synthetic: number): void {
    const counted = this.fieldOf(field);
    if (!counted.values) return;
    const there = counted.values.get(value);
    if (there) {
      there[0] += real;
      there[1] += synthetic;
    } else if (counted.values.size < MOST_VALUES) counted.values.set(value, [real, synthetic]);
    else counted.values = null;
  }
}

export interface Fields {
  /** By field and value. */
  readonly values: readonly FieldValue[];
  /** Fields whose values real and synthetic samples share none of: they tell where a sample comes from, not what it is about. */
  readonly provenance: readonly string[];
}

/** The fields that count: at least two values, in at least half of the real samples and of the candidates, and some value in both. */
export function countingFields(tallies: readonly FieldTally[], real: number, synthetic: number): Fields {
  const values: FieldValue[] = [];
  const provenance: string[] = [];
  for (const tally of [...tallies].sort((a, b) => (a.field < b.field ? -1 : 1))) {
    const { field } = tally;
    if (!tally.values || tally.values.length < 2) continue;
    const sum = (at: 1 | 2) => (tally.values ?? []).reduce((n, value) => n + value[at], 0);
    if (sum(1) < real * LEAST_SHARE || sum(2) < synthetic * LEAST_SHARE) continue;
    if (!tally.values.some(([, r, s]) => r > 0 && s > 0)) {
      provenance.push(field);
      continue;
    }
    const sorted = [...tally.values].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    values.push(...sorted.map(([value, r, s]) => ({ field, value, real: r, synthetic: s })));
  }
  return { values, provenance };
}
