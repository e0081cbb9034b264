import type { AlphaReport } from '../../../src/engine/traits/schema.ts';

export interface Cell {
  readonly family: boolean;
  readonly domain: string;
  readonly share: number;
  readonly report: Pick<AlphaReport, 'alpha' | 'low' | 'high' | 'method'>;
  readonly unrefused: readonly { readonly method: string; readonly alpha: number }[];
}
export interface Errors {
  readonly mean: number;
  readonly p95: number;
  readonly worst: number;
  readonly bias: number;
}
export function measure(cells: readonly Cell[]): {
  readonly cells: number;
  readonly errors: Readonly<Record<string, Errors>>;
  readonly coverage: number;
  readonly width: number;
  readonly refused: number;
  readonly led: Readonly<Record<string, number>>;
};
export function printAlpha(evaluation: {
  readonly draws: number;
  readonly references: number;
  readonly rows: number;
  readonly domains: readonly string[];
  readonly cells: readonly Cell[];
}): string[];
