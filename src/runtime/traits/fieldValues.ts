// Fields of a corpus that have few values, for choosing rows by one of them: "source = human".
import type { FieldValues } from '../../protocol/traitsApi.ts';
import { fieldText, PLAIN_KEY } from '../filter/fieldText.ts';
import type { Inspection } from '../inspect/result.ts';
import { type ReadSample, RowTexts } from '../rows/rowText.ts';

/** Rows that are looked at, spread over the corpus. */
const LOOKED = 1000;
/** A field with more values tells no groups apart. */
const MOST_VALUES = 24;
const DEEPEST = 3;
/** Longer values are texts. */
const LONGEST = 60;

/** Those of most rows first. Rows that are no objects have none. */
export async function fieldValues(
  inspection: Inspection,
  readSample: ReadSample,
  breathe: () => Promise<void> | undefined,
): Promise<FieldValues[]> {
  const { columns } = inspection;
  const seen: Seen = { found: new Map(), texts: new Set() };
  const reader = new RowTexts(inspection, readSample);
  try {
    const step = Math.max(1, columns.length / LOOKED);
    for (let at = 0; at < columns.length; at += step) {
      const row = Math.floor(at);
      const { sample } = reader.sampleAt(
        columns.file[row] as number,
        columns.byte[row] as number,
        columns.byteLength[row] as number,
      );
      collect(sample.value, '', DEEPEST, seen);
      await breathe();
    }
  } finally {
    reader.close();
  }
  const size = (values: ReadonlyMap<string, number>) => [...values.values()].reduce((a, b) => a + b, 0);
  return [...seen.found]
    .filter(
      ([field, values]) =>
        !seen.texts.has(field) && values.size >= 2 && values.size <= MOST_VALUES && size(values) >= 2 * values.size,
    )
    .sort(([a, x], [b, y]) => size(y) - size(x) || (a < b ? -1 : 1))
    .map(([field, values]) => ({
      field,
      values: [...values].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value, rows]) => ({ value, rows })),
    }));
}

interface Seen {
  readonly found: Map<string, Map<string, number>>;
  /** Fields that hold longer texts. */
  readonly texts: Set<string>;
}

function collect(value: unknown, path: string, depth: number, { found, texts }: Seen): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (depth === 0) return;
    for (const [key, inner] of Object.entries(value)) {
      if (PLAIN_KEY.test(key)) collect(inner, path === '' ? key : `${path}.${key}`, depth - 1, { found, texts });
    }
    return;
  }
  if (path === '' || !['string', 'number', 'boolean'].includes(typeof value)) return;
  const label = fieldText(value);
  const values = found.get(path) ?? new Map<string, number>();
  found.set(path, values);
  if (label.length > LONGEST) texts.add(path);
  // One value more than a group may have says enough.
  else if (label !== '' && (values.has(label) || values.size <= MOST_VALUES)) {
    values.set(label, (values.get(label) ?? 0) + 1);
  }
}
