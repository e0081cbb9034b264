// Made-up scores: normal deviates from a fixed start.
import { seededRandom } from '../../../../../src/engine/statistics/random.ts';
import type { ScoredRows } from '../../../../../src/engine/traits/alpha/rows.ts';

export interface Normal {
  readonly n: number;
  readonly mean: number;
  readonly sd?: number;
}

/** Scores of one or more normal populations, one after the other (Box and Muller). */
export function normals(seed: number, ...parts: readonly Normal[]): number[] {
  const random = seededRandom(seed);
  const deviate = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return parts.flatMap(({ n, mean, sd = 1 }) => Array.from({ length: n }, () => mean + sd * deviate()));
}

export function scoredRows(score: readonly number[], generator?: readonly (string | undefined)[]): ScoredRows {
  return { score, words: score.map(() => 200), ...(generator && { generator }) };
}

/** Human rows at 0, LLM rows at `distance` standard deviations. */
export function references(seed: number, distance = 3, n = 75) {
  return {
    human: scoredRows(normals(seed, { n, mean: 0 })),
    llm: scoredRows(normals(seed + 1, { n, mean: distance })),
  };
}

/** A corpus of `n` rows of which a share lies where LLM rows do. */
export function mixed(seed: number, share: number, n = 200, distance = 3): ScoredRows {
  const llm = Math.round(share * n);
  return scoredRows(normals(seed, { n: n - llm, mean: 0 }, { n: llm, mean: distance }));
}
