// α of a corpus: the share of its rows that are like the LLM reference, by all methods, with an interval or the reason
// why there is none.
import type { AlphaMethod, AlphaReport } from '../schema.ts';
import { spreads } from './interval.ts';
import { estimatorsFor } from './methods.ts';
import { type AlphaInput, type Estimator, everyRow, type Pick, scoredOnly, takeRows } from './rows.ts';
import { type Validation, validate } from './validate.ts';

/** Rows of either reference: halves of fewer validate nothing. */
export const LEAST_REFERENCES = 40;
/** Rows of a corpus, or of a group. */
export const LEAST_ROWS = 25;
/** Mean error on known mixtures, in shares, above which nothing is said. */
export const MOST_ERROR = 0.05;
/** Standard normal quantile of a 95 % interval. */
const Z = 1.96;

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

type Estimate = { alpha: number | null; low: number | null; high: number | null; refused?: string };

/**
 * Shares in 0..1. The method that validates best leads. Refused, with a sentence: too few rows or references, or a leader whose mean
 * error on known mixtures of the references is above five points. Deterministic: the same rows in the same order give the same
 * report. The interval holds for rows and references of the same kinds; rows of a generator that the references lack can lie outside.
 */
export function estimateAlpha(params: AlphaParams): AlphaReport {
  const { rows, groups } = scored(params);
  const human = scoredOnly(params.human);
  const llm = scoredOnly(params.llm);
  const sizes = { samples: rows.score.length, human: human.score.length, llm: llm.score.length };
  const few = tooFew(sizes);
  if (few !== undefined) return { ...refusal(few), method: 'density', ...sizes, methods: [] };

  const validations = validate(human, llm);
  const leader = validations.reduce((best, v) => (v.mean < best.mean ? v : best));
  const estimators = new Map(estimatorsFor({ rows, human, llm }));
  const everything = everyRow(sizes.samples);
  const everyHuman = everyRow(sizes.human);
  const everyLlm = everyRow(sizes.llm);
  const methods = validations
    .filter(({ method }) => estimators.has(method))
    .map((v) => ({
      method: v.method,
      alpha: shown(v, estimators, [everyHuman, everyLlm, everything]),
      error: errorOf(v),
    }));
  const lists = groups ? groups.names.map((_, g) => everything.filter((i) => groups.of[i] === g)) : [];
  const bad = badLeader(leader);
  const estimates =
    bad === undefined
      ? estimateLists(leader.method, estimators, sizes, [everything, ...lists.filter((l) => l.length >= LEAST_ROWS)])
      : [];
  let next = 1;
  const groupRows = lists.map((list, g) => ({
    label: groups?.names[g] as string,
    samples: list.length,
    ...(list.length < LEAST_ROWS
      ? refusal(`Only ${list.length} rows were measured; at least ${LEAST_ROWS} are needed.`)
      : bad === undefined
        ? (estimates[next++] as Estimate)
        : refusal(bad)),
  }));
  return {
    ...(bad === undefined ? (estimates[0] as Estimate) : refusal(bad)),
    method: leader.method,
    ...sizes,
    methods,
    ...(groups && {
      groups: { by: groups.by, rows: groupRows, ...(groups.note !== undefined && { note: groups.note }) },
    }),
  };
}

function scored({ rows, groups }: AlphaParams) {
  const kept: number[] = [];
  for (let i = 0; i < rows.score.length; i++) if (Number.isFinite(rows.score[i])) kept.push(i);
  return {
    rows: takeRows(rows, kept),
    groups: groups && { ...groups, of: Int32Array.from(kept, (i) => groups.of[i] as number) },
  };
}

/** α and interval of each list of rows. The interval is as wide as that of the density method, or the leader's where that is wider. */
function estimateLists(
  leader: AlphaMethod,
  estimators: ReadonlyMap<AlphaMethod, Estimator>,
  sizes: { human: number; llm: number },
  lists: readonly Pick[],
): Estimate[] {
  const spreadOf = (method: AlphaMethod) => spreads(estimators.get(method) as Estimator, sizes.human, sizes.llm, lists);
  const own = spreadOf(leader);
  const density = leader === 'density' ? own : spreadOf('density');
  const fitted = (estimators.get(leader) as Estimator)(everyRow(sizes.human), everyRow(sizes.llm));
  return lists.map((list, i) => {
    const value = fitted(list);
    // One row more or less is never ruled out.
    const spread = Math.max(own[i] as number, density[i] as number, 1 / list.length / Z);
    return { alpha: within(value), low: within(value - Z * spread), high: within(value + Z * spread) };
  });
}

function shown(v: Validation, estimators: ReadonlyMap<AlphaMethod, Estimator>, [human, llm, rows]: [Pick, Pick, Pick]) {
  const estimate = estimators.get(v.method);
  return estimate && v.mean <= MOST_ERROR ? within(estimate(human, llm)(rows)) : null;
}

function errorOf({ mean, p95, worst }: Validation) {
  return { mean, p95, worst };
}

function badLeader({ mean }: Validation): string | undefined {
  if (mean <= MOST_ERROR) return undefined;
  return (
    `On mixtures of the references with a known share even the best method is off by ${(mean * 100).toFixed(1)} points on average, ` +
    `more than ${MOST_ERROR * 100}: the references are too few, or too much alike. More rows of both, from the same sources as the corpus, help.`
  );
}

function tooFew({ samples, human, llm }: { samples: number; human: number; llm: number }): string | undefined {
  const lacking = [
    ...(human < LEAST_REFERENCES ? [`${LEAST_REFERENCES - human} more human rows`] : []),
    ...(llm < LEAST_REFERENCES ? [`${LEAST_REFERENCES - llm} more LLM rows`] : []),
  ];
  if (lacking.length > 0) {
    return `The references are too few: add ${lacking.join(' and ')} that can be measured (at least ${LEAST_REFERENCES} of each).`;
  }
  if (samples < LEAST_ROWS) return `Only ${samples} rows were measured; at least ${LEAST_ROWS} are needed.`;
  return undefined;
}

function refusal(refused: string) {
  return { alpha: null, low: null, high: null, refused };
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
