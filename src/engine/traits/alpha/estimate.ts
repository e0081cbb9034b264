// α of a corpus: the share of its rows that are like the LLM reference, by all methods, with an interval or the reason
// why there is none.
import type { AlphaMethod, AlphaReport } from '../schema.ts';
import { spreads } from './interval.ts';
import { lengthMismatch } from './lengths.ts';
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
 * Shares in 0..1. The method that validates best leads. Refused, with a sentence: too few rows or references, references of other
 * lengths, or a leader whose mean error on known mixtures of the references is above five points. Deterministic: the same rows in the same order give the same
 * report. The interval holds for rows and references of the same kinds; rows of a generator that the references lack can lie outside.
 */
export function estimateAlpha(params: AlphaParams): AlphaReport {
  const { rows, groups } = scored(params);
  const human = scoredOnly(params.human);
  const llm = scoredOnly(params.llm);
  const sizes = { samples: rows.score.length, human: human.score.length, llm: llm.score.length };
  const lacking = lackingReferences(sizes);
  if (lacking !== undefined) return { ...refusal(lacking), method: 'density', ...sizes, methods: [] };

  const estimators = new Map(estimatorsFor({ rows, human, llm }));
  // The corpus may lack the words that the references have.
  const validations = validate(human, llm).filter(({ method }) => estimators.has(method));
  const leader = validations.reduce((best, v) => (v.mean < best.mean ? v : best));
  const everything = everyRow(sizes.samples);
  const methods = validations.map((v) => ({
    method: v.method,
    alpha: shown(v, estimators, [everyRow(sizes.human), everyRow(sizes.llm), everything]),
    error: errorOf(v),
  }));
  const lists = groups ? groups.names.map((_, g) => everything.filter((i) => groups.of[i] === g)) : [];
  const bad = badLeader(leader);
  const reasonOf = (list: Pick) => tooFewRows(list) ?? bad ?? lengthMismatch(rows, list, human, llm);
  const [all, ...parts] = estimateLists(leader.method, estimators, sizes, [everything, ...lists], reasonOf);
  return {
    ...(all as Estimate),
    method: leader.method,
    ...sizes,
    methods: all?.alpha === null ? methods.map((m) => ({ ...m, alpha: null })) : methods,
    ...(groups && {
      groups: {
        by: groups.by,
        rows: parts.map((part, g) => ({ label: groups.names[g] as string, samples: lists[g]?.length ?? 0, ...part })),
        ...(groups.note !== undefined && { note: groups.note }),
      },
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
  reasonOf: (list: Pick) => string | undefined,
): Estimate[] {
  const reasons = lists.map(reasonOf);
  const given = lists.filter((_, i) => reasons[i] === undefined);
  if (given.length === 0) return reasons.map((reason) => refusal(reason as string));
  const spreadOf = (method: AlphaMethod) => spreads(estimators.get(method) as Estimator, sizes.human, sizes.llm, given);
  const own = spreadOf(leader);
  const density = leader === 'density' ? own : spreadOf('density');
  const fitted = (estimators.get(leader) as Estimator)(everyRow(sizes.human), everyRow(sizes.llm));
  let next = 0;
  return lists.map((list, l) => {
    const reason = reasons[l];
    if (reason !== undefined) return refusal(reason);
    const i = next++;
    const value = fitted(list);
    if (!Number.isFinite(value)) return refusal('None of its rows is among those whose words were read.');
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

function lackingReferences({ human, llm }: { human: number; llm: number }): string | undefined {
  const lacking = [
    ...(human < LEAST_REFERENCES ? [`${LEAST_REFERENCES - human} more human rows`] : []),
    ...(llm < LEAST_REFERENCES ? [`${LEAST_REFERENCES - llm} more LLM rows`] : []),
  ];
  if (lacking.length === 0) return undefined;
  return `The references are too few: add ${lacking.join(' and ')} that can be measured (at least ${LEAST_REFERENCES} of each).`;
}

function tooFewRows({ length }: Pick): string | undefined {
  if (length >= LEAST_ROWS) return undefined;
  const measured = length === 0 ? 'No row was' : length === 1 ? 'Only 1 row was' : `Only ${length} rows were`;
  return `${measured} measured; at least ${LEAST_ROWS} are needed.`;
}

function refusal(refused: string) {
  return { alpha: null, low: null, high: null, refused };
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
