// What every task of an inspection knows: the files, how to read them, and the engine's environment.
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';
import type { Env, FixedTables, MetricSet } from '../../engine/metric.ts';
import type { Sample, ViewName } from '../../engine/sample.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { type BlockInfo, readBlock } from '../../formats/readBlock.ts';
import type { FieldMatch } from '../../formats/views/fieldValue.ts';
import type { TraitChoice } from '../../protocol/traitsApi.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import { type OpenSource, openSource, type SourceRef } from '../sources/source.ts';

export interface BlockRef {
  readonly file: number;
  readonly block: number;
}

/** Posted to the workers; the same for all tasks of an inspection. */
export interface Job {
  readonly sources: readonly SourceRef[];
  readonly plans: readonly FilePlan[];
  /** All blocks of all files, in corpus order. */
  readonly blocks: readonly BlockRef[];
  readonly maxSlots: number;
  readonly level: number;
  /** Tables that all workers fill together, by view; absent for small corpora. */
  readonly tables?: Readonly<Partial<Record<ViewName, FixedTables>>>;
  readonly curveLevel: number;
  /** `blockId`s, null for all. */
  readonly drawnBlocks: readonly number[] | null;
  /** Only samples that start at a byte in [from, to) count; null for all. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** The field whose values samples are grouped by. */
  readonly by?: string;
  /** Samples with this value are kept before others. */
  readonly prefer?: FieldMatch;
  readonly metrics: MetricSet;
  /** Whose traits are read. */
  readonly traits: TraitChoice;
}

/** `view` is needed where states are filled. */
export function envOf(job: Job, view?: ViewName): Env {
  return {
    fixed: view && job.tables?.[view],
    gzipLength,
    longLength,
    maxSlots: job.maxSlots,
    level: job.level,
    curveLevel: job.curveLevel,
    drawnBlocks: job.drawnBlocks && new Set(job.drawnBlocks),
    blockCount: job.blocks.length,
    metrics: job.metrics,
  };
}

export function gzipLength(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length;
}

/** Quality 6 finds what a long window has to offer; 7 takes twice as long for 3 %. */
function longLength(bytes: Uint8Array): number {
  const params = {
    [zlib.BROTLI_PARAM_QUALITY]: 6,
    [zlib.BROTLI_PARAM_LGWIN]: 24,
    [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

/** Opens each source once and closes all. */
export class Sources {
  private readonly open = new Map<number, OpenSource>();
  constructor(private readonly job: Job) {}

  get(file: number): OpenSource {
    let source = this.open.get(file);
    if (!source) {
      source = openSource(this.job.sources[file] as SourceRef);
      this.open.set(file, source);
    }
    return source;
  }

  close(): void {
    for (const source of this.open.values()) source.close();
    this.open.clear();
  }
}

function inRange({ range }: Job, byte: number): boolean {
  return range === null || (byte >= range.from && byte < range.to);
}

/** Reads the blocks that this worker claims; `done` gets what the reader found out, its rows counted in range only. */
export function eachSample(
  job: Job,
  control: WorkerControl,
  visit: (sample: Sample, ref: BlockRef) => void,
  done: (info: BlockInfo, ref: BlockRef, index: number) => void,
  begin: (ref: BlockRef, index: number) => void = () => {},
): void {
  const sources = new Sources(job);
  try {
    for (;;) {
      const index = claim(control);
      if (index < 0) break;
      const ref = job.blocks[index] as BlockRef;
      const plan = job.plans[ref.file] as FilePlan;
      begin(ref, index);
      let samples = 0;
      const info = readBlock(sources.get(ref.file), plan, ref.block, (sample) => {
        if (inRange(job, sample.byte)) {
          samples++;
          visit(sample, ref);
        }
        return isCancelled(control) ? false : undefined;
      });
      done({ ...info, rows: samples }, ref, index);
      const block = plan.blocks[ref.block];
      addProgress(control, block ? block.end - block.start : 0, samples);
    }
  } finally {
    sources.close();
  }
}
