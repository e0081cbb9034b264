// Which rows belong to which step: read once, as columns, for the view that is compared.
import { CorpusError } from '../../engine/errors.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { NO_LABEL } from '../../formats/views/fieldValue.ts';
import type { CompareParams } from '../../protocol/betweenApi.ts';
import { planJob } from '../inspect/inspectionPlan.ts';
import { settingsOf } from '../settings.ts';
import type { SourceRef } from '../sources/source.ts';
import type { Job } from '../tasks/job.ts';
import type { SnapshotBlock, SnapshotRowsParams } from '../tasks/snapshotRows.ts';
import type { BlockValues } from './fieldCounts.ts';
import type { BetweenHooks, SnapshotSources } from './hooks.ts';

export type SnapshotsAsked =
  | { readonly from: 'list'; readonly list: readonly SnapshotSources[] }
  | {
      readonly from: 'field';
      readonly sources: readonly SourceRef[];
      readonly field: string;
      readonly order?: readonly string[];
    };

export interface CompareAsked extends Pick<CompareParams, 'view' | 'by' | 'options' | 'seed'> {
  readonly snapshots: SnapshotsAsked;
  /** Permutations of each step against the reference; default 399. */
  readonly permutations?: number;
  /** Draws at the budget; default 20. */
  readonly draws?: number;
}

/** More steps are no comparison, but a field that tells rows apart. */
export const MOST_STEPS = 100;
/** Views that are compared where none is named: those that hold prose. */
const COMPARED: readonly ViewName[] = ['text', 'response', 'prompt'];

/** All samples with the view, in corpus order. */
export interface SnapshotRows {
  readonly job: Job;
  readonly view: ViewName;
  readonly names: readonly string[];
  /** Set where the steps are values of a field. */
  readonly field?: string;
  readonly step: Uint32Array;
  readonly file: Uint32Array;
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  /** 1-based. */
  readonly line: Float64Array;
  readonly words: Uint32Array;
  /** Hash of the folded text of the view; of the whole row, or of all its texts where a field holds the step; of identifier and prompt, 0 for none. */
  readonly text: Float64Array;
  readonly content: Float64Array;
  readonly id: Float64Array;
  readonly prompt: Float64Array;
  /** Hash of the document that a sample is a piece of, 0 for none. */
  readonly document: Float64Array;
  /** Number of `groups`. */
  readonly group: Uint32Array;
  readonly groups: readonly string[];
  /** By block: values of fields, with the step of each of its labels and the line before it. */
  readonly values: readonly {
    readonly values: BlockValues;
    readonly steps: readonly number[];
    readonly file: number;
    readonly lines: number;
  }[];
  readonly invalid: number;
  /** Rows that belong to no step. */
  readonly stepless: number;
  /** Bytes that were read. */
  readonly bytes: number;
}

/** Rejects with the reader's CorpusError, 'no-view', 'bad-option' for snapshots that cannot be compared, 'cancelled', 'worker-crashed'. */
export async function readSnapshots(asked: CompareAsked, hooks: BetweenHooks): Promise<SnapshotRows> {
  const { snapshots } = asked;
  const list = snapshots.from === 'list' ? snapshots.list : [];
  if (snapshots.from === 'list' && list.length < 2) {
    throw new CorpusError('bad-option', 'Name at least two snapshots to compare.');
  }
  const sources = snapshots.from === 'list' ? list.flatMap((s) => s.sources) : snapshots.sources;
  const ofFile = list.flatMap((s, step) => s.sources.map(() => step));
  const { by: _by, calibration: _c, ...settings } = settingsOf({ ...asked.options, metrics: 'core' });
  const job = planJob(sources, settings);
  const views = asked.view ? [asked.view] : COMPARED;
  const params: SnapshotRowsParams = {
    job,
    where: list.flatMap((s) => s.sources.map(() => s.where ?? null)),
    field: snapshots.from === 'field' ? snapshots.field : null,
    by: asked.by ?? null,
    views,
  };
  const bytes = job.plans.reduce((n, plan) => n + plan.bytes, 0);
  const { results, lost, reasons } = await hooks.pool.overBlocks<SnapshotBlock[]>(
    'snapshotRows',
    params,
    job.blocks.length,
    {
      signal: hooks.signal,
      onProgress: (done) => hooks.onProgress({ step: 'reading', fraction: bytes === 0 ? 0 : (0.3 * done) / bytes }),
    },
  );
  if (lost.length > 0) {
    throw new CorpusError('worker-crashed', `A part of the corpus could not be read (${reasons[0] ?? 'unknown'}).`);
  }
  const blocks = results.flat().sort((a, b) => a.index - b.index);
  const names = snapshots.from === 'list' ? list.map((s) => s.name) : stepNames(snapshots, blocks);
  const stepOf = new Map(names.map((name, i) => [name, i]));
  const stepsOf = (block: SnapshotBlock) =>
    snapshots.from === 'list'
      ? block.labels.map(() => ofFile[job.blocks[block.index]?.file ?? 0] as number)
      : block.labels.map((label) => stepOf.get(label) ?? -1);
  const view = asked.view ?? mainView(blocks, stepsOf, views);
  const rows = columnsOf(job, blocks, stepsOf, view, snapshots.from === 'field');
  const where = sources.map((s) => s.shown).join(', ');
  names.forEach((name, step) => {
    if (rows.step.includes(step)) return;
    const what = asked.view ? `holds no sample with the view ${view}` : 'holds no sample with a text';
    throw new CorpusError('no-view', `${name} ${what}: leave it out, or say what is read with --view.`, {
      file: where,
    });
  });
  if (asked.by !== undefined && rows.groups.every((label) => label === NO_LABEL)) {
    throw new CorpusError('bad-option', `No sample has the field ${asked.by}: name another one to group by.`);
  }
  return { ...rows, job, view, names, bytes, ...(snapshots.from === 'field' && { field: snapshots.field }) };
}

/** Values in the order given, else numeric where all are numbers, else by first row. */
function stepNames(
  { field, order }: Extract<SnapshotsAsked, { from: 'field' }>,
  blocks: readonly SnapshotBlock[],
): string[] {
  const there = [...new Set(blocks.flatMap((b) => b.labels))].filter((label) => label !== NO_LABEL);
  if (order) {
    const missing = order.find((name) => !there.includes(name));
    if (missing !== undefined) {
      const known = there
        .slice(0, 8)
        .map((name) => `"${name}"`)
        .join(', ');
      throw new CorpusError('bad-option', `No sample has ${field} = ${missing}; its values are ${known || 'none'}.`);
    }
    if (new Set(order).size < order.length) throw new CorpusError('bad-option', 'The order names a value twice.');
  }
  const names = order ? [...order] : there;
  if (names.length < 2) {
    const what = names.length === 0 ? `No sample has the field ${field}` : `${field} has one value only, ${names[0]}`;
    throw new CorpusError('bad-option', `${what}: a comparison needs two.`);
  }
  if (names.length > MOST_STEPS) {
    throw new CorpusError(
      'bad-option',
      `${field} has ${names.length} values: name a field that holds the generation, or choose at most ${MOST_STEPS} values in their order.`,
    );
  }
  if (!order && names.every((name) => name.trim() !== '' && Number.isFinite(Number(name)))) {
    names.sort((a, b) => Number(a) - Number(b));
  }
  return names;
}

/** Of the reference, that with most words. */
function mainView(
  blocks: readonly SnapshotBlock[],
  stepsOf: (block: SnapshotBlock) => readonly number[],
  views: readonly ViewName[],
): ViewName {
  const words = VIEW_NAMES.map(() => 0);
  for (const block of blocks) {
    const steps = stepsOf(block);
    block.of.forEach((sample, row) => {
      if (steps[block.label[sample] as number] !== 0) return;
      const view = block.view[row] as number;
      words[view] = (words[view] as number) + (block.words[row] as number);
    });
  }
  const most = [...views].sort(
    (a, b) => (words[VIEW_NAMES.indexOf(b)] as number) - (words[VIEW_NAMES.indexOf(a)] as number),
  );
  return most[0] as ViewName;
}

type Columns = Omit<SnapshotRows, 'job' | 'view' | 'names' | 'field' | 'bytes'>;

function columnsOf(
  job: Job,
  blocks: readonly SnapshotBlock[],
  stepsOf: (block: SnapshotBlock) => readonly number[],
  view: ViewName,
  byTexts: boolean,
): Columns {
  const number = VIEW_NAMES.indexOf(view);
  const out = {
    step: [] as number[],
    file: [] as number[],
    byte: [] as number[],
    byteLength: [] as number[],
    line: [] as number[],
    words: [] as number[],
    text: [] as number[],
    content: [] as number[],
    id: [] as number[],
    prompt: [] as number[],
    document: [] as number[],
    group: [] as number[],
  };
  const groups = new Map<string, number>();
  const values: Columns['values'][number][] = [];
  let invalid = 0;
  let stepless = 0;
  let lines = 0;
  blocks.forEach((block, i) => {
    const file = job.blocks[block.index]?.file ?? 0;
    if (i > 0 && job.blocks[blocks[i - 1]?.index ?? 0]?.file !== file) lines = 0;
    const steps = stepsOf(block);
    const groupOf = block.groups.map((label) => {
      const known = groups.get(label) ?? groups.size;
      groups.set(label, known);
      return known;
    });
    for (let row = 0; row < block.of.length; row++) {
      if (block.view[row] !== number) continue;
      const s = block.of[row] as number;
      const step = steps[block.label[s] as number] as number;
      if (step < 0) {
        stepless++;
        continue;
      }
      out.step.push(step);
      out.file.push(file);
      out.byte.push(block.byte[s] as number);
      out.byteLength.push(block.byteLength[s] as number);
      out.line.push(lines + (block.line[s] as number) + 1);
      out.words.push(block.words[row] as number);
      out.text.push(block.text[row] as number);
      out.content.push((byTexts ? block.texts : block.content)[s] as number);
      out.id.push(block.id[s] as number);
      out.prompt.push(view === 'prompt' ? 0 : (block.prompt[s] as number));
      out.document.push(block.document[s] as number);
      out.group.push(groupOf[block.group[s] as number] ?? 0);
    }
    values.push({ values: block.values, steps, file, lines });
    lines += block.lineBreaks;
    invalid += block.invalid;
  });
  const shared = (list: readonly number[]) => {
    const array = new Float64Array(new SharedArrayBuffer(list.length * 8));
    array.set(list);
    return array;
  };
  return {
    step: Uint32Array.from(out.step),
    file: Uint32Array.from(out.file),
    byte: shared(out.byte),
    byteLength: shared(out.byteLength),
    line: Float64Array.from(out.line),
    words: Uint32Array.from(out.words),
    text: Float64Array.from(out.text),
    content: Float64Array.from(out.content),
    id: Float64Array.from(out.id),
    prompt: Float64Array.from(out.prompt),
    document: Float64Array.from(out.document),
    group: Uint32Array.from(out.group),
    groups: [...groups.keys()],
    values,
    invalid,
    stepless,
  };
}
