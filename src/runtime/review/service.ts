// The review calls of the engine: decisions, drops, groups, bins, what-if and the export of one inspected corpus.
import { CorpusError } from '../../engine/errors.ts';
import type { ReviewApi } from '../../protocol/reviewApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import type { RawSpan } from '../placement.ts';
import type { WorkerPool } from '../pool.ts';
import type { Inspection } from '../result.ts';
import type { RowTable } from '../rowTable.ts';
import type { ReadSample } from '../rowText.ts';
import type { SourceRef } from '../source.ts';
import { rowBins } from './bins.ts';
import type { Decided } from './decided.ts';
import { dropSet } from './dropSet.ts';
import { groupCalls } from './groupPages.ts';
import { writeReviewed } from './write.ts';

/** What the calls see of a corpus. */
export interface ReviewedCorpus {
  readonly inspection: Inspection;
  readonly table: RowTable;
  decided: Decided;
}

export interface ReviewParts {
  /** Throws 'not-found' for a corpus that was not inspected. */
  corpusOf(id: string): ReviewedCorpus;
  readonly pool: WorkerPool;
  readonly readSample: ReadSample;
  readonly rawSpan: RawSpan;
  /** Whether an open document still has the text that was inspected. */
  readonly isCurrent?: (source: SourceRef) => boolean;
}

const later = async (): Promise<never> => {
  throw new CorpusError('bad-option', 'This is not there yet.');
};

export function reviewCalls({ corpusOf, pool, readSample, isCurrent }: ReviewParts): Impl<ReviewApi> {
  return {
    review: later,
    decide: later,
    undoDecision: later,
    spotCheck: later,
    async droppedSamples({ corpus, choice, offset, limit }, { signal }) {
      const { inspection, decided } = corpusOf(corpus);
      const samples = await dropSet(inspection, choice, decided, { pool, readSample, signal });
      const page = samples.slice(offset, offset + Math.min(limit, 10_000));
      return {
        total: samples.length,
        samples: page.map(({ row, file, line, reason }) => ({ row, file, line, reason })),
      };
    },
    whatIf: later,
    async writeReviewed({ corpus, choice, out, withDropped }, { signal, progress }) {
      const { inspection, decided } = corpusOf(corpus);
      const samples = await dropSet(inspection, choice, decided, { pool, readSample, signal });
      const hooks = { signal, onProgress: progress, isCurrent };
      return writeReviewed({ inspection, samples, choice, out, withDropped }, hooks);
    },
    ...groupCalls({ corpusOf, readSample }),
    bins(p, { signal }) {
      const { inspection, decided } = corpusOf(p.corpus);
      return rowBins(inspection, p, { pool, readSample, decided, signal });
    },
    findingsBetween: later,
    nextFinding: later,
  };
}
