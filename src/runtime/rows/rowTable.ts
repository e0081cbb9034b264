// The table of samples as the panel asks for it: sorted, filtered, searched, one page at a time.
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import { verdictAt } from '../../engine/verify/summary.ts';
import type { DropOrder, Page, PageParams, RowSummary, SortKey } from '../../protocol/hostApi.ts';
import { Recent } from '../filter/recent.ts';
import { filterKey, passing } from '../filter/rowFilters.ts';
import type { Inspection } from '../inspect/result.ts';
import { breather } from '../pool/pause.ts';
import type { WorkerPool } from '../pool/pool.ts';
import { type Decided, nothingDecided } from '../review/decided.ts';
import { abstentionOf } from '../traits/columns.ts';
import { sortRows } from './rowSort.ts';
import { cut, type ReadSample, RowTexts, viewOf } from './rowText.ts';

export const PAGE_ROWS = 200;
const START_UNITS = 200;
const NOTHING_DECIDED = nothingDecided(0);

type Filter = PageParams['filter'];

/** What only some filters need. */
export interface TableParts {
  readonly pool?: WorkerPool;
  /** As it stands now. */
  readonly decided?: () => Decided;
}

export class RowTable {
  private readonly orders = new Recent<Uint32Array>(3);
  private readonly selections = new Recent<{ readonly mask: Uint8Array; readonly rows: Uint32Array }>(4);
  private readonly starts = new Recent<string>(4000);

  constructor(
    private readonly inspection: Inspection,
    private readonly readSample: ReadSample,
    private readonly parts: TableParts = {},
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
    const cluster = columns.cluster[row]!;
    const decision = decisionOf(this.decided(), row);
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
      ...(decision && { decision }),
      ...(cluster >= 0 && { cluster }),
      ...(columns.checks && { verdict: verdictAt(columns.checks, row) }),
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
    const mask = await this.passing(filter, signal);
    const order = this.order(sort.by, sort.descending);
    if (!mask) return order;
    const key = `${sort.by} ${sort.descending} ${filterKey(filter)}`;
    const known = this.selections.get(key);
    if (known?.mask === mask) return known.rows;
    return this.selections.set(key, { mask, rows: among(order, mask) }).rows;
  }

  private async among(drops: DropOrder, filter: Filter, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const rows = Uint32Array.from(drops.rows, ({ row }) => row);
    const mask = await this.passing(filter, signal);
    return mask ? among(rows, mask) : rows;
  }

  /** See `passing` in filter/rowFilters.ts. */
  private passing(filter: Filter, signal: AbortSignal | undefined): Promise<Uint8Array | null> {
    const { inspection, readSample, parts } = this;
    return passing(inspection, filter, { pool: parts.pool, readSample, decided: this.decided(), signal });
  }

  private decided(): Decided {
    return this.parts.decided?.() ?? NOTHING_DECIDED;
  }

  private order(by: SortKey, descending: boolean): Uint32Array {
    const key = `${by} ${descending}`;
    return this.orders.get(key) ?? this.orders.set(key, sortRows(this.inspection.columns, by, descending));
  }
}

/** Those of the rows that the mask lets pass, in their order. */
function among(order: Uint32Array, mask: Uint8Array): Uint32Array {
  const rows = new Uint32Array(order.length);
  let n = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    if (mask[row] === 1) rows[n++] = row;
  }
  return rows.slice(0, n);
}

function decisionOf({ dropped, kept }: Decided, row: number): RowSummary['decision'] {
  if (dropped[row]) return 'dropped';
  return kept[row] ? 'kept' : undefined;
}

/** Null where there is no number. */
function numberAt(column: Float32Array | undefined, row: number): number | null {
  const n = column?.[row] ?? Number.NaN;
  return Number.isNaN(n) ? null : n;
}

export function kindsOf(findings: number): FindingKind[] {
  return FINDING_KINDS.filter((_, i) => (findings & (1 << i)) !== 0);
}
