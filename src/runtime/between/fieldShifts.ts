// Field values of all blocks together, what they lost or gained, and a sample of each to look at.

import type { Shift } from '../../engine/compare/report.ts';
import { atBudget, type Exposures, type Held } from '../../engine/compare/shifts/found.ts';
import { type FieldValue, valueShifts } from '../../engine/compare/shifts/values.ts';
import { readSample } from '../../formats/readBlock.ts';
import { cut, viewText } from '../rows/rowText.ts';
import { canBeShown, openSource, type SourceRef } from '../sources/source.ts';
import { EXAMPLES, MOST_FIELDS, MOST_VALUES, type ValueCount } from './fieldCounts.ts';
import type { SnapshotRows } from './snapshots.ts';

const START = 200;

interface Place {
  readonly step: number;
  readonly file: number;
  readonly lines: number;
  readonly at: ValueCount['places'][number];
}

/** `budget`: words that counts are given at. Fields with more than 200 values in all are no kinds of samples and left out. */
export function fieldShifts(rows: SnapshotRows, exposures: Exposures): Shift[] {
  const steps = rows.names.length;
  const fields = new Map<string, Map<string, { counts: number[]; places: Place[] }> | null>();
  for (const { values, steps: stepOf, file, lines } of rows.values) {
    for (const [field, list] of values) {
      const known = fields.get(field);
      if (known === null) continue;
      if (list === null) {
        fields.set(field, null);
        continue;
      }
      const all = known ?? new Map<string, { counts: number[]; places: Place[] }>();
      fields.set(field, all);
      for (const [value, counts] of list) {
        const entry = all.get(value) ?? { counts: new Array<number>(steps).fill(0), places: [] };
        all.set(value, entry);
        for (const at of counts) {
          const step = stepOf[at.label] as number;
          if (step < 0) continue;
          entry.counts[step] = (entry.counts[step] as number) + at.count;
          const free = EXAMPLES - entry.places.filter((p) => p.step === step).length;
          for (const place of at.places.slice(0, free)) entry.places.push({ step, file, lines, at: place });
        }
      }
      if (all.size > MOST_VALUES) fields.set(field, null);
    }
  }
  if (fields.size > MOST_FIELDS) return [];
  const held: Held<FieldValue & { places: readonly Place[] }>[] = [...fields].flatMap(([field, values]) =>
    [...(values ?? [])].map(([value, { counts, places }]) => ({ item: { field, value, places }, counts })),
  );
  return valueShifts(held, exposures.samples).map(({ item, counts, strength }) => {
    const end = strength < 0 ? 0 : steps - 1;
    const { field, value, places } = item as FieldValue & { places: readonly Place[] };
    return {
      kind: 'values',
      field,
      label: value,
      change: strength < 0 ? 'lost' : 'swelled',
      counts: atBudget(counts, exposures),
      strength: Math.round(strength * 10) / 10,
      examples: places.filter((p) => p.step === end).map((p) => exampleOf(rows, p)),
    };
  });
}

function exampleOf({ job, view }: SnapshotRows, { step, file, lines, at }: Place): Shift['examples'][number] {
  const ref = job.sources[file] as SourceRef;
  const source = openSource(ref);
  try {
    const { sample } = readSample(source, job.plans[file] as (typeof job.plans)[number], at.byte, at.byteLength);
    const start = cut(
      viewText(sample, view)
        .slice(0, 4 * START)
        .replace(/\s+/g, ' ')
        .trim(),
      START,
    );
    return { step, ...(canBeShown(ref) && { file: ref.shown, line: lines + at.line + 1 }), start };
  } finally {
    source.close();
  }
}
