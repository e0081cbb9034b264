// First numbers of a large corpus, while its inspection goes on: those of a few drawn blocks, as if they were the corpus;
// and before samples are drawn, everything that does not wait for them.
import { CorpusError } from '../engine/errors.ts';
import type { Report } from '../engine/report.ts';
import type { InspectPreview } from '../protocol/hostApi.ts';
import { joinBlocks, scoresOf } from './columns.ts';
import { NOTHING_DRAWN } from './drawnPass.ts';
import { foldFacts } from './foldFacts.ts';
import { type Measured, reportOf } from './inspectionReport.ts';
import type { Looked } from './look.ts';
import type { Passes } from './passes.ts';
import { scoreParams } from './scoreParams.ts';
import type { Job } from './tasks/job.ts';
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
    this.of = job.blocks.length;
  }

  /** Shows what drawn blocks say. A draw on which the workers crashed is left out: the passes that count say what is lost. */
  async ofDraw(read: () => Promise<Looked>): Promise<void> {
    try {
      const { job, facts, merged } = await read();
      if (merged.length === 0) return;
      const { passes, of } = this;
      const scored = await passes.overDrawn<Scored>('score', scoreParams(job, merged), job.blocks.length);
      const files = foldFacts(job, facts, new Set());
      const rows = joinBlocks(
        job,
        scored.flatMap((s) => s.blocks),
        files.lineBase,
      );
      const views = merged.map(([view, state]) => [view, state, scoresOf(rows, view)] as const);
      const finished = await passes.one<FinishedViews>('finish', { job, views });
      const done = facts.length;
      const report = reportOf(
        {
          ...this.known,
          job,
          facts: files,
          finished,
          drawn: NOTHING_DRAWN,
          labels: scored.flatMap((s) => s.labels),
          passes,
          workers: [],
          unfinished: `Only ${done} of ${of} blocks were read so far.`,
        },
        [],
      );
      this.show({ report, done, of, unit: 'blocks' });
    } catch (error) {
      if (!(error instanceof CorpusError) || error.code !== 'worker-crashed') throw error;
    }
  }
  /** Shows everything that does not wait for drawn samples. */
  whole(report: Report): void {
    this.show({ report, done: this.of, of: this.of, unit: 'blocks' });
  }
}
