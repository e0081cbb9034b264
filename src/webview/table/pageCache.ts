// Pages of table rows, fetched when they come into sight and dropped as a whole when the question changes.
import type { RowSummary } from '../../protocol/hostApi.ts';

export const PAGE_ROWS = 200;
const KEPT_PAGES = 50;

export type PageSource<Row = RowSummary> = (
  range: { offset: number; limit: number },
  signal: AbortSignal,
) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>;

export class PageCache<Row = RowSummary> {
  /** Rows that pass the filter; null until the first page came. */
  total: number | null = null;
  /** The last failure, or null; a new question or `retry` clears it. */
  failure: unknown = null;
  readonly #pages = new Map<number, readonly Row[]>();
  readonly #running = new Map<number, AbortController>();
  /** What stood there before the question changed: shown until the first answer, so that rows do not flash. */
  #before: ReadonlyMap<number, readonly Row[]> = new Map();
  #isOther = false;
  #source: PageSource<Row> | null = null;

  constructor(readonly onChange: () => void) {}

  /** A new question: running fetches are aborted, their answers ignored. The old rows and their number stay until the first
   *  answer comes. */
  reset(source: PageSource<Row>): void {
    this.#isOther = true;
    this.#restart(source);
  }

  /** The same rows, of which something else is told. */
  refresh(source: PageSource<Row>): void {
    this.#isOther = this.isStale;
    this.#restart(source);
  }

  #restart(source: PageSource<Row>): void {
    for (const control of this.#running.values()) control.abort();
    this.#running.clear();
    if (this.#pages.size > 0) this.#before = new Map(this.#pages);
    this.#pages.clear();
    this.failure = null;
    this.#source = source;
  }

  /** Whether the rows are still those of the last question: their numbers may stand for others now. */
  get isStale(): boolean {
    return this.#isOther && this.#before.size > 0;
  }

  row(index: number): Row | undefined {
    const page = Math.floor(index / PAGE_ROWS);
    return (this.#pages.get(page) ?? this.#before.get(page))?.[index % PAGE_ROWS];
  }

  /** Fetches what is missing of [first, last) and gives up what is running outside. */
  want(first: number, last: number): void {
    const from = Math.floor(first / PAGE_ROWS);
    const to = Math.floor(Math.max(first, last - 1) / PAGE_ROWS);
    for (const [page, control] of this.#running) {
      if (page >= from && page <= to) continue;
      this.#running.delete(page);
      control.abort();
    }
    if (this.failure !== null) return;
    for (let page = from; page <= to; page++) {
      const known = this.#pages.get(page);
      if (known) this.#touch(page, known);
      else if (!this.#running.has(page)) void this.#fetch(page);
    }
  }

  retry(): void {
    this.failure = null;
    this.onChange();
  }

  /** Moves a page to the end of the map: the first ones are those not seen for longest. */
  #touch(page: number, rows: readonly Row[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, rows);
  }

  async #fetch(page: number): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const control = new AbortController();
    this.#running.set(page, control);
    const current = () => this.#running.get(page) === control;
    try {
      const answer = await source({ offset: page * PAGE_ROWS, limit: PAGE_ROWS }, control.signal);
      if (!current()) return;
      this.total = answer.total;
      this.#before = new Map();
      this.#touch(page, answer.rows);
      for (const oldest of this.#pages.keys()) {
        if (this.#pages.size <= KEPT_PAGES) break;
        this.#pages.delete(oldest);
      }
    } catch (error) {
      if (!current()) return;
      this.failure = error;
      this.#before = new Map();
    }
    this.#running.delete(page);
    this.onChange();
  }
}
