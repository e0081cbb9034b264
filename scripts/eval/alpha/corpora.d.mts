export interface LabelledRow {
  readonly domain: string;
  readonly label: 0 | 1;
  readonly words: number;
  readonly score: number;
  readonly generator: string | null;
}
export interface Pools {
  readonly human: readonly LabelledRow[];
  readonly llm: readonly LabelledRow[];
}
export const ROWS: number;
export const REFERENCES: number;
export const SHARES: readonly number[];
export function domainsOf(rows: readonly LabelledRow[]): Map<string, Pools>;
export function familyOf(generator: string | null): string;
export function drawCorpus(
  pools: Pools,
  share: number,
  random: () => number,
  family?: boolean,
): (Pools & { readonly rows: readonly LabelledRow[] }) | null;
