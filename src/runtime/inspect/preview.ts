// First numbers of a large corpus, while its inspection goes on: those of a few drawn blocks, as if they were the corpus;
// and before samples are drawn, everything that does not wait for them.
import { CorpusError } from '../../engine/errors.ts';
import type { Report } from '../../engine/report.ts';
import type { InspectPreview } from '../../protocol/hostApi.ts';
import type { BlockRef, Job } from '../tasks/job.ts';
import type { MeasuredPart } from '../tasks/measurePart.ts';
import type { FinishedViews } from '../tasks/merge.ts';
import type { Scored } from '../tasks/score.ts';
import { joinBlocks, scoresOf } from './columns.ts';
import { NOTHING_DRAWN } from './drawnPass.ts';
import { foldFacts } from './foldFacts.ts';
import { type Measured, reportOf } from './inspectionReport.ts';
import { bytesOf, type Looked } from './look.ts';
import type { Passes } from './passes.ts';
import { scoreParams } from './scoreParams.ts';

/** `report` says in `partial` what is missing; its findings are empty until all samples were compared. */
export type Preview = Omit<InspectPreview, 'about'>;

/** From here on the exact passes take long enough that numbers of a part help, bytes. */
const PART_ABOVE = 4 * 1024 * 1024;
/** From here on drawn samples are worth waiting for with the rest in sight, bytes. */
const WHOLE_ABOVE = 256 * 1024;

/** What of the report does not depend on how far the inspection is. */
type Known = Pick<Measured, 'settings' | 'asked' | 'started'>;

/** Those of one inspection. Corpora that are done soon have none, and selected lines none of a part. */
export class Previews {
  private readonly of: number;
  private readonly inParts: boolean;

  constructor(
    private readonly passes: Passes,
    private readonly known: Known,
    job: Job,
    private readonly show: (preview: Preview) => void,
  ) {
    this.of = job.plans.reduce((n, p) => n + p.bytes, 0);
    this.inParts = this.of > PART_ABOVE && job.range === null;
  }

  /** Shows the numbers of a small part, measured in one worker. */
  async ofPart(part: Job): Promise<void> {
    if (!this.inParts) return;
    await this.unlessCrashed(async () => this.partly(part, await this.passes.one<MeasuredPart>('measurePart', part)));
  }

  /** Shows what the look ahead says. */
  async ofLook({ job, folded, merged }: Looked): Promise<void> {
    if (!this.inParts) return;
    await this.unlessCrashed(async () => {
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
    if (this.of > WHOLE_ABOVE) this.show({ report, done: this.of, of: this.of, unit: 'bytes' });
  }

  private partly(job: Job, { read, finished, labels }: MeasuredPart): void {
    if (finished.length === 0) return;
    const { passes, known, of } = this;
    const facts = foldFacts(job, read, new Set());
    const done = bytesOf({ plans: job.plans, blocks: read.map((b) => job.blocks[b.index] as BlockRef) });
    const unfinished = `Only ${done} of ${of} bytes were read so far.`;
    const drawn = NOTHING_DRAWN;
    const report = reportOf(
      { ...known, job, facts, finished, drawn, labels, passes, workers: [], unfinished, traits: null, leakage: null },
      [],
    );
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
