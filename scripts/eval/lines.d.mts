// Types of lines.mjs, for the tests.
import type { CellRanks, DomainRanks, Ranked } from './ranking.mts';

interface Figures {
  readonly leaveOneDomainOut: DomainRanks;
  readonly shortTexts?: DomainRanks;
  readonly domainAndFamilyOut?: CellRanks;
}
type Measured = Pick<Ranked, 'words' | 'abstained'>;
export function rankingLines(figures: Figures, rows: readonly Ranked[]): string[];
export function abstainedShare(rows: readonly Measured[]): number;
export function goalLines(
  figures: Omit<Required<Figures>, 'shortTexts'>,
  rows: readonly Measured[],
  calibration: {
    readonly falsePositives: readonly {
      readonly any: { readonly over: number; readonly shortest: number; readonly power: number | null };
      readonly longestToShortest: { readonly rate: number };
    }[];
    readonly recalibration: { readonly domains: readonly { readonly minWords: number; readonly after: number }[] };
  },
): string[];
