// The table of samples as the panel asks for it: sorted, filtered, searched, one page at a time.
import { FINDING_KINDS, type FindingKind } from '../engine/report.ts';
import { VIEW_NAMES } from '../engine/sample.ts';
import type { DropOrder, Page, PageParams, RowSummary, SortKey } from '../protocol/hostApi.ts';
import { breather } from './pause.ts';
import type { Inspection } from './result.ts';
import { searchRows } from './rowSearch.ts';
import { sortRows } from './rowSort.ts';
import { cut, type ReadSample, RowTexts, viewOf } from './rowText.ts';
import { abstentionOf } from './traits/columns.ts';

export const PAGE_ROWS = 200;
const START_UNITS = 200;

type Filter = PageParams['filter'];

/** Keeps the most recently used values: orders and searches of a million rows are worth keeping, a few of them. */
class Recent<V> {
  private readonly values = new Map<string, V>();
  constructor(private readonly room: number) {}

  get(key: string): V | undefined {
    const value = this.values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): V {
    this.values.delete(key);
    this.values.set(key, value);
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.room) break;
      this.values.delete(oldest);
    }
    return value;
  }

  entries(): [string, V][] {
    return [...this.values];
  }
}

export class RowTable {
  private readonly orders = new Recent<Uint32Array>(3);
  private readonly selections = new Recent<Uint32Array>(4);
  private readonly searches = new Recent<Uint8Array>(4);
  private readonly starts = new Recent<string>(4000);

  constructor(
    private readonly inspection: Inspection,
    private readonly readSample: ReadSample,
  ) {}

  /** One page; of the rows that could go, in their order, when `drops` is given. Rejects with 'cancelled', or when a text search cannot read a file any more. */
  async page(p: Omit<PageParams, 'corpus'>, signal?: AbortSignal, drops?: DropOrder): Promise<Page> {
    const rows = drops ? await this.among(drops, p.filter, signal) : await this.selection(p.sort, p.filter, signal);
    const addsThen = new Map(drops?.rows.map(({ row, adds }) => [row, adds]));
    const offset = Math.min(Math.max(0, Math.floor(p.offset)), rows.length);
    const shown = rows.subarray(offset, offset + Math.min(Math.max(0, p.limit), PAGE_ROWS));
    const reader = new RowTexts(this.inspection, this.readSample);
    const breathe = breather(signal);
    const summaries: RowSummary[] = [];
    try {
      for (const row of shown) {
        const summary = this.summary(row, reader);
        summaries.push({ ...summary, adds: addsThen.get(row) ?? summary.adds });
        await breathe();
      }
    } finally {
      reader.close();
    }
    return { total: rows.length, offset, rows: summaries };
  }

  /** One row as the table shows it; its text is empty when it can no longer be read. */
  summary(row: number, reader: RowTexts): RowSummary {
    const { columns } = this.inspection;
    const novelty = columns.novelty[row]!;
    return {
      row,
      file: columns.file[row]!,
      line: columns.line[row]!,
      view: viewOf(this.inspection, row),
      words: columns.words[row]!,
      novelty: Number.isNaN(novelty) ? null : novelty,
      adds: columns.adds[row]!,
      findings: kindsOf(columns.findings[row]!),
      percentile: numberAt(columns.traits?.percentile, row),
      abstained: columns.traits && abstentionOf(columns.traits, row),
      p: numberAt(columns.verdicts?.p, row),
      hash: `${columns.view[row]}.${columns.text[row]!.toString(36)}`,
      start: this.starts.get(String(row)) ?? this.readStart(row, reader),
    };
  }

  private readStart(row: number, reader: RowTexts): string {
    let text: string;
    try {
      text = reader.text(row);
    } catch {
      // The numbers of the row still stand when its file is gone.
      return '';
    }
    const folded = text
      .slice(0, 4 * START_UNITS)
      .replace(/\s+/g, ' ')
      .trim();
    return this.starts.set(String(row), cut(folded, START_UNITS));
  }

  private async selection(
    sort: PageParams['sort'],
    filter: Filter,
    signal: AbortSignal | undefined,
  ): Promise<Uint32Array> {
    const { view, kind, noveltyMax, text } = filter;
    const key = JSON.stringify([sort.by, sort.descending, view, kind, noveltyMax, text]);
    const known = this.selections.get(key);
    if (known) return known;
    const matches = text ? await this.search(text, signal) : undefined;
    const order = this.order(sort.by, sort.descending);
    if (!view && !kind && noveltyMax === undefined && !matches) return order;
    return this.selections.set(key, select(this.inspection, order, filter, matches));
  }

  private async among({ rows }: DropOrder, filter: Filter, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const matches = filter.text ? await this.search(filter.text, signal) : undefined;
    return select(
      this.inspection,
      Uint32Array.from(rows, ({ row }) => row),
      filter,
      matches,
    );
  }

  private order(by: SortKey, descending: boolean): Uint32Array {
    const key = `${by} ${descending}`;
    return this.orders.get(key) ?? this.orders.set(key, sortRows(this.inspection.columns, by, descending));
  }

  private async search(text: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const wanted = text.toLowerCase();
    const known = this.searches.get(wanted);
    if (known) return known;
    // Somebody who types on looks among what the shorter text found.
    const within = this.searches.entries().find(([shorter]) => wanted.includes(shorter))?.[1];
    return this.searches.set(wanted, await searchRows(this.inspection, wanted, this.readSample, { signal, within }));
  }
}

function select(inspection: Inspection, order: Uint32Array, filter: Filter, matches: Uint8Array | undefined) {
  const { columns } = inspection;
  const view = filter.view ? VIEW_NAMES.indexOf(filter.view) : -1;
  const bits = !filter.kind || filter.kind === 'any' ? 0xffff : 1 << FINDING_KINDS.indexOf(filter.kind);
  const max = filter.noveltyMax ?? Number.POSITIVE_INFINITY;
  const rows = new Uint32Array(order.length);
  let n = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (view >= 0 && columns.view[row] !== view) continue;
    if (filter.kind && (columns.findings[row]! & bits) === 0) continue;
    // Written so that rows without a novelty do not pass.
    if (filter.noveltyMax !== undefined && !(columns.novelty[row]! <= max)) continue;
    if (matches && matches[row] === 0) continue;
    rows[n++] = row;
  }
  return rows.slice(0, n);
}

/** Null where there is no number. */
function numberAt(column: Float32Array | undefined, row: number): number | null {
  const n = column?.[row] ?? Number.NaN;
  return Number.isNaN(n) ? null : n;
}

export function kindsOf(findings: number): FindingKind[] {
  return FINDING_KINDS.filter((_, i) => (findings & (1 << i)) !== 0);
}
