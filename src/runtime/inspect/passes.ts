// The passes of one inspection: each runs on the pool, moves the progress on, and notes what was lost on the way.
import { CorpusError } from '../../engine/errors.ts';
import type { InspectProgress, Phase } from '../../protocol/hostApi.ts';
import type { PassOptions } from '../pool/pass.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { Job } from '../tasks/job.ts';

export interface Hooks {
  readonly signal: AbortSignal;
  /** At most so many workers at once; default: all of the pool. */
  readonly workers?: number;
  onProgress(p: InspectProgress): void;
}

/** Where each phase starts on the way from 0 to 1; measured on text corpora of 1 to 250 MB. */
const STARTS: Record<Phase, number> = {
  reading: 0,
  measuring: 0.35,
  verifying: 0.67,
  comparing: 0.7,
  evidence: 0.78,
  leakage: 0.83,
  drawing: 0.85,
  reporting: 0.99,
};
const ENDS: Record<Phase, number> = {
  reading: 0.35,
  measuring: 0.67,
  verifying: 0.7,
  comparing: 0.78,
  evidence: 0.83,
  leakage: 0.85,
  drawing: 0.99,
  reporting: 1,
};

export class Passes {
  /** Blocks that crashed a worker twice, over all passes. */
  readonly lost = new Set<number>();
  /** Milliseconds per task, and of processor time over all threads of the process. */
  readonly times: Record<string, number> = {};
  readonly cpuTimes: Record<string, number> = {};
  private cpu = process.cpuUsage();
  /** Batches of later passes that were lost. */
  lostBatches = 0;
  crashes = 0;
  private readonly totalBytes: number;
  private samples = 0;

  constructor(
    private readonly pool: WorkerPool,
    private readonly job: Job,
    private readonly hooks: Hooks,
  ) {
    this.totalBytes = job.plans.reduce((n, p) => n + p.bytes, 0);
  }

  /** A task over all blocks of the corpus; blocks that crashed a worker twice are noted in `lost`. */
  overCorpus<R>(phase: Phase, task: string, params: unknown): Promise<R[]> {
    return this.over<R>(phase, task, params, this.job.blocks.length, 'corpus');
  }

  /** A task over batches of rows or pairs. A batch that crashed a worker twice is missing from the result. */
  overBatches<R>(phase: Phase, task: string, params: unknown, batches: number): Promise<R[]> {
    return this.over<R>(phase, task, params, batches, 'batches');
  }

  /** A task over a few drawn blocks, before the passes that count. */
  async overDrawn<R>(task: string, params: unknown, blocks: number): Promise<R[]> {
    const start = performance.now();
    const { results, crashes } = await this.pool.overBlocks<R>(task, params, blocks, this.options);
    this.crashes += crashes;
    this.note('look', start);
    return results;
  }

  /** As `overBatches`, for tasks that count each batch as one when it is done. */
  overUnits<R>(phase: Phase, task: string, params: unknown, units: number): Promise<R[]> {
    return this.over<R>(phase, task, params, units, 'units');
  }

  private async over<R>(
    phase: Phase,
    task: string,
    params: unknown,
    blocks: number,
    what: 'corpus' | 'batches' | 'units',
  ): Promise<R[]> {
    const ofCorpus = what === 'corpus';
    const share = (bytes: number, done: number) => {
      if (what === 'units') return done / blocks;
      return ofCorpus && this.totalBytes > 0 ? bytes / this.totalBytes : 0.5;
    };
    const start = performance.now();
    if (blocks === 0) return [];
    this.report(phase, 0, 0);
    const { results, lost, crashes } = await this.pool.overBlocks<R>(task, params, blocks, {
      ...this.options,
      onProgress: (bytes, samples) => {
        if (phase === 'reading') this.samples = samples;
        this.report(phase, share(bytes, samples), bytes);
      },
    });
    if (ofCorpus) for (const block of lost) this.lost.add(block);
    else this.lostBatches += lost.length;
    this.crashes += crashes;
    this.note(task, start);
    if (results.length === 0) {
      throw new CorpusError(
        'worker-crashed',
        'The workers crashed on every part of the corpus: try with more memory or fewer jobs.',
      );
    }
    return results;
  }

  /** A task on one worker. */
  async one<R>(task: string, params: unknown): Promise<R> {
    const start = performance.now();
    const result = await this.pool.one<R>(task, params, { signal: this.hooks.signal });
    this.note(task, start);
    return result;
  }

  /** Worker threads that a pass may use. */
  get jobs(): number {
    return Math.min(this.pool.jobs, this.hooks.workers ?? this.pool.jobs);
  }

  private get options(): PassOptions {
    const { signal, workers } = this.hooks;
    return { signal, ...(workers === undefined ? {} : { workers }) };
  }

  private note(task: string, start: number): void {
    this.times[task] = Math.round((this.times[task] ?? 0) + performance.now() - start);
    // Passes follow one another: what was spent since the last one ended was spent on this one.
    const { user, system } = process.cpuUsage(this.cpu);
    this.cpu = process.cpuUsage();
    this.cpuTimes[task] = Math.round((this.cpuTimes[task] ?? 0) + (user + system) / 1000);
  }

  private report(phase: Phase, share: number, bytes: number): void {
    const fraction = STARTS[phase] + (ENDS[phase] - STARTS[phase]) * Math.min(1, share);
    const { totalBytes, samples } = this;
    this.hooks.onProgress({ phase, fraction, bytes: Math.min(bytes, totalBytes), totalBytes, samples });
  }
}
