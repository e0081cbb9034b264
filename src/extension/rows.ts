// Finds the table row of a sample by its place. Rows sorted by line stand in order of (file, line), so few pages suffice.

import type { ViewName } from '../engine/sample.ts';
import type { RowSummary } from '../protocol/hostApi.ts';
import type { Engine } from './engine.ts';

export interface SamplePlace {
  /** Index in the report's files. */
  readonly file: number;
  /** 1-based. */
  readonly line: number;
  readonly view?: ViewName | undefined;
}

const PAGE = 50;

/** The row of that sample and view; without a view the first row of the sample. Undefined when there is none. */
export async function findRow(
  engine: Pick<Engine, 'api'>,
  corpus: string,
  place: SamplePlace,
): Promise<RowSummary | undefined> {
  const filter = place.view ? { view: place.view } : {};
  const page = (offset: number) =>
    engine.api.page({ corpus, offset, limit: PAGE, sort: { by: 'line', descending: false }, filter });
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let offset = 0;
  while (low < high) {
    const { rows, total } = await page(offset);
    high = Math.min(high, total);
    const first = rows[0];
    const last = rows.at(-1);
    if (!first || !last) return undefined;
    const found = rows.find((row) => row.file === place.file && row.line === place.line);
    if (found) return found;
    if (isBefore(place, first)) high = offset;
    else if (isBefore(last, place)) low = offset + rows.length;
    else return undefined;
    offset = Math.max(low, Math.floor((low + high) / 2) - PAGE / 2);
  }
  return undefined;
}

function isBefore(a: SamplePlace, b: SamplePlace): boolean {
  return a.file !== b.file ? a.file < b.file : a.line < b.line;
}
