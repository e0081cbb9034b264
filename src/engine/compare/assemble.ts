// From the answers of all units to what each step has and keeps.
import { quantileSorted } from 'simple-statistics';
import { KEEP_IDS } from './keeps.ts';
import { MEASURES } from './measures.ts';
import { TESTS } from './permute.ts';
import { type PerplexityOf, perplexityHistograms } from './perplexity.ts';
import type { SamplePool } from './pool.ts';
import type { DrawnValue, KeptValue } from './report.ts';
import { corrected, type StepTests, TESTED } from './significance.ts';
import type { Answer } from './units.ts';

export interface StepMeasures {
  readonly has: Record<string, DrawnValue>;
  readonly keeps?: Record<string, KeptValue>;
  readonly perplexity?: PerplexityOf;
  /** Mean samples of a draw. */
  readonly drawn: number;
}

type Of<K extends Answer['kind']> = Extract<Answer, { kind: K }>;

/** `steps`: how many there are. `tested`: whether permutations were asked for. */
export function stepMeasures(
  pool: SamplePool,
  steps: number,
  answers: readonly Answer[],
  tested: boolean,
): StepMeasures[] {
  const of = <K extends Answer['kind']>(kind: K) => answers.filter((a): a is Of<K> => a.kind === kind);
  const draws = of('draws').sort((a, b) => a.step - b.step);
  const alike = new Map(of('alikeness').map((a) => [a.step, a.alike]));
  const ratios = new Map(of('compression').map((a) => [a.step, a.ratios]));
  const p = tested ? corrected(draws.map((d) => testsOf(d, of('permute'), of('alikeness')))) : [];
  const nulls = of('null')[0]?.keeps ?? [];
  const values = new Float64Array(pool.offsets.length - 1).fill(Number.NaN);
  for (const answer of of('perplexity')) {
    answer.values.forEach((x, s) => {
      if (!Number.isNaN(x)) values[s] = x;
    });
  }
  const perplexity = perplexityHistograms(pool, values);
  return Array.from({ length: steps }, (_, step) => {
    const own = draws[Math.max(0, step - 1)] as Of<'draws'>;
    const sides = step === 0 ? own.draws.reference : own.draws.other;
    const found = alike.get(Math.max(1, step));
    const side = step === 0 ? found?.reference : found?.other;
    const pOf = (id: string) => {
      const value = step === 0 ? Number.NaN : (p[step - 1]?.[TESTED.indexOf(id)] ?? Number.NaN);
      return Number.isNaN(value) ? {} : { p: tidy(value) };
    };
    const has: Record<string, DrawnValue> = {};
    for (const { id, of: where } of MEASURES) {
      if (where !== 'has') continue;
      if (id === 'homogenisation') {
        const interval = side?.interval && ([tidy(side.interval[0]), tidy(side.interval[1])] as [number, number]);
        has[id] = { value: side ? tidy(side.value) : null, ...(interval && { interval }), ...pOf(id) };
      } else if (id === 'gzip-ratio') has[id] = drawn(ratios.get(step) ?? []);
      else has[id] = { ...drawn(sides.map((s) => s.values[id] as number)), ...pOf(id) };
    }
    const keeps: Record<string, KeptValue> = {};
    if (step > 0) {
      KEEP_IDS.forEach((id, i) => {
        const fresh = drawn(nulls.map((row) => row[i] as number));
        const range = rangeOf(nulls.map((row) => row[i] as number));
        keeps[id] = {
          ...drawn(own.draws.keeps.map((row) => row[i] as number)),
          ...pOf(id),
          ...(range && { null: range }),
          ...(fresh.value !== null && { nullMean: fresh.value }),
        };
      });
    }
    return {
      has,
      ...(step > 0 && { keeps }),
      ...(perplexity[step] && { perplexity: perplexity[step] }),
      drawn: Math.round(sides.reduce((n, s) => n + s.samples, 0) / Math.max(1, sides.length)),
    };
  });
}

/**
 * How parts of the reference that stand one behind the other differ by themselves, by measure: for what a side has, the least and the largest difference;
 * for what is kept, the least and the most.
 */
export function neighbourRanges(answers: readonly Answer[]): Record<string, readonly [number, number]> {
  const rows = answers.find((a) => a.kind === 'null')?.neighbours ?? [];
  return Object.fromEntries(
    TESTED.slice(0, TESTS).flatMap((id, i) => {
      const range = rangeOf(rows.map((row) => row[i] as number));
      // Permuted are ranks of lengths, shown are words.
      return range && id !== 'length' ? [[id, range]] : [];
    }),
  );
}

function testsOf(
  { step, draws }: Of<'draws'>,
  permuted: readonly Of<'permute'>[],
  alike: readonly Of<'alikeness'>[],
): StepTests {
  const parts = permuted.filter((a) => a.step === step).sort((a, b) => a.from - b.from);
  const values = new Float64Array(parts.reduce((n, { values }) => n + values.length, 0));
  for (const part of parts) values.set(part.values, part.from * TESTS);
  const found = alike.find((a) => a.step === step)?.alike;
  const observed = found ? found.other.value - found.reference.value : Number.NaN;
  return {
    observed: draws.observed,
    permuted: values,
    alike: { observed, permuted: found?.permuted ?? new Float64Array(0) },
  };
}

/** Mean over the draws, and the middle 95 % of them; null where a draw has no value. */
function drawn(values: readonly number[]): DrawnValue {
  if (values.length === 0 || values.some((x) => !Number.isFinite(x))) return { value: null };
  const value = tidy(values.reduce((sum, x) => sum + x, 0) / values.length);
  if (values.length < 3) return { value };
  const sorted = [...values].sort((a, b) => a - b);
  return { value, interval: [tidy(quantileSorted(sorted, 0.025)), tidy(quantileSorted(sorted, 0.975))] };
}

function rangeOf(values: readonly number[]): [number, number] | undefined {
  if (values.length === 0 || values.some((x) => !Number.isFinite(x))) return undefined;
  return [tidy(Math.min(...values)), tidy(Math.max(...values))];
}

/** Six significant digits. */
export function tidy(x: number): number {
  return Number(x.toPrecision(6));
}
