// What the engine offers between corpora: comparisons, collapse simulations, mixture plans.
import type { ComparisonReport } from '../engine/compare/report.ts';
import type { SimulationMode, SimulationReport } from '../engine/compare/simulationReport.ts';
import type { MixtureReport } from '../engine/mixture/report.ts';
import type { ViewName } from '../engine/sample.ts';
import type { FileRef, InspectOptions } from './hostApi.ts';

/** One snapshot: files, or the rows of files whose field has a value. */
export interface Snapshot {
  readonly name: string;
  readonly files: readonly FileRef[];
  readonly where?: { readonly field: string; readonly value: string };
}

/** Snapshots in order, the reference first; or the values of a field, in the order given, else numeric where all are numbers, else by first row. */
export type Snapshots =
  | { readonly from: 'list'; readonly list: readonly Snapshot[] }
  | {
      readonly from: 'field';
      readonly files: readonly FileRef[];
      readonly field: string;
      readonly order?: readonly string[];
    };

export interface CompareParams {
  readonly snapshots: Snapshots;
  /** Default: the view with most words in the reference. */
  readonly view?: ViewName;
  /** A field by whose values convergence is measured; dates are taken by month. */
  readonly by?: string;
  readonly options: InspectOptions;
  readonly seed?: number;
}

export interface SimulateParams {
  readonly files: readonly FileRef[];
  readonly view?: ViewName;
  readonly model: 'unigram' | 'trigram';
  readonly generations: number;
  readonly modes: readonly SimulationMode[];
  /** For `mix`: share of each generation that comes from the corpus itself, 0..1. */
  readonly real: number;
  readonly seed: number;
  readonly options: InspectOptions;
}

export interface MixtureParams {
  readonly real: readonly FileRef[];
  readonly synthetic: readonly FileRef[];
  /** Where real and synthetic rows stand in the same files: the field and the values that mean synthetic. */
  readonly provenance?: { readonly field: string; readonly synthetic: readonly string[] };
  /** Largest share of the mix's words that may be synthetic, 0..1. */
  readonly share: number;
  readonly view?: ViewName;
  /** Path of the plan; absent for a preview. */
  readonly out?: string;
  readonly options: InspectOptions;
  readonly seed?: number;
}

export interface BetweenProgress {
  /** In a few words: "drawing", "permuting". */
  readonly step: string;
  /** 0..1. */
  readonly fraction: number;
}

/** All reject with 'cancelled' when the signal fires, with 'bad-option' and what the readers throw, in a sentence. */
export interface BetweenApi {
  /** Progress: BetweenProgress. */
  compare(p: CompareParams): Promise<ComparisonReport>;
  simulate(p: SimulateParams): Promise<SimulationReport>;
  planMixture(p: MixtureParams): Promise<MixtureReport>;
}
