// The contract of a command, and what it may touch: no command reaches for `process` or the engine by itself.
import type { ComparisonReport } from '../engine/compare/report.ts';
import type { SimulationReport } from '../engine/compare/simulationReport.ts';
import type { MixtureReport } from '../engine/mixture/report.ts';
import type { ViewName } from '../engine/sample.ts';
import type { Calibration } from '../engine/traits/calibration/calibration.ts';
import type { DropOrder, InspectOptions, InspectProgress } from '../protocol/hostApi.ts';
import type { DropChoice } from '../protocol/reviewApi.ts';
import type { BetweenHooks } from '../runtime/between/hooks.ts';
import type { MixtureAsked } from '../runtime/between/mixture/asked.ts';
import type { SimulateAsked } from '../runtime/between/simulate.ts';
import type { CompareAsked } from '../runtime/between/snapshots.ts';
import type { Inspection } from '../runtime/inspect/result.ts';
import type { Decided } from '../runtime/review/decided.ts';
import type { DroppedPlace } from '../runtime/review/dropSet.ts';
import type { SourceRef } from '../runtime/sources/source.ts';
import type { CalibrateAsked } from '../runtime/traits/calibrate.ts';
import type { ExplainedPage } from '../runtime/traits/explainRows.ts';
import type { Readings, ReadingsAsked } from '../runtime/traits/readings.ts';
import type { ParsedArguments } from './arguments.ts';
import type { ExitCode } from './exitCodes.ts';
import type { OptionSpec } from './options.ts';

export interface InspectHooks {
  readonly signal: AbortSignal;
  onProgress(p: InspectProgress): void;
}

/** Runs one inspection. Rejects with CorpusError; `place.file` then names the source it is about. */
export type Inspector = (
  sources: readonly SourceRef[],
  options: InspectOptions,
  hooks: InspectHooks,
) => Promise<Inspection>;

/** Which rows could go first; rejects as runtime/dropOrder's `leastAdding`. */
export type DropOrderer = (
  inspection: Inspection,
  asked: { readonly view?: ViewName | undefined; readonly count: number; readonly signal: AbortSignal },
) => Promise<DropOrder>;

/** Which samples a choice means; rejects as runtime/review/dropSet's `dropSet`. */
export type Dropper = (
  inspection: Inspection,
  choice: DropChoice,
  decided: Decided,
  asked: { readonly jobs?: number | undefined; readonly signal: AbortSignal },
) => Promise<readonly DroppedPlace[]>;

/** What the traits say of samples, without an inspection; rejects as runtime/readings' `readReadings`. */
export type TraitsReader = (asked: ReadingsAsked) => Promise<Readings>;

/** What moved the scores of rows, page by page; see runtime/traits/explainRows. */
export type RowExplainer = (
  inspection: Inspection,
  asked: {
    /** All rows in corpus order without it. */
    readonly order?: Uint32Array | undefined;
    readonly jobs?: number | undefined;
    readonly signal: AbortSignal;
  },
) => AsyncGenerator<ExplainedPage>;

/** Makes a calibration of known rows; rejects as runtime/calibrate's `calibrate`. */
export type Calibrator = (asked: Omit<CalibrateAsked, 'tools'>) => Promise<Calibration>;

/** Compares snapshots; rejects as runtime/between/compare's `compareSnapshots`. */
export type Comparer = (asked: CompareAsked, hooks: Omit<BetweenHooks, 'pool'>) => Promise<ComparisonReport>;

/** Draws a corpus anew from its own model; rejects as runtime/between/simulate's `simulateCollapse`. */
export type Simulator = (asked: SimulateAsked, hooks: Omit<BetweenHooks, 'pool'>) => Promise<SimulationReport>;

/** Chooses synthetic samples for a real corpus; rejects as runtime/between/planMixture's `planMixture`. */
export type MixturePlanner = (asked: MixtureAsked, hooks: Omit<BetweenHooks, 'pool'>) => Promise<MixtureReport>;

/** The world of a command; the tests hand in their own. */
export interface CliContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Fires on Ctrl+C. */
  readonly signal: AbortSignal;
  readonly version: string;
  readonly inspect: Inspector;
  readonly leastAdding: DropOrderer;
  readonly dropSet: Dropper;
  readonly explainRows: RowExplainer;
  readonly readTraits: TraitsReader;
  readonly calibrate: Calibrator;
  readonly compare: Comparer;
  readonly simulate: Simulator;
  readonly planMixture: MixturePlanner;
}

export interface Command {
  readonly name: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** What stands after the command's name. */
  readonly usage: string;
  readonly options: readonly OptionSpec[];
  /** Whether the command can do without a file that is not behind an option. */
  readonly filesOptional?: boolean;
  /** Paragraphs of the command's help, before the options. */
  readonly about: readonly string[];
  readonly examples: readonly { readonly line: string; readonly tells: string }[];
  run(args: ParsedArguments, context: CliContext): Promise<ExitCode>;
}
