// What the traits say of the samples of some files, without an inspection: for calibrating, and for the share of LLM-like rows.
import { CorpusError } from '../../engine/errors.ts';
import { blockId } from '../../engine/metric.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { InspectOptions } from '../../protocol/hostApi.ts';
import { planJob } from '../inspect/inspectionPlan.ts';
import type { WorkerPool } from '../pool/pool.ts';
import { settingsOf } from '../settings.ts';
import type { SourceRef } from '../sources/source.ts';
import type { ReadBlock, ReadingsParams, RowReading } from '../tasks/readings.ts';

/** Views that hold prose; the one with most words is read where none is named. */
const READ_VIEWS: readonly ViewName[] = ['text', 'response', 'prompt'];
/** Of larger files the words of drawn samples are kept. */
const OCCURRENCES_BYTES = 4 << 20;

export interface ReadingsAsked {
  readonly sources: readonly SourceRef[];
  readonly options: InspectOptions;
  /** Default: of those that are there, the one of text, response and prompt that holds most words. */
  readonly view?: ViewName;
  readonly fields?: readonly string[];
  /** Whether words by sentences are wanted. */
  readonly occurrences?: boolean;
  readonly signal?: AbortSignal;
  /** 0..1, and samples so far. */
  readonly onProgress?: (fraction: number, samples: number) => void;
}

export interface Readings {
  readonly view: ViewName;
  /** In corpus order. */
  readonly rows: readonly RowReading[];
  /** Where blocks of a large corpus were drawn. */
  readonly drawn?: { readonly n: number; readonly of: number; readonly unit: 'blocks' };
}

/**
 * Rejects with the reader's CorpusError for a file that cannot be read, 'no-view' where the view is in none of the files, 'cancelled',
 * 'worker-crashed'. Of a corpus above 16 MiB the blocks are read that an inspection would draw.
 */
export async function readReadings(pool: WorkerPool, asked: ReadingsAsked): Promise<Readings> {
  const settings = settingsOf(asked.options);
  const { by: _by, ...rest } = settings;
  const job = planJob(asked.sources, rest);
  const drawn = job.drawnBlocks && new Set(job.drawnBlocks);
  const blocks = drawn ? job.blocks.filter((b) => drawn.has(blockId(b))) : job.blocks;
  const bytes = blocks.reduce((n, { file, block }) => {
    const slot = job.plans[file]?.blocks[block];
    return n + (slot ? slot.end - slot.start : 0);
  }, 0);
  const params: ReadingsParams = {
    job: { ...job, blocks },
    views: asked.view ? [asked.view] : READ_VIEWS,
    fields: asked.fields ?? [],
    occurrences: asked.occurrences ? Math.min(1, OCCURRENCES_BYTES / Math.max(1, bytes)) : 0,
  };
  const { onProgress, signal } = asked;
  const { results, lost, reasons } = await pool.overBlocks<ReadBlock[]>('readings', params, blocks.length, {
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (done, samples) => onProgress(bytes === 0 ? 1 : done / bytes, samples) }),
  });
  if (lost.length > 0) {
    throw new CorpusError('worker-crashed', `A part of the corpus could not be read (${reasons[0] ?? 'unknown'}).`);
  }
  const all = results
    .flat()
    .sort((a, b) => a.index - b.index)
    .flatMap((block) => block.rows);
  const view = asked.view ?? mainView(all);
  const number = VIEW_NAMES.indexOf(view);
  const rows = all.filter((row) => row.view === number);
  if (rows.length === 0) {
    const where = asked.sources.map((s) => s.shown).join(', ');
    throw new CorpusError('no-view', `${where}: no sample has the view ${view}; say what is read with --view.`, {
      file: asked.sources[0]?.shown ?? where,
    });
  }
  return {
    view,
    rows,
    ...(drawn && { drawn: { n: blocks.length, of: job.blocks.length, unit: 'blocks' as const } }),
  };
}

function mainView(rows: readonly RowReading[]): ViewName {
  const words = READ_VIEWS.map(() => 0);
  for (const row of rows) {
    const at = READ_VIEWS.indexOf(VIEW_NAMES[row.view] as ViewName);
    words[at] = (words[at] as number) + row.words;
  }
  return READ_VIEWS[words.indexOf(Math.max(...words))] as ViewName;
}
