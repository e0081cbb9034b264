// Types of calibration.mjs, for the tests.
export interface ScoredRow {
  readonly domain: string;
  readonly label: 0 | 1;
  readonly words: number;
  readonly score: number;
  readonly markup: number;
  readonly generator?: string | null;
  readonly source?: string;
  readonly pair?: string | null;
  readonly parts?: readonly number[];
  readonly cuts?: readonly (readonly number[])[];
}

interface Series {
  readonly rate: number;
  readonly over: number;
  readonly shortest: number;
  readonly power: number | null;
  readonly unjudged: number;
}

interface CalibrationFigures {
  readonly falsePositives: readonly {
    readonly domain: string;
    readonly any: Series;
    readonly longestToShortest: Series;
    readonly shortestToLongest: Series;
  }[];
  readonly mismatch: { readonly noticed: number; readonly falseAlarms: readonly { share: number; refused: number }[] };
  readonly recalibration: { readonly domains: readonly { domain: string; before: number; after: number }[] };
}

export function evaluateCalibration(
  rows: readonly ScoredRow[],
  options?: { draws?: number; seed?: number },
): Promise<CalibrationFigures>;
