// Values of fields that have few of them, counted per step: what a label, a topic or a source lost or gained.
import { isIdentifier } from '../../formats/rowHash.ts';

/** A field with more values tells rows apart, not kinds of rows. */
export const MOST_VALUES = 200;
const MOST_FIELDS = 32;
const LONGEST = 60;

export interface ValueCount {
  /** Number of the block's label. */
  readonly label: number;
  count: number;
  /** Its first sample. */
  readonly byte: number;
  readonly byteLength: number;
  readonly line: number;
}

/** By field: null where it has too many values, or long ones; else by value. */
export type BlockValues = readonly (readonly [
  field: string,
  values: readonly (readonly [value: string, counts: readonly ValueCount[]])[] | null,
])[];

export class FieldCounts {
  private readonly fields = new Map<string, Map<string, ValueCount[]> | null>();

  /** Without the fields `left`. */
  constructor(private readonly left: readonly string[]) {}

  add(row: unknown, label: number, place: { byte: number; byteLength: number; lineInBlock: number }): void {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return;
    for (const [key, value] of Object.entries(row)) {
      this.count(key, value, label, place);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
      for (const [inner, nested] of Object.entries(value)) this.count(`${key}.${inner}`, nested, label, place);
    }
  }

  private count(
    field: string,
    value: unknown,
    label: number,
    place: { byte: number; byteLength: number; lineInBlock: number },
  ): void {
    if (value === null || typeof value === 'object' || this.left.includes(field) || isIdentifier(field, value)) return;
    let values = this.fields.get(field);
    if (values === null) return;
    const text = String(value);
    if (values === undefined) {
      if (this.fields.size >= MOST_FIELDS) return;
      values = new Map();
      this.fields.set(field, values);
    }
    if (text.length > LONGEST || (values.size >= MOST_VALUES && !values.has(text))) {
      this.fields.set(field, null);
      return;
    }
    const counts = values.get(text);
    const known = counts?.find((c) => c.label === label);
    if (known) known.count++;
    else {
      const { byte, byteLength, lineInBlock: line } = place;
      const first: ValueCount = { label, count: 1, byte, byteLength, line };
      if (counts) counts.push(first);
      else values.set(text, [first]);
    }
  }

  done(): BlockValues {
    return [...this.fields].map(([field, values]) => [field, values && [...values]]);
  }
}
