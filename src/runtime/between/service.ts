// The calls between corpora: opens what they name, and runs them on the pool, each in place of an older one of the same.
import type { ComparisonReport } from '../../engine/compare/report.ts';
import type { SimulationReport } from '../../engine/compare/simulationReport.ts';
import type { MixtureReport } from '../../engine/mixture/report.ts';
import type {
  BetweenApi,
  BetweenProgress,
  MixtureParams,
  SimulateParams,
  Snapshots,
} from '../../protocol/betweenApi.ts';
import type { FileRef } from '../../protocol/hostApi.ts';
import type { CallContext, Impl } from '../../protocol/rpc.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { Runs } from '../process/runs.ts';
import type { SourceRef } from '../sources/source.ts';
import { compareSnapshots } from './compare.ts';
import { fittingComparison, fittingMixture } from './fit.ts';
import type { BetweenHooks } from './hooks.ts';
import { planMixture } from './planMixture.ts';
import { simulateCollapse } from './simulate.ts';
import type { CompareAsked } from './snapshots.ts';

/** Parameters whose files can be opened. */
export type SimulateAsked = Omit<SimulateParams, 'files'> & { readonly files: readonly SourceRef[] };
export type MixtureAsked = Omit<MixtureParams, 'real' | 'synthetic'> & {
  readonly real: readonly SourceRef[];
  readonly synthetic: readonly SourceRef[];
};

type Work<Asked, Report> = (asked: Asked, hooks: BetweenHooks) => Promise<Report>;

const compare: Work<CompareAsked, ComparisonReport> = compareSnapshots;
const simulate: Work<SimulateAsked, SimulationReport> = simulateCollapse;
const mixture: Work<MixtureAsked, MixtureReport> = planMixture;

export interface BetweenParts {
  readonly pool: WorkerPool;
  /** Those of the whole engine. */
  readonly runs: Runs;
  /** Throws a retryable error for a document that is not mirrored. */
  readonly sourceOf: (file: FileRef) => SourceRef;
}

const PROGRESS_MS = 100;

export function betweenCalls({ pool, runs, sourceOf }: BetweenParts): Impl<BetweenApi> {
  const run = <R>(name: string, { signal, progress }: CallContext, work: (hooks: BetweenHooks) => Promise<R>) =>
    runs.exclusively(name, signal, async (own, turn) => {
      await turn();
      return work({ pool, signal: own, onProgress: throttled(progress) });
    });
  const sourcesOf = (files: readonly FileRef[]) => files.map(sourceOf);
  return {
    compare: (p, context) =>
      run(`compare ${JSON.stringify(p.snapshots)}`, context, async (hooks) =>
        fittingComparison(await compare({ ...p, snapshots: snapshotSources(p.snapshots, sourcesOf) }, hooks)),
      ),
    simulate: (p, context) =>
      run(`simulate ${JSON.stringify(p.files)}`, context, (hooks) =>
        simulate({ ...p, files: sourcesOf(p.files) }, hooks),
      ),
    planMixture: (p, context) =>
      run(`mixture ${JSON.stringify([p.real, p.synthetic])}`, context, async (hooks) =>
        fittingMixture(await mixture({ ...p, real: sourcesOf(p.real), synthetic: sourcesOf(p.synthetic) }, hooks)),
      ),
  };
}

function snapshotSources(
  snapshots: Snapshots,
  sourcesOf: (files: readonly FileRef[]) => SourceRef[],
): CompareAsked['snapshots'] {
  if (snapshots.from === 'list') {
    const list = snapshots.list.map(({ files, ...snapshot }) => ({ ...snapshot, sources: sourcesOf(files) }));
    return { from: 'list', list };
  }
  const { files, ...field } = snapshots;
  return { ...field, sources: sourcesOf(files) };
}

/** Passes progress on at most ten times a second, but every new step at once. */
function throttled(send: (value: unknown) => void): (progress: BetweenProgress) => void {
  let last = Number.NEGATIVE_INFINITY;
  let step = '';
  return (progress) => {
    const now = performance.now();
    if (progress.step === step && now - last < PROGRESS_MS) return;
    last = now;
    step = progress.step;
    send(progress);
  };
}
