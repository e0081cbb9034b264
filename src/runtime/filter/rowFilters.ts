// Which rows pass a filter: one byte per row, made of the columns, of searches and of the labels of fields, and kept.
import { FINDING_KINDS } from '../../engine/report.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import { cellOf, NOVELTY_HALVES, TRAIT_HALVES } from '../../engine/verify/axes.ts';
import { verdictAt } from '../../engine/verify/summary.ts';
import type { Range, RowFilter } from '../../protocol/hostApi.ts';
import type { GroupRef } from '../../protocol/reviewApi.ts';
import type { CrossingFilter, Verdict } from '../../protocol/verifyApi.ts';
import type { Inspection, RowColumns } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import { cancelled } from '../pool/poolWorker.ts';
import type { Decided } from '../review/decided.ts';
import { searchRows } from '../rows/rowSearch.ts';
import type { ReadSample } from '../rows/rowText.ts';
import { boundIn } from './bounds.ts';
import { labelKey } from './fieldText.ts';
import { readLabels } from './labels.ts';
import { Recent } from './recent.ts';
import { SharedWork } from './sharedWork.ts';

/** What a filter is applied with. */
export interface FilterParts {
  /** For filters by field. */
  readonly pool: WorkerPool | undefined;
  readonly readSample: ReadSample;
  /** Another object after every change. */
  readonly decided: Decided;
  readonly signal?: AbortSignal | undefined;
}

/** Row numbers, ascending. Rejects with 'cancelled', and where a file that has to be read is gone. */
export async function rowsPassing(inspection: Inspection, filter: RowFilter, parts: FilterParts): Promise<Uint32Array> {
  const mask = await passing(inspection, filter, parts);
  const rows = new Uint32Array(inspection.columns.length);
  let n = 0;
  for (let row = 0; row < rows.length; row++) {
    if (mask === null || mask[row] === 1) rows[n++] = row;
  }
  return rows.slice(0, n);
}

/** 1 for every row that passes; null where all do. Not to be changed. Rejects as `rowsPassing`. */
export async function passing(
  inspection: Inspection,
  filter: RowFilter,
  parts: FilterParts,
): Promise<Uint8Array | null> {
  let filters = known.get(inspection);
  if (!filters) {
    filters = new RowFilters(inspection);
    known.set(inspection, filters);
  }
  return filters.passing(filter, parts);
}

/** Results go with their inspection. */
const known = new WeakMap<Inspection, RowFilters>();

/** The same for filters that mean the same. */
export function filterKey(f: RowFilter): string {
  const range = (r: Range | undefined) => (isOpen(r) ? null : [r?.min ?? null, r?.max ?? null]);
  return JSON.stringify([
    f.view ?? null,
    f.kind ?? null,
    range(f.words),
    range(f.novelty),
    range(f.percentile),
    Object.entries(f.fields ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    f.group ? [f.group.kind, f.group.id] : null,
    f.decided ?? null,
    f.verdict ?? null,
    f.crossing ? [f.crossing.traits ?? null, f.crossing.novelty ?? null] : null,
    f.text?.toLowerCase() ?? '',
  ]);
}

const ALL = filterKey({});

class RowFilters {
  private readonly masks = new Recent<{ readonly mask: Uint8Array; readonly decided: Decided | null }>(8);
  private readonly searches = new SharedWork<Uint8Array>(4);
  private readonly labels = new SharedWork<Float64Array>(8);

  constructor(private readonly inspection: Inspection) {}

  async passing(filter: RowFilter, parts: FilterParts): Promise<Uint8Array | null> {
    const key = filterKey(filter);
    if (key === ALL) return null;
    const decided = filter.decided ? parts.decided : null;
    const last = this.masks.get(key);
    if (last?.decided === decided) return last.mask;
    const found = filter.text ? await this.search(filter.text, parts) : null;
    const fields: [Float64Array, number][] = [];
    for (const [field, value] of Object.entries(filter.fields ?? {})) {
      const column = await this.labels.get(field, parts.signal, (signal) =>
        readLabels(this.inspection, field, parts.pool as WorkerPool, signal),
      );
      fields.push([column, labelKey(value)]);
    }
    if (parts.signal?.aborted) throw cancelled();
    const mask = maskOf(this.inspection.columns, filter, { decided: parts.decided, found, fields });
    this.masks.set(key, { mask, decided });
    return mask;
  }

  private search(text: string, { readSample, signal }: FilterParts): Promise<Uint8Array> {
    const wanted = text.toLowerCase();
    // Somebody who types on looks among what the shorter text found.
    const within = this.searches.done.entries().find(([shorter]) => wanted.includes(shorter))?.[1];
    return this.searches.get(wanted, signal, (own) =>
      searchRows(this.inspection, wanted, readSample, { signal: own, within }),
    );
  }
}

interface Read {
  readonly decided: Decided;
  readonly found: Uint8Array | null;
  /** A column, and the key that it has to hold. */
  readonly fields: readonly (readonly [Float64Array, number])[];
}

/** One loop per condition: each is short enough to run at the speed of memory. */
function maskOf(columns: RowColumns, filter: RowFilter, { decided, found, fields }: Read): Uint8Array {
  const n = columns.length;
  const mask = found ? found.slice(0, n) : new Uint8Array(n).fill(1);
  if (filter.view) keepEqual(mask, columns.view, VIEW_NAMES.indexOf(filter.view));
  if (filter.kind) {
    const bits = filter.kind === 'any' ? 0xffff : 1 << FINDING_KINDS.indexOf(filter.kind);
    for (let i = 0; i < n; i++) if (((columns.findings[i] as number) & bits) === 0) mask[i] = 0;
  }
  keepRange(mask, columns.words, filter.words);
  keepRange(mask, columns.novelty, filter.novelty);
  keepRange(mask, columns.traits?.percentile, filter.percentile);
  for (const [column, key] of fields) keepEqual(mask, column, key);
  if (filter.group) keepGroup(mask, columns, filter.group);
  if (filter.verdict) keepVerdict(mask, columns, filter.verdict);
  if (filter.crossing) keepCrossing(mask, columns, filter.crossing);
  if (filter.decided) keepDecided(mask, columns, filter.decided, decided);
  return mask;
}

type Column = Uint8Array | Uint32Array | Int32Array | Float32Array | Float64Array;

function keepEqual(mask: Uint8Array, column: Column, value: number): void {
  for (let i = 0; i < mask.length; i++) if (column[i] !== value) mask[i] = 0;
}

function isOpen(range: Range | undefined): boolean {
  return range?.min === undefined && range?.max === undefined;
}

/** Written so that rows without a number never pass. */
function keepRange(mask: Uint8Array, column: Column | undefined, range: Range | undefined): void {
  if (isOpen(range)) return;
  const min = boundIn(column, range?.min ?? Number.NEGATIVE_INFINITY);
  const max = boundIn(column, range?.max ?? Number.POSITIVE_INFINITY);
  if (!column) {
    mask.fill(0);
    return;
  }
  for (let i = 0; i < mask.length; i++) {
    const value = column[i] as number;
    if (!(value >= min && value <= max)) mask[i] = 0;
  }
}

function keepGroup(mask: Uint8Array, { cluster, content, sample }: RowColumns, { kind, id }: GroupRef): void {
  if (kind === 'near-duplicate') keepEqual(mask, cluster, id);
  // A row without a content is equal to none but itself.
  else if (content[id]) keepEqual(mask, content, content[id] as number);
  else keepEqual(mask, sample, id < mask.length ? (sample[id] as number) : -1);
}

function keepVerdict(mask: Uint8Array, { checks }: RowColumns, wanted: Verdict): void {
  for (let i = 0; i < mask.length; i++) if (!checks || verdictAt(checks, i) !== wanted) mask[i] = 0;
}

function keepCrossing(mask: Uint8Array, { cells }: RowColumns, { traits, novelty }: CrossingFilter): void {
  const passing = new Set(
    TRAIT_HALVES.flatMap((t) => NOVELTY_HALVES.map((n) => [t, n] as const))
      .filter(([t, n]) => (traits ?? t) === t && (novelty ?? n) === n)
      .map(([t, n]) => cellOf(t, n)),
  );
  for (let i = 0; i < mask.length; i++) if (!cells || !passing.has(cells[i] as number)) mask[i] = 0;
}

function keepDecided(
  mask: Uint8Array,
  { findings }: RowColumns,
  wanted: NonNullable<RowFilter['decided']>,
  { dropped, kept }: Decided,
): void {
  for (let i = 0; i < mask.length; i++) {
    const isDropped = dropped[i] === 1;
    const ignored = kept[i] ?? 0;
    const passes =
      wanted === 'dropped'
        ? isDropped
        : wanted === 'kept'
          ? ignored !== 0
          : !isDropped && ((findings[i] as number) & ~ignored) !== 0;
    if (!passes) mask[i] = 0;
  }
}
