// Values of fields that have few of them, counted per step: what a label, a topic or a source lost or gained.
import { isIdentifier } from '../../formats/rowHash.ts';

/** A field with more values tells rows apart, not kinds of rows. */
export const MOST_VALUES = 200;
/** Rows with more fields than this in all are data of another kind. */
export const MOST_FIELDS = 256;
/** Samples that are remembered of each value. */
export const EXAMPLES = 3;
const LONGEST = 60;

export interface ValueCount {
  /** Number of the block's label. */
  readonly label: number;
  count: number;
  /** Its first samples. */
  readonly places: { readonly byte: number; readonly byteLength: number; readonly line: number }[];
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
      // One more tells whoever adds up blocks that there are too many.
      if (this.fields.size > MOST_FIELDS) return;
      values = new Map();
      this.fields.set(field, values);
    }
    if (text.length > LONGEST || (values.size >= MOST_VALUES && !values.has(text))) {
      this.fields.set(field, null);
      return;
    }
    const counts = values.get(text) ?? [];
    values.set(text, counts);
    const own = counts.find((c) => c.label === label) ?? { label, count: 0, places: [] };
    if (own.count === 0) counts.push(own);
    own.count++;
    if (own.places.length === EXAMPLES) return;
    own.places.push({ byte: place.byte, byteLength: place.byteLength, line: place.lineInBlock });
  }

  done(): BlockValues {
    return [...this.fields].map(([field, values]) => [field, values && [...values]]);
  }
}
