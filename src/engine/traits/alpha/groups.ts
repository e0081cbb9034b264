// Rows by the value of a field, for an α of each; dates become months.
import type { AlphaGroups } from './estimate.ts';

/** More groups than this are no chart. */
export const MOST_GROUPS = 40;
/** Share of the rows with a value that have to look like dates. */
const DATES = 0.9;
/** 2024-03, 2024-03-15, 2024-03-15T10:00:00Z, 2024/3/15, 20240315. */
const DATE = /^(\d{4})(?:-(\d{1,2})(?:-\d{1,2})?|\/(\d{1,2})(?:\/\d{1,2})?|(\d{2})\d{2})(?:$|[T ])/;

/** "2024-03" of a label that begins with a date; undefined otherwise. */
export function monthOf(label: string): string | undefined {
  const [, year, dashed, slashed, joined] = DATE.exec(label) ?? [];
  const month = Number(dashed ?? slashed ?? joined);
  if (!(Number(year) >= 1900 && Number(year) < 2200 && month >= 1 && month <= 12)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}`;
}

/**
 * Groups by label; `none` stands for rows without a value and is a group like others. Months in order of time where nine tenths of the
 * values look like dates, else the largest group first, names breaking ties. Of more than forty the largest are kept, and the
 * note says how many are left out.
 */
export function groupsOf(by: string, labels: readonly string[], none: string): AlphaGroups {
  const valued = labels.filter((label) => label !== none);
  const dates = valued.filter((label) => monthOf(label) !== undefined).length;
  const byMonth = valued.length > 0 && dates >= DATES * valued.length;
  const names = byMonth ? labels.map((label) => monthOf(label) ?? none) : labels;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const alphabetic = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const largest = [...counts].sort(([a, m], [b, n]) => n - m || alphabetic(a, b)).map(([name]) => name);
  const kept = largest.slice(0, MOST_GROUPS);
  if (byMonth) kept.sort((a, b) => (a === none ? 1 : b === none ? -1 : alphabetic(a, b)));
  const number = new Map(kept.map((name, i) => [name, i]));
  const left = largest.length - kept.length;
  return {
    by: byMonth ? `month of ${by}` : by,
    of: Int32Array.from(names, (name) => number.get(name) ?? -1),
    names: kept,
    ...(left > 0 && { note: `${left} smaller groups are left out.` }),
  };
}
