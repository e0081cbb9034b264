// Findings and decisions by line, for the corpus that holds the file of a sample editor.
import type { PlacedFinding, RowSummary } from '../../protocol/hostApi.ts';
import type { SampleNotes } from '../../protocol/samplesPanelApi.ts';
import type { Engine } from '../engine.ts';

const PAGE = 200;

/** The rows of the table on lines `from` to `to` (1-based, inclusive) of a file: rows sorted by line stand in order of (file, line). */
export async function rowsOnLines(
  { api }: Pick<Engine, 'api'>,
  corpus: string,
  place: { readonly file: number; readonly from: number; readonly to: number },
  signal?: AbortSignal,
): Promise<RowSummary[]> {
  const page = (offset: number, limit: number) =>
    api.page({ corpus, offset, limit, sort: { by: 'line', descending: false }, filter: {} }, signal ? { signal } : {});
  const isBefore = (row: RowSummary) => (row.file === place.file ? row.line < place.from : row.file < place.file);
  let low = 0;
  let high = (await page(0, 1)).total;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [row] = (await page(middle, 1)).rows;
    if (row && isBefore(row)) low = middle + 1;
    else high = middle;
  }
  const found: RowSummary[] = [];
  for (;;) {
    const { rows, total } = await page(low + found.length, PAGE);
    const here = rows.filter((row) => row.file === place.file && row.line <= place.to);
    found.push(...here);
    if (here.length < rows.length || rows.length === 0 || low + found.length >= total) return found;
  }
}

export function notesOf(findings: readonly PlacedFinding[], rows: readonly RowSummary[]): SampleNotes {
  const decided = new Map<number, 'dropped' | 'kept'>();
  for (const { line, decision } of rows) if (decision) decided.set(line, decision);
  return {
    findings: findings.map(({ line, kind, message }) => ({ line, kind, message })),
    decided: [...decided].map(([line, decision]) => ({ line, decision })),
  };
}
