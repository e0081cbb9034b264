// What the engine process answers: inspections by corpus, their rows and findings, and the mirrored documents.
import { CorpusError } from '../../engine/errors.ts';
import type { Tools } from '../../engine/metric.ts';
import { ABOUT_METRICS } from '../../engine/registry.ts';
import type { SampleChecker } from '../../engine/verify/run.ts';
import type {
  EngineApi,
  FileRef,
  InspectOptions,
  InspectProgress,
  InspectUpdate,
  PlacedFinding,
  ViewCandidate,
} from '../../protocol/hostApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import { betweenCalls } from '../between/service.ts';
import type { InspectCorpus } from '../inspect/inspection.ts';
import type { Preview } from '../inspect/preview.ts';
import type { Inspection } from '../inspect/result.ts';
import { lazyTools } from '../lazy/tools.ts';
import type { LiveBasis } from '../live/basis.ts';
import { Followed } from '../live/followed.ts';
import { updatingOf } from '../live/liveMetrics.ts';
import { updatingKinds } from '../live/rowFindings.ts';
import { breather } from '../pool/pause.ts';
import type { WorkerPool } from '../pool/pool.ts';
import { cancelled } from '../pool/poolWorker.ts';
import { CorpusReview, Ledgers } from '../review/corpusReview.ts';
import type { Decided } from '../review/decided.ts';
import type { OpenFindings } from '../review/openFindings.ts';
import { reviewCalls, whatIfRun } from '../review/service.ts';
import { readAhead } from '../review/tokenStore.ts';
import { Placement, type RawSpan, rankFindings } from '../rows/placement.ts';
import { Questions } from '../rows/questions.ts';
import { rowDetail } from '../rows/rowDetail.ts';
import { RowTable } from '../rows/rowTable.ts';
import type { ReadSample } from '../rows/rowText.ts';
import { samplesCalls } from '../samples/service.ts';
import { Documents } from '../sources/documents.ts';
import { type OpenSource, openSource, type SourceRef } from '../sources/source.ts';
import { calibrateCall } from '../traits/calibrateCall.ts';
import { fieldValues } from '../traits/fieldValues.ts';
import { checkerFor } from '../verify/checker.ts';
import { fitting, fittingReport, replySize } from './replySize.ts';
import { Runs } from './runs.ts';

/** What the service stands on; tests bring their own. */
export interface EngineParts {
  readonly pool: WorkerPool;
  readonly inspectCorpus: InspectCorpus;
  readonly readSample: ReadSample;
  readonly rawSpan: RawSpan;
  /** Default: the bundle beside the running one. */
  readonly tools?: Pick<Tools, 'traits' | 'guessLanguage'>;
  /** The places in a file from which a view could be read. */
  readonly viewCandidates: (source: OpenSource) => readonly ViewCandidate[];
}

interface Corpus {
  readonly inspection: Inspection;
  /** As it was asked for. */
  readonly options: InspectOptions;
  readonly table: RowTable;
  readonly questions: Questions;
  readonly review: CorpusReview;
  /** Ranked findings by file, once somebody asked; of the decisions as they stood then. */
  ranked: { readonly of: OpenFindings; readonly files: Map<number, number[]> };
  readonly decided: Decided;
}

const PROGRESS_MS = 100;
const MAX_FINDINGS = 1000;
/** Rows of the drop order that the table lists. */
const SHOWN_DROPS = 1000;

/** The engine's API. A newer inspect of a corpus cancels the older; its last result stays until the new one is there. */
export function createEngineService(parts: EngineParts): Impl<EngineApi> {
  const documents = new Documents();
  const corpora = new Map<string, Corpus>();
  const runs = new Runs();
  const ledgers = new Ledgers();
  const tools = parts.tools ?? lazyTools();
  const model = () => tools.traits();
  const followed = new Followed(parts.pool, model);
  const jobs = parts.pool.jobs;

  const sourceOf = (file: FileRef): SourceRef =>
    file.kind === 'path' ? { kind: 'file', path: file.path, shown: file.path } : documents.snapshot(file.id, file.path);

  const corpusOf = (id: string): Corpus => {
    const corpus = corpora.get(id);
    if (!corpus) throw new CorpusError('not-found', 'There is no result for this corpus: inspect it again.', {}, true);
    return corpus;
  };

  return {
    ...reviewCalls({
      ...parts,
      corpusOf,
      reviewOf: (id) => corpusOf(id).review,
      runs,
      isCurrent: (source) => documents.isCurrent(source),
    }),
    ...samplesCalls(),
    ...betweenCalls({ pool: parts.pool, runs, sourceOf }),

    async inspect(p, context) {
      let basis: LiveBasis | undefined;
      let isUpdate = false;
      // It would be about the result that this one replaces.
      runs.cancel(whatIfRun(p.corpus));
      const inspection = await runs.exclusively(p.corpus, context.signal, async (signal, turn) => {
        const document = followed.of(p);
        const updated = document && (await document.update(p.files.map(sourceOf)[0] as SourceRef));
        if (updated) {
          isUpdate = true;
          return updated;
        }
        await turn();
        if (signal.aborted) throw cancelled();
        const keep = (kept: LiveBasis) => {
          basis = kept;
        };
        if (p.options.jobs !== undefined || parts.pool.jobs !== jobs) parts.pool.resize(p.options.jobs ?? jobs);
        const request = { sources: p.files.map(sourceOf), options: p.options, ...(p.lines ? { lines: p.lines } : {}) };
        const send = (update: InspectUpdate) => context.progress(update);
        // A result that stands already says more than a part of the next one.
        const first = corpora.has(p.corpus) ? {} : { onPreview: (preview: Preview) => send(withWords(preview)) };
        return parts.inspectCorpus(request, parts.pool, { signal, onProgress: throttled(send), keep, ...first });
      });
      if (!isUpdate) followed.start(p, basis);
      const review = new CorpusReview(inspection, ledgers, p.corpus);
      review.refresh();
      const corpus: Corpus = {
        inspection,
        options: p.options,
        table: new RowTable(inspection, parts.readSample, { pool: parts.pool, decided: () => corpus.decided }),
        questions: new Questions(inspection, parts),
        review,
        ranked: { of: review.open, files: new Map() },
        get decided() {
          return review.decided;
        },
      };
      corpora.set(p.corpus, corpus);
      if (!isUpdate) {
        // What fails here fails again, and is told, when somebody asks what a drop would do.
        const ahead = (signal: AbortSignal) => readAhead(parts.pool, inspection, signal);
        runs.exclusively(whatIfRun(p.corpus), new AbortController().signal, ahead).catch(() => {});
      }
      const report = fittingReport(inspection.report, replySize(ABOUT_METRICS));
      return {
        report,
        rows: inspection.columns.length,
        about: ABOUT_METRICS,
        updating: isUpdate ? updatingOf(inspection.report.views) : [],
        updatingKinds: isUpdate ? updatingKinds(report) : [],
        follows: isUpdate || basis !== undefined,
      };
    },

    async page(p, { signal }) {
      const { table, questions } = corpusOf(p.corpus);
      if (p.sort.by !== 'dropOrder') return table.page(p, signal);
      return table.page(p, signal, await questions.leastAdding({ view: p.filter.view, count: SHOWN_DROPS, signal }));
    },

    async detail({ corpus, row }) {
      const { inspection, table, questions } = corpusOf(corpus);
      const checker = await checkerOf(inspection);
      return rowDetail(inspection, row, { table, questions, readSample: parts.readSample, traits: model, checker });
    },

    repeats: (p, { signal }) => corpusOf(p.corpus).questions.repeats(p, signal),
    flaggedRepeats: (p, { signal }) => corpusOf(p.corpus).questions.flagged(p, breather(signal)),
    leastAdding: (p, { signal }) => corpusOf(p.corpus).questions.leastAdding({ ...p, signal }),

    async findings({ corpus, file, max }, context) {
      const found = corpusOf(corpus);
      const { inspection } = found;
      const { open } = found.review;
      if (found.ranked.of !== open) found.ranked = { of: open, files: new Map() };
      const order = found.ranked.files.get(file) ?? rankFindings(open.list, file, MAX_FINDINGS);
      found.ranked.files.set(file, order);
      const chosen = order.slice(0, Math.min(Math.max(0, max), MAX_FINDINGS)).map((i) => open.list[i]!);
      const placement = new Placement(inspection, parts.readSample, parts.rawSpan);
      try {
        const placed = await placement.placeAll(chosen, breather(context.signal));
        return { total: order.length, findings: fitting(placed) as PlacedFinding[] };
      } finally {
        placement.close();
      }
    },

    traits: (p) => corpusOf(p.corpus).questions.traits(p, model),
    calibrate: (p, { signal, progress }) =>
      calibrateCall(p, p.corpus === undefined ? undefined : corpusOf(p.corpus).inspection, {
        tools,
        sourceOf,
        signal,
        onProgress: progress,
      }),
    fieldValues: ({ corpus }, { signal }) =>
      fieldValues(corpusOf(corpus).inspection, parts.readSample, breather(signal)),

    async viewCandidates({ file }) {
      const source = openSource(sourceOf(file));
      try {
        return [...fitting(parts.viewCandidates(source))];
      } finally {
        source.close();
      }
    },

    async release({ corpus }) {
      runs.cancel(corpus);
      runs.cancel(whatIfRun(corpus));
      followed.release(corpus);
      corpora.delete(corpus);
      ledgers.release(corpus);
    },

    documentOpen: async (p) => documents.open(p),
    documentChange: async (p) => documents.change(p),
    documentClose: async (p) => documents.close(p.id),
  };
}

/** Its parsers are loaded with the first sample that somebody looks at. */
async function checkerOf({ verifiers = [] }: Inspection): Promise<SampleChecker | null> {
  return verifiers.length === 0 ? null : checkerFor(verifiers);
}

function withWords(preview: Preview): InspectUpdate {
  const report = fittingReport(preview.report, replySize(ABOUT_METRICS));
  return { preview: { ...preview, report, about: ABOUT_METRICS } };
}

/** Passes progress on at most ten times a second, but every new phase at once. */
function throttled(send: (p: InspectProgress) => void): (p: InspectProgress) => void {
  let last = Number.NEGATIVE_INFINITY;
  let phase = '';
  return (p) => {
    const now = performance.now();
    if (p.phase === phase && now - last < PROGRESS_MS) return;
    last = now;
    phase = p.phase;
    send(p);
  };
}
