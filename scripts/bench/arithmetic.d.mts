export interface Goal {
  name: string;
  /** Null: not measured. */
  value: number | null;
  goal: number;
  bound: 'most' | 'least';
  unit: string;
  why?: string | undefined;
}
export interface Errors {
  compared: number;
  /** Pairs of which one is missing. */
  onlyOne: number;
  shareWithin: number | null;
  quantiles: Record<'median' | 'p90' | 'p95' | 'p99' | 'most', number | null>;
}
export function median(values: readonly number[]): number;
export function quantile(values: readonly number[], q: number): number;
export function relativeError(value: number, truth: number): number | null;
export function errorsOf(
  values: readonly (number | null)[],
  truths: readonly (number | null)[],
  within: number,
): Errors;
export function verdict(goal: Goal): { met: boolean | null; factor: number | null };
export function verdictText(goal: Goal): string;
