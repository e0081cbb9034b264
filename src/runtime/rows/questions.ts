// What can be asked of an inspection beyond its columns: what repeats, and what could go. Answers are kept with it.
import { CorpusError } from '../../engine/errors.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { TraitReader } from '../../engine/traits/reading.ts';
import type { DropOrder, RepeatedSpan, RepeatsParams, RowRepeats, TraitsParams } from '../../protocol/hostApi.ts';
import type { RowTraits } from '../../protocol/traitsApi.ts';
import { lineOfSampleAt, rowsOnLine } from '../inspect/laterPass.ts';
import type { Inspection } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import { fitting, REPLY_BYTES } from '../process/replySize.ts';
import { rowTraits } from '../traits/rowTraits.ts';
import { type DropOrderOptions, leastAdding } from './dropOrder.ts';
import { Placement, type RawSpan } from './placement.ts';
import { placeSpans } from './repeatPlaces.ts';
import { namedRepeats, searchRepeats, underlinedRows } from './repeats.ts';
import { type ReadSample, RowTexts, viewOf } from './rowText.ts';

/** Rows of one line that are searched for at once, and flagged rows that are answered at once. */
const MOST_ROWS = 24;
const MOST_FLAGGED = 200;
/** Searches that are remembered. */
const KEPT = 500;

export interface QuestionParts {
  readonly pool: WorkerPool;
  readonly readSample: ReadSample;
  readonly rawSpan: RawSpan;
}

export class Questions {
  private readonly searched = new Map<number, readonly RepeatedSpan[]>();
  private readonly orders = new Map<string, DropOrder>();

  constructor(
    private readonly inspection: Inspection,
    private readonly parts: QuestionParts,
  ) {}

  /** What a search of the whole corpus found for a row; undefined when nobody searched yet. */
  found(row: number): readonly RepeatedSpan[] | undefined {
    return this.searched.get(row);
  }

  /** Rejects with 'not-found' when there is no such row, and with 'cancelled'. */
  async repeats(p: RepeatsParams, signal?: AbortSignal): Promise<RowRepeats[]> {
    const rows = this.rowsOf(p);
    return this.reading(async (reader) => {
      const open = rows.filter((row) => !this.searched.has(row));
      if (open.length > 0) {
        const spans = await searchRepeats(this.parts.pool, this.inspection, open, reader, signal);
        open.forEach((row, i) => {
          this.searched.set(row, spans[i] as RepeatedSpan[]);
        });
      }
      const answer = rows.map((row) => [row, this.searched.get(row) as readonly RepeatedSpan[]] as const);
      for (const oldest of this.searched.keys()) {
        if (this.searched.size <= KEPT) break;
        this.searched.delete(oldest);
      }
      return this.answer(answer, reader);
    });
  }

  /** Of flagged rows only, by what their evidence names. */
  async flagged(
    p: { readonly file: number; readonly from: number; readonly to: number },
    breathe: () => Promise<void> | undefined,
  ): Promise<RowRepeats[]> {
    return this.reading(async (reader) => {
      const spans: (readonly [number, readonly RepeatedSpan[]])[] = [];
      for (const row of underlinedRows(this.inspection, p.file, p.from, p.to).slice(0, MOST_FLAGGED)) {
        spans.push([row, this.spansOf(row, reader)]);
        await breathe();
      }
      return this.answer(spans, reader);
    });
  }

  /** What the traits of rows say; rows of views that are not read are missing. Rejects as `repeats`. */
  async traits(p: TraitsParams, model: () => TraitReader): Promise<RowTraits[]> {
    const rows = this.rowsOf(p);
    return this.reading(async (reader) => {
      const placement = new Placement(this.inspection, this.parts.readSample, this.parts.rawSpan);
      try {
        return rows.flatMap((row) => rowTraits(this.inspection, row, reader, model, placement) ?? []);
      } finally {
        placement.close();
      }
    });
  }

  /** Throws 'not-found' when there is no such row. */
  private rowsOf(p: RepeatsParams): number[] {
    const rows = 'row' in p ? [p.row] : this.rowsAt(p.file, p.line);
    const isRow = (row: number) => Number.isInteger(row) && row >= 0 && row < this.inspection.columns.length;
    if (rows.length === 0 || !rows.every(isRow)) {
      throw new CorpusError('not-found', 'There is no measured sample here: inspect the corpus again.');
    }
    return rows;
  }

  /** The best that is known without a search. */
  spansOf(row: number, reader: RowTexts): readonly RepeatedSpan[] {
    return this.searched.get(row) ?? namedRepeats(this.inspection, row, reader);
  }

  async leastAdding({ view, count, signal }: DropOrderOptions): Promise<DropOrder> {
    const key = `${view ?? ''} ${count}`;
    const known = this.orders.get(key);
    if (known) return known;
    const order = await leastAdding(this.parts.pool, this.inspection, { view, count, signal });
    this.orders.set(key, order);
    return order;
  }

  /** Rows of the sample that a line is part of; of all that start there, where several do. */
  private rowsAt(file: number, line: number): number[] {
    const first = lineOfSampleAt(this.inspection, file, line);
    if (first === undefined) return [];
    const rows = rowsOnLine(this.inspection, file, first).slice(0, MOST_ROWS);
    if (first === line) return rows;
    const { byte, byteLength } = this.inspection.columns;
    const reader = new RowTexts(this.inspection, this.parts.readSample);
    try {
      return rows.filter((row) => {
        const { raw } = reader.sampleAt(file, byte[row] as number, byteLength[row] as number);
        return first + lineBreaks(raw) >= line;
      });
    } finally {
      reader.close();
    }
  }

  private async reading<T>(work: (reader: RowTexts) => Promise<T>): Promise<T> {
    const reader = new RowTexts(this.inspection, this.parts.readSample);
    try {
      return await work(reader);
    } finally {
      reader.close();
    }
  }

  private answer(
    found: readonly (readonly [row: number, spans: readonly RepeatedSpan[]])[],
    reader: RowTexts,
  ): RowRepeats[] {
    const placement = new Placement(this.inspection, this.parts.readSample, this.parts.rawSpan);
    // Each row gets the same share of what a message may hold.
    const room = (REPLY_BYTES - 16_384) / (2 * Math.max(1, found.length));
    try {
      return found.map(([row, spans]) => ({
        row,
        line: this.inspection.columns.line[row] as number,
        view: viewOf(this.inspection, row) as ViewName,
        spans: fitting(spans, room),
        placed: fitting(placeSpans(this.inspection, row, spans, reader, placement), room),
      }));
    } finally {
      placement.close();
    }
  }
}

function lineBreaks(raw: string): number {
  return raw.match(/\r\n|\r|\n/g)?.length ?? 0;
}
