// The review calls of the engine: decisions, drops, groups, bins, what-if and the export of one inspected corpus.

import type { InspectOptions } from '../../protocol/hostApi.ts';
import type { ReviewApi } from '../../protocol/reviewApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import type { InspectCorpus } from '../inspect/inspection.ts';
import type { Inspection } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { Runs } from '../process/runs.ts';
import type { RawSpan } from '../rows/placement.ts';
import type { RowTable } from '../rows/rowTable.ts';
import { type ReadSample, RowTexts } from '../rows/rowText.ts';
import type { SourceRef } from '../sources/source.ts';
import { rowBins } from './bins.ts';
import type { CorpusReview } from './corpusReview.ts';
import { decideCalls } from './decide.ts';
import type { Decided } from './decided.ts';
import { dropSet } from './dropSet.ts';
import { groupCalls } from './groupPages.ts';
import { openFindingCalls } from './openFindingCalls.ts';
import { drawFindings } from './spotCheck.ts';
import { whatIf } from './whatIf.ts';
import { writeReviewed } from './write.ts';

/** What the calls see of a corpus. */
export interface ReviewedCorpus {
  readonly inspection: Inspection;
  /** As it was asked for; default: no options. */
  readonly options?: InspectOptions;
  readonly table: RowTable;
  decided: Decided;
}

export interface ReviewParts {
  /** Throws 'not-found' for a corpus that was not inspected. */
  corpusOf(id: string): ReviewedCorpus;
  /** Likewise. */
  reviewOf(id: string): CorpusReview;
  readonly pool: WorkerPool;
  readonly inspectCorpus: InspectCorpus;
  /** Those of the whole engine. */
  readonly runs: Runs;
  readonly readSample: ReadSample;
  readonly rawSpan: RawSpan;
  /** Whether an open document still has the text that was inspected. */
  readonly isCurrent?: (source: SourceRef) => boolean;
}

const MOST_CHECKED = 200;

interface Paged {
  readonly decided: Decided;
  readonly key: string;
  readonly samples: Awaited<ReturnType<typeof dropSet>>;
}

/** A newer one of the corpus, or an inspection of it, takes the place of an older. */
export function whatIfRun(corpus: string): string {
  return `what if: ${corpus}`;
}

export function reviewCalls(parts: ReviewParts): Impl<ReviewApi> {
  const { corpusOf, reviewOf, pool, inspectCorpus, runs, readSample, isCurrent } = parts;
  /** A choice whose samples are fetched page by page is resolved once. */
  const paged = new WeakMap<Inspection, Paged>();
  return {
    ...decideCalls(parts),
    ...openFindingCalls(parts),
    spotCheck({ corpus, kind, count }) {
      const { inspection, table } = corpusOf(corpus);
      const texts = new RowTexts(inspection, readSample);
      try {
        const drawn = drawFindings(reviewOf(corpus), kind, Math.min(count, MOST_CHECKED));
        return { rows: drawn.map((row) => table.summary(row, texts)) };
      } finally {
        texts.close();
      }
    },
    async droppedSamples({ corpus, choice, offset, limit }, { signal }) {
      const { inspection, decided } = corpusOf(corpus);
      const key = JSON.stringify(choice);
      const last = offset > 0 ? paged.get(inspection) : undefined;
      const isSame = last?.decided === decided && last.key === key;
      const samples = isSame ? last.samples : await dropSet(inspection, choice, decided, { pool, readSample, signal });
      if (limit > 0 && offset + limit < samples.length) paged.set(inspection, { decided, key, samples });
      else paged.delete(inspection);
      const page = samples.slice(offset, offset + Math.min(limit, 10_000));
      return {
        total: samples.length,
        samples: page.map(({ row, file, line, reason }) => ({ row, file, line, reason })),
      };
    },
    whatIf: ({ corpus, choice }, { signal: outer, progress }) =>
      runs.exclusively(whatIfRun(corpus), outer, (signal) => {
        const hooks = { pool, readSample, inspectCorpus, signal, onCounted: progress, onProgress: progress };
        return whatIf(corpusOf(corpus), choice, hooks);
      }),
    async writeReviewed({ corpus, choice, out, withDropped }, { signal, progress }) {
      // The ledger may have been edited, or merged, since.
      reviewOf(corpus).refresh();
      const { inspection, decided } = corpusOf(corpus);
      const samples = await dropSet(inspection, choice, decided, { pool, readSample, signal });
      const decisions = choice.decisions === false ? undefined : (reviewOf(corpus).state().ledger ?? undefined);
      const hooks = { signal, onProgress: progress, isCurrent };
      return writeReviewed({ inspection, samples, choice, decisions, out, withDropped }, hooks);
    },
    ...groupCalls({ corpusOf, readSample }),
    bins(p, { signal }) {
      const { inspection, decided } = corpusOf(p.corpus);
      return rowBins(inspection, p, { pool, readSample, decided, signal });
    },
  };
}
