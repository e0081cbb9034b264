// Types of ranking.mjs, for the tests.
export interface Ranked {
  readonly domain: string;
  readonly label: 0 | 1;
  readonly words: number;
  readonly score: number | null;
  readonly abstained: string | null;
}
export interface Rank {
  readonly auroc: number;
  readonly interval: readonly number[];
  readonly tprAt5: number;
  readonly tprAt1: number;
}
export interface DomainRank extends Rank {
  readonly human: number;
  readonly llm: number;
}
export interface DomainRanks {
  readonly domains: Readonly<Record<string, DomainRank>>;
  readonly macroAuroc: number | null;
  readonly macroInterval: readonly number[] | null;
  readonly worstAuroc: number | null;
  readonly macroTprAt5: number | null;
  readonly macroTprAt1: number | null;
}
export interface CellRanks {
  readonly cells: readonly (DomainRank & { readonly domain: string; readonly family: string })[];
  readonly meanAuroc: number;
  readonly worstAuroc: number;
}
export function rankDomains(
  rows: readonly Ranked[],
  options?: { least?: number; from?: number; to?: number },
): DomainRanks;
export function rankCells(
  cells: readonly { domain: string; family: string; llm: readonly number[]; human: readonly number[] }[],
): CellRanks;
export function ranked(llm: readonly number[], human: readonly number[]): Rank;
export function truePositives(llm: readonly number[], human: readonly number[], rate: number): number;
