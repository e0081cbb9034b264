// A comparison in words and printed numbers.
import { html, type TemplateResult } from 'lit';
import type { ComparisonReport, ComparisonStep, DrawnValue, KeptValue, Shift } from '../../../engine/compare/report.ts';
import { formatInteger, formatInterval, formatNumber, formatP } from '../../format.ts';
import { tellingNames } from '../stepLabels.ts';

export type Measure = ComparisonReport['measures'][number];
type Outcome = ComparisonReport['verdict']['outcome'];

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  none: 'No measurable change',
  change: 'Different, without loss',
  loss: 'Loss',
  gain: 'Gain',
};

/** What a step has, or keeps of the reference; undefined where it was not measured. */
export function valueAt(measure: Measure, step: ComparisonStep): (DrawnValue & Partial<KeptValue>) | undefined {
  const values = measure.of === 'has' ? step.has : step.keeps;
  return values && Object.hasOwn(values, measure.id) ? values[measure.id] : undefined;
}

export function measureText(measure: Measure, value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : formatNumber(value, measure.format);
}

/** With its unit, where the number does not print one. */
export function unitText({ unit, format }: Measure): string {
  return unit && format !== 'percent' ? unit : '';
}

export function intervalText(measure: Measure, interval: readonly [number, number] | undefined): string {
  return interval ? formatInterval(interval[0], interval[1], measure.format) : '';
}

export function directionWords({ better, of }: Pick<Measure, 'better' | 'of'>): string {
  if (better === 'neither') return '';
  if (of === 'keeps') return better === 'higher' ? 'higher keeps more' : 'lower is closer';
  return better === 'higher' ? 'higher is more varied' : 'lower is more varied';
}

/** "p 0.004"; empty where nothing was tested. */
export function pText(p: number | undefined): string {
  if (p === undefined) return '';
  const text = formatP(p);
  return text.startsWith('<') ? `p ${text}` : `p = ${text}`;
}

/** How a value moved, for those who do not see the chart: "fell", "rose", "stayed". */
export function moveWord(from: number, to: number, printed: (n: number) => string): string {
  if (printed(from) === printed(to)) return 'stayed at';
  return to < from ? 'fell from' : 'rose from';
}

/** "fell from 0.90 to 0.19"; of what is kept: "87 % to 12 % of the reference". */
export function pathWords(measure: Measure, steps: readonly ComparisonStep[]): string {
  const known = steps.flatMap((step) => {
    const value = valueAt(measure, step)?.value;
    return value === null || value === undefined ? [] : [value];
  });
  const [from, to] = [known[0], known.at(-1)];
  if (from === undefined || to === undefined) return 'not defined';
  const printed = (n: number) => measureText(measure, n);
  if (known.length === 1) return printed(from);
  const word = moveWord(from, to, printed);
  return word === 'stayed at' ? `stayed at ${printed(to)}` : `${word} ${printed(from)} to ${printed(to)}`;
}

export const SHIFT_WORDS: Readonly<Record<Shift['kind'], readonly [one: string, many: string]>> = {
  words: ['word', 'words'],
  openings: ['opening', 'openings'],
  templates: ['template', 'templates'],
  clusters: ['cluster', 'clusters'],
  values: ['field value', 'field values'],
};

export const CHANGE_WORDS: Readonly<Record<Shift['change'], string>> = { lost: 'lost', swelled: 'swelled' };

/** Means over draws: whole where they are, else with one digit. */
export function countText(count: number): string {
  return Number.isInteger(count) || count >= 100 ? formatInteger(Math.round(count)) : count.toFixed(1);
}

const labels = new WeakMap<ComparisonReport, readonly string[]>();

/** How each snapshot is called where there is little room; the whole names stand in titles. */
export function stepLabels(report: ComparisonReport): readonly string[] {
  const known = labels.get(report) ?? tellingNames(report.steps.map(({ name }) => name));
  labels.set(report, known);
  return known;
}

/** A short name with the whole one as its title. */
export function stepName(report: ComparisonReport, step: number): TemplateResult {
  const name = report.steps[step]?.name ?? '';
  return html`<bdi class="step-name" title=${name}>${stepLabels(report)[step] ?? name}</bdi>`;
}
