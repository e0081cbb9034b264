// First numbers of a large corpus, while its inspection goes on: those of a few drawn blocks, as if they were the corpus;
// and before samples are drawn, everything that does not wait for them.
import { CorpusError } from '../engine/errors.ts';
import type { Report } from '../engine/report.ts';
import type { InspectPreview } from '../protocol/hostApi.ts';
import { joinBlocks, scoresOf } from './columns.ts';
import { NOTHING_DRAWN } from './drawnPass.ts';
import { foldFacts } from './foldFacts.ts';
import { type Measured, reportOf } from './inspectionReport.ts';
import { bytesOf, type Looked } from './look.ts';
import type { Passes } from './passes.ts';
import { scoreParams } from './scoreParams.ts';
import type { BlockRef, Job } from './tasks/job.ts';
import type { MeasuredPart } from './tasks/measurePart.ts';
import type { FinishedViews } from './tasks/merge.ts';
import type { Scored } from './tasks/score.ts';

/** `report` says in `partial` what is missing; its findings are empty until all samples were compared. */
export type Preview = Omit<InspectPreview, 'about'>;

/** From here on an inspection takes long enough that first numbers help, bytes. */
const PREVIEW_ABOVE = 4 * 1024 * 1024;

/** What of the report does not depend on how far the inspection is. */
type Known = Pick<Measured, 'settings' | 'asked' | 'started'>;

/** Those of one inspection; null for corpora that are done soon, or when nobody looks. A selection of lines is small. */
export function previewsFor(
  passes: Passes,
  job: Job,
  known: Known,
  show: ((preview: Preview) => void) | undefined,
): Previews | null {
  const bytes = job.plans.reduce((n, p) => n + p.bytes, 0);
  return show && bytes > PREVIEW_ABOVE && job.range === null ? new Previews(passes, known, job, show) : null;
}

export class Previews {
  private readonly of: number;

  constructor(
    private readonly passes: Passes,
    private readonly known: Known,
    job: Job,
    private readonly show: (preview: Preview) => void,
  ) {
    this.of = job.plans.reduce((n, p) => n + p.bytes, 0);
  }

  /** Shows the numbers of a small part, measured in one worker. */
  ofPart(part: Job): Promise<void> {
    return this.unlessCrashed(async () => this.partly(part, await this.passes.one<MeasuredPart>('measurePart', part)));
  }

  /** Shows what the look ahead says. */
  ofLook({ job, folded, merged }: Looked): Promise<void> {
    return this.unlessCrashed(async () => {
      const read = folded.flatMap((f) => f.blocks);
      const scored = await this.passes.overDrawn<Scored>('score', scoreParams(job, merged), job.blocks.length);
      const blocks = scored.flatMap((s) => s.blocks);
      const rows = joinBlocks(job, blocks, foldFacts(job, read, new Set()).lineBase);
      const views = merged.map(([view, state]) => [view, state, scoresOf(rows, view)] as const);
      const finished = await this.passes.one<FinishedViews>('finish', { job, views });
      this.partly(job, { read, finished, labels: scored.flatMap((s) => s.labels) });
    });
  }

  /** Shows everything that does not wait for drawn samples. */
  whole(report: Report): void {
    this.show({ report, done: this.of, of: this.of, unit: 'bytes' });
  }

  private partly(job: Job, { read, finished, labels }: MeasuredPart): void {
    if (finished.length === 0) return;
    const { passes, known, of } = this;
    const facts = foldFacts(job, read, new Set());
    const done = bytesOf({ plans: job.plans, blocks: read.map((b) => job.blocks[b.index] as BlockRef) });
    const unfinished = `Only ${done} of ${of} bytes were read so far.`;
    const drawn = NOTHING_DRAWN;
    const report = reportOf({ ...known, job, facts, finished, drawn, labels, passes, workers: [], unfinished }, []);
    this.show({ report, done, of, unit: 'bytes' });
  }

  /** A part on which the workers crash is not shown: the passes that count try it again, and say what is lost. */
  private async unlessCrashed(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof CorpusError) || error.code !== 'worker-crashed') throw error;
    }
  }
}
