// The rows near the viewport, and what was found and decided on them: asked for as they come into sight, forgotten when far.
import { isCancelled } from '../../protocol/errors.ts';
import type { Client } from '../../protocol/rpc.ts';
import type { RawRow } from '../../protocol/samplesApi.ts';
import type { SampleFinding, SamplesHostApi } from '../../protocol/samplesPanelApi.ts';

export interface RowNotes {
  readonly findings: readonly SampleFinding[];
  readonly decision?: 'dropped' | 'kept';
}

/** Rows that are kept beyond those in sight. */
const KEPT = 300;
const MOST = 60;
const NO_NOTES: RowNotes = { findings: [] };

export class RowStore {
  readonly #rows = new Map<number, RawRow>();
  readonly #notes = new Map<number, RowNotes>();
  #asking = new AbortController();
  #busy = false;
  #noting = false;
  #hasNotes = false;
  #wanted: readonly [first: number, last: number] = [0, 0];
  failure: string | null = null;

  constructor(
    private readonly host: Pick<Client<SamplesHostApi>, 'rows' | 'notes'>,
    private readonly changed: () => void,
  ) {}

  row(row: number): RawRow | undefined {
    return this.#rows.get(row);
  }

  notes(row: number): RowNotes {
    return this.#notes.get(row) ?? NO_NOTES;
  }

  /** Forgets all rows: the file is another one. */
  reset(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#rows.clear();
    this.#notes.clear();
    this.failure = null;
    this.#busy = false;
    this.#noting = false;
  }

  /** Forgets what was found and decided; `has`: whether there is anything of that kind to ask for. What stood there is shown
   *  until the answer comes. */
  renewNotes(has: boolean): void {
    this.#hasNotes = has;
    this.#stale = new Set(this.#notes.keys());
    if (!has) this.#notes.clear();
    this.want(...this.#wanted);
  }
  #stale = new Set<number>();

  /** The rows [first, last) are in sight. */
  want(first: number, last: number): void {
    this.#wanted = [first, last];
    void this.#fetchRows();
    void this.#fetchNotes();
  }

  /** Reads more of a row that was cut. */
  async more(row: number, chars: number): Promise<void> {
    const [whole] = await this.host.rows({ from: row, count: 1, chars });
    if (whole) this.#rows.set(row, whole);
    this.changed();
  }

  retry(): void {
    this.failure = null;
    this.want(...this.#wanted);
  }

  async #fetchRows(): Promise<void> {
    const [first, last] = this.#wanted;
    let from = first;
    while (from < last && this.#rows.has(from)) from++;
    if (this.#busy || this.failure !== null || from >= last) return;
    this.#busy = true;
    const { signal } = this.#asking;
    let came = 0;
    try {
      const rows = await this.host.rows({ from, count: Math.min(last - from, MOST) }, { signal });
      if (signal.aborted) return;
      for (const row of rows) this.#rows.set(row.row, row);
      came = rows.length;
      forget(this.#rows, this.#wanted);
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.#busy = false;
    this.changed();
    if (came > 0) void this.#fetchRows();
  }

  async #fetchNotes(): Promise<void> {
    if (!this.#hasNotes || this.#noting) return;
    const [first, last] = this.#wanted;
    const lacks = (row: number) => !this.#notes.has(row) || this.#stale.has(row);
    let from = first;
    while (from < last && !lacks(from)) from++;
    if (from >= last) return;
    this.#noting = true;
    const { signal } = this.#asking;
    try {
      const asked = this.#stale;
      const { findings, decided } = await this.host.notes({ from: from + 1, to: last }, { signal });
      if (signal.aborted) return;
      const decisions = new Map(decided.map(({ line, decision }) => [line, decision]));
      for (let row = from; row < last; row++) {
        const decision = decisions.get(row + 1);
        const here = findings.filter(({ line }) => line === row + 1);
        this.#notes.set(row, { findings: here, ...(decision ? { decision } : {}) });
        if (asked === this.#stale) this.#stale.delete(row);
      }
      forget(this.#notes, this.#wanted);
      this.#noting = false;
      this.changed();
      void this.#fetchNotes();
    } catch {
      // The next result or decision asks again.
      if (!signal.aborted) this.#noting = false;
    }
  }
}

function forget(map: Map<number, unknown>, [first, last]: readonly [number, number]): void {
  if (map.size <= KEPT + last - first) return;
  for (const row of map.keys()) if (row < first - KEPT / 2 || row >= last + KEPT / 2) map.delete(row);
}
