// Which rows could go first, on request: a pass that collects 4-grams, and the drops counted anew one after the other.
import { CorpusError } from '../../engine/errors.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { Drops } from '../../engine/scoring/marginal.ts';
import type { DropOrder } from '../../protocol/hostApi.ts';
import { numberingOf } from '../inspect/laterPass.ts';
import type { Inspection } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { RowGrams } from '../tasks/dropOrder.ts';

/** All 4-grams have to be in memory at once. */
export const DROP_ORDER_BYTES = 64 * 1024 * 1024;
export const MOST_DROPS = 10_000;

export interface DropOrderOptions {
  /** Default: the view with most words. */
  readonly view?: ViewName | undefined;
  readonly count: number;
  readonly signal?: AbortSignal | undefined;
}

/** Rejects with 'bad-option' for a corpus above 64 MiB or a view that was not measured, and with 'cancelled'. */
export async function leastAdding(
  pool: WorkerPool,
  inspection: Inspection,
  { view = busiestView(inspection), count, signal }: DropOrderOptions,
): Promise<DropOrder> {
  const bytes = inspection.plans.reduce((n, plan) => n + plan.bytes, 0);
  if (bytes > DROP_ORDER_BYTES) {
    throw new CorpusError(
      'bad-option',
      `Recounting after each drop needs all 4-grams in memory, so it is offered up to 64 MiB; this corpus has ${Math.ceil(bytes / 2 ** 20)} MiB. Sort by what each sample adds now, or inspect a part of the corpus.`,
    );
  }
  const numbering = numberingOf(inspection);
  if (!view || !numbering.views.includes(view)) {
    const names = numbering.views.join(', ') || 'none';
    throw new CorpusError('bad-option', `There is no view ${view ?? ''} in this corpus; it has: ${names}.`);
  }
  const options = signal ? { signal } : {};
  const { results } = await pool.overBlocks<RowGrams>(
    'rowGrams',
    { ...numbering, view },
    numbering.job.blocks.length,
    options,
  );
  const asked = { parts: results, count: Math.min(count, MOST_DROPS) };
  const { samples, adds } = await pool.one<Drops>('dropOrder', asked, options);
  return { view, rows: Array.from(samples, (row, i) => ({ row, adds: adds[i] as number })) };
}

function busiestView({ columns }: Inspection): ViewName | undefined {
  const words = VIEW_NAMES.map(() => 0);
  for (let row = 0; row < columns.length; row++) {
    const view = columns.view[row] as number;
    words[view] = (words[view] as number) + (columns.words[row] as number);
  }
  const most = Math.max(...words);
  return columns.length === 0 ? undefined : VIEW_NAMES[words.indexOf(most)];
}
