// The fields of a row as a person reads them, for the detail of a sample: names in their order, long values cut.
import type { RowField } from '../../protocol/hostApi.ts';
import { cut } from './rowText.ts';

const MOST_FIELDS = 60;
const VALUE_UNITS = 600;

/** `raw`: the row as it stands in the file. A field whose whole value is `shown` is left out; none of what is no object. */
export function rowFields(raw: string, shown: string): readonly RowField[] {
  let row: unknown;
  try {
    row = JSON.parse(raw);
  } catch {
    return [];
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return [];
  const fields: RowField[] = [];
  for (const [name, value] of Object.entries(row)) {
    if (value === shown) continue;
    if (fields.length === MOST_FIELDS) break;
    const whole = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
    const text = cut(whole, VALUE_UNITS);
    fields.push({ name: cut(name, 200), value: text, truncated: text.length < whole.length });
  }
  return fields;
}
