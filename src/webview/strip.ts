// Where a number lies among the corpora that were measured: the geometry of a context strip, and its words.
import type { About } from '../engine/metric.ts';
import type { Interval, MetricValue } from '../engine/report.ts';

/** Percent of the strip's width. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Strip {
  readonly human: Span;
  readonly llm: Span;
  /** This corpus. */
  readonly mark: number;
  /** Its 95 % interval. */
  readonly interval: Span | null;
}

/** Free room at both ends, share of what has to be shown. */
const ROOM = 0.06;
/** Numbers of words that differ by less are the same budget: samples are drawn whole. */
const SAME_BUDGET = 0.05;

export type Scale = (value: number) => number;

/** Percent from left to right; a metric that falls with variety runs the other way, so that right is more varied. */
export function scaleOf(values: readonly number[], better: About['better']): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const width = (high - low || Math.abs(high) || 1) * (1 + 2 * ROOM);
  const start = (low + high) / 2 - width / 2;
  return (value) => {
    const at = ((value - start) / width) * 100;
    return better === 'lower' ? 100 - at : at;
  };
}

function spanOf([low, high]: Interval, scale: Scale): Span {
  const [a, b] = [scale(low), scale(high)];
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

/** The value at an equal number of words leads where the metric moves with size. */
export function leadsAt(m: MetricValue, sizeDependent: boolean): boolean {
  return sizeDependent && m.at !== undefined;
}

/** The context, where the leading value may be held against it. */
export function comparableContext(m: MetricValue, sizeDependent: boolean): MetricValue['context'] {
  if (!m.context || m.value === null) return undefined;
  if (!sizeDependent) return m.context;
  if (!m.at) return undefined;
  return Math.abs(m.at.words / m.context.words - 1) <= SAME_BUDGET ? m.context : undefined;
}

/** Null where there is nothing to compare with. */
export function stripOf(m: MetricValue, about: Pick<About, 'better' | 'sizeDependent'>): Strip | null {
  const context = comparableContext(m, about.sizeDependent);
  const at = leadsAt(m, about.sizeDependent) ? m.at : undefined;
  const value = at ? at.value : m.value;
  if (!context || value === null) return null;
  const interval = at ? at.interval : m.interval;
  const scale = scaleOf([...context.human, ...context.llm, ...(interval ?? []), value], about.better);
  return {
    human: spanOf(context.human, scale),
    llm: spanOf(context.llm, scale),
    mark: scale(value),
    interval: interval ? spanOf(interval, scale) : null,
  };
}

/** "within the human range", "between both ranges" …: what the strip shows, in words. */
export function placeWords(
  value: number,
  { human, llm }: { readonly human: Interval; readonly llm: Interval },
): string {
  const isIn = ([low, high]: Interval) => value >= low && value <= high;
  if (isIn(human)) return isIn(llm) ? 'within both ranges' : 'within the human range';
  if (isIn(llm)) return 'within the LLM range';
  if (value < Math.min(human[0], llm[0])) return 'below both ranges';
  return value > Math.max(human[1], llm[1]) ? 'above both ranges' : 'between both ranges';
}
