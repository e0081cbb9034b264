// Fields that hold labels: closed sets that are read from the drawn rows.
import { isObject } from '../jsonPieces.ts';
import type { Verifiable } from '../verifier.ts';

export interface ClosedSet {
  readonly field: string;
  /** Written as in the rows; numbers and truth values as their text. */
  readonly values: readonly string[];
  /** Rows that were drawn and hold the field. */
  readonly drawn: number;
  /** Whether a person declared the values. */
  readonly declared?: boolean;
}

/** Members that hold labels; others repeat for reasons of their own: a source, a model, a date. */
const NAMES =
  /^(?:(?:gold|true|target|expected|class|sentiment|intent|topic)[_ -]?)?(?:labels?|class|category|sentiment|answer|intent|emotion|topic|verdict|stance|entailment|relation|polarity|target|output|response|completion)$/i;
const LEAST_ROWS = 100;
const MOST_VALUES = 20;
const LONGEST = 40;
/** A value that was met fewer times than this may have brothers that were not met. */
const LEAST_OF_EACH = 5;

/**
 * Fields whose values are few, short, and each met at least five times in at least 100 drawn rows. Then the share of rows with a
 * value that was not met is below 3 / n with 95 % confidence ("rule of three", Hanley & Lippman-Hand 1983).
 */
export function closedSets(drawn: readonly Verifiable[]): ClosedSet[] {
  const counts = new Map<string, Map<string, number>>();
  const broken = new Set<string>();
  for (const { row } of drawn) {
    if (!isObject(row)) continue;
    for (const [field, value] of Object.entries(row)) {
      if (broken.has(field) || !NAMES.test(field) || value === null) continue;
      const written = label(value);
      const values = counts.get(field) ?? new Map<string, number>();
      if (written === null || (!values.has(written) && values.size >= MOST_VALUES)) broken.add(field);
      else counts.set(field, values.set(written, (values.get(written) ?? 0) + 1));
    }
  }
  return [...counts].flatMap(([field, values]) => {
    const n = [...values.values()].reduce((sum, count) => sum + count, 0);
    const closed = values.size >= 2 && n >= LEAST_ROWS && [...values.values()].every((count) => count >= LEAST_OF_EACH);
    return closed && !broken.has(field) ? [{ field, values: [...values.keys()].sort(), drawn: n }] : [];
  });
}

/** Fields that hold one of the labels that a person declared in at least half of the drawn rows that have them. */
export function declaredSets(drawn: readonly Verifiable[], labels: readonly string[]): ClosedSet[] {
  const held = new Map<string, { rows: number; labels: number }>();
  for (const { row } of drawn) {
    if (!isObject(row)) continue;
    for (const [field, value] of Object.entries(row)) {
      if (value === null) continue;
      const written = label(value);
      const counts = held.get(field) ?? { rows: 0, labels: 0 };
      held.set(field, counts);
      counts.rows++;
      if (written !== null && labels.includes(written)) counts.labels++;
    }
  }
  return [...held].flatMap(([field, { rows, labels: n }]) =>
    2 * n >= rows ? [{ field, values: labels, drawn: rows, declared: true }] : [],
  );
}

/** A value as a label; null for what is none. */
export function label(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.length <= LONGEST && !value.includes('\n') ? value : null;
}
