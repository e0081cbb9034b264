// Types of logistic.mjs, for the tests.
export interface Problem {
  readonly examples: readonly number[];
  sign(i: number): number;
  cost(i: number): number;
  squares(i: number): number;
  dot(i: number): number;
  add(i: number, by: number): void;
}
export function fitLogistic(problem: Problem, options: { epochs: number; seed: number }): number;
