// Reads single rows again by position, prepared for scoring; for the tasks that look at a few rows only.
import { type Sample, type Segment, VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { Scorer, type ViewFacts } from '../../engine/scoring/score.ts';
import { type Prepared, Preparer } from '../../engine/text/prepare.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { readSample } from '../../formats/readBlock.ts';
import { type Job, Sources } from './job.ts';

/** Where each row stands; typed arrays in shared memory. */
export interface RowPlaces {
  readonly file: Uint16Array;
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  readonly view: Uint8Array;
}

export type Facts = readonly (readonly [ViewName, ViewFacts])[];

export class RowReader {
  private readonly sources: Sources;
  private readonly preparer = new Preparer();
  private readonly scorers: ReadonlyMap<ViewName, Scorer>;

  constructor(
    private readonly job: Job,
    private readonly rows: RowPlaces,
    facts: Facts,
  ) {
    this.sources = new Sources(job);
    this.scorers = new Map(facts.map(([view, f]) => [view, new Scorer(f)]));
  }

  /** The whole sample of a row. */
  sample(row: number): Sample {
    const file = this.rows.file[row] as number;
    const plan = this.job.plans[file] as FilePlan;
    const place = [this.rows.byte[row] as number, this.rows.byteLength[row] as number] as const;
    return readSample(this.sources.get(file), plan, ...place).sample;
  }

  /** The texts of the row's view; null when the row is not what it was. */
  segments(row: number): readonly Segment[] | null {
    const view = VIEW_NAMES[this.rows.view[row] as number] as ViewName;
    return this.sample(row).views.find((v) => v.view === view)?.segments ?? null;
  }

  /** The row's view, prepared, and its scorer; null when the row is not what it was. Valid until the next call. */
  read(row: number): { x: Prepared; scorer: Scorer } | null {
    const view = VIEW_NAMES[this.rows.view[row] as number] as ViewName;
    const scorer = this.scorers.get(view);
    const segments = scorer && this.segments(row);
    if (!segments) return null;
    const file = this.rows.file[row] as number;
    return { x: this.preparer.prepare({ file, block: 0 }, view, segments, 'words'), scorer };
  }

  close(): void {
    this.sources.close();
  }
}
