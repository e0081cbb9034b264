// The job of an inspection: how each file is read, which blocks there are, what is drawn, how large tables may grow.
import { CorpusError } from '../../engine/errors.ts';
import { blockId } from '../../engine/metric.ts';
import { hashString } from '../../engine/text/hash.ts';
import type { KnownRows } from '../../formats/draw.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { planFile } from '../../formats/planFile.ts';
import { compileLabel } from '../../formats/views/fieldValue.ts';
import type { LineRange } from '../../protocol/hostApi.ts';
import { preferredField, type Settings } from '../settings.ts';
import { byteOfLine } from '../sources/lines.ts';
import { openSource, type SourceRef } from '../sources/source.ts';
import type { BlockRef, Job } from '../tasks/job.ts';

/** Above this, compression is measured on drawn blocks. */
const DRAW_ABOVE = 16 * 1024 * 1024;
/** Above this, the n-gram novelty curve rests on drawn n-grams: about a quarter of a million, however large the corpus. */
const DRAW_CURVE_ABOVE = 1024 * 1024;
const BYTES_PER_SLOT = 12;
/** Share of the memory budget for one worker's n-gram tables. */
const TABLE_SHARE = 1 / 3;

/** Throws the reader's CorpusError for the first file that cannot be read. `known`: rows of the one file of lines. */
export function planJob(sources: readonly SourceRef[], settings: Settings, lines?: LineRange, known?: KnownRows): Job {
  if (sources.length === 0) throw new CorpusError('bad-option', 'Name at least one file to inspect.');
  const { by, metrics } = settings;
  if (by !== undefined && metrics === 'core') {
    throw new CorpusError(
      'bad-option',
      'Groups are measured on drawn samples, which the core leaves out: measure all metrics.',
    );
  }
  if (by !== undefined) compileLabel(by);
  const prefer = preferredField(settings.keeper);
  let range: Job['range'] = null;
  const seen: SourceRef[] = [];
  const plans = sources.map((ref): FilePlan => {
    const source = openSource(ref);
    try {
      const { modified } = source;
      seen.push(ref.kind === 'file' && modified !== undefined ? { ...ref, modified } : ref);
      if (lines) range = { from: byteOfLine(source, lines.from), to: byteOfLine(source, lines.to + 1) };
      const { views, textSplit, blockBytes } = settings;
      return planFile(source, { views, textSplit, blockBytes, fileName: ref.shown, ...(known && { known }) });
    } finally {
      source.close();
    }
  });
  const blocks: BlockRef[] = plans.flatMap((plan, file) => plan.blocks.map(({ block }) => ({ file, block })));
  const bytes = plans.reduce((n, p) => n + p.bytes, 0);
  const views = new Set(plans.flatMap((p) => p.views.rules.map((r) => r.view))).size;
  const drawn = Math.ceil(DRAW_ABOVE / settings.blockBytes);
  // Three n-gram tables per view.
  const slots = (settings.memoryMb * 1e6 * TABLE_SHARE) / (3 * Math.max(1, views) * BYTES_PER_SLOT);
  return {
    sources: seen,
    plans,
    blocks,
    maxSlots: 2 ** Math.max(12, Math.min(26, Math.floor(Math.log2(slots)))),
    level: 0,
    curveLevel: curveLevelFor(bytes),
    drawnBlocks: bytes > DRAW_ABOVE && blocks.length > drawn ? drawBlocks(blocks, plans, drawn).map(blockId) : null,
    range,
    metrics,
    traits: settings.traits,
    ...(by === undefined ? {} : { by }),
    ...(prefer ? { prefer } : {}),
  };
}

/** How many bits of an n-gram's hash have to be zero for the novelty curve of so many bytes. */
export function curveLevelFor(bytes: number): number {
  return bytes > DRAW_CURVE_ABOVE ? Math.floor(Math.log2(bytes / DRAW_CURVE_ABOVE)) + 2 : 0;
}

/** Whole blocks, drawn by hash of (file, block), so that the draw does not depend on any order; in corpus order. */
export function drawBlocks(blocks: readonly BlockRef[], plans: readonly FilePlan[], drawn: number): BlockRef[] {
  const key = (b: BlockRef) => hashString(`${plans[b.file]?.bytes}:${b.file}:${b.block}`)[1];
  return [...blocks]
    .sort((a, b) => key(a) - key(b))
    .slice(0, drawn)
    .sort((a, b) => blockId(a) - blockId(b));
}
