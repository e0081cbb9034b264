// The metrics of a view as they are shown: the engine's words for them, with the value printed as the words ask for.
import type { About, MetricGroup, NumberFormat } from '../engine/metric.ts';
import type { Interval, MetricValue } from '../engine/report.ts';
import { formatAny, formatCompact, formatInteger, formatInterval, formatNumber } from './format.ts';
import { comparableContext, leadsAt, placeWords, type Strip, stripOf } from './strip.ts';

/** Where a metric stands; `other` is for those that nothing is known about. */
export type Card = MetricGroup | 'other';

export interface ShownMetric {
  readonly id: string;
  readonly measured: MetricValue;
  readonly card: Card;
  readonly label: string;
  readonly explains: string;
  readonly cost: string;
  readonly better: About['better'];
  readonly format: NumberFormat | undefined;
  /** "mean", "slope": what the value is of the curve; empty where there is nothing to say. */
  readonly statistic: string;
  /** The number that leads: at an equal number of words where the metric moves with size. */
  readonly number: string;
  /** Stands behind the number; empty where the number says it already or there is none. */
  readonly unit: string;
  /** An estimate: from drawn samples, or from the part that was read so far. */
  readonly approx: boolean;
  /** "at 50 k words"; empty for the whole corpus. */
  readonly at: string;
  /** "0.58–0.64", of the number that leads; empty where it was not estimated. */
  readonly interval: string;
  /** The value that does not lead, with what it is of; may be empty. */
  readonly second: string;
  /** "drawn 500 of 12,408 samples"; empty where everything was measured. */
  readonly drawn: string;
  readonly updating: boolean;
  readonly strip: Strip | null;
  /** What the strip shows, in words; empty where there is none. */
  readonly stripWords: string;
}

type Metrics = Readonly<Record<string, MetricValue>>;
type Abouts = Readonly<Record<string, About>>;

/** Stands before every number that is an estimate. */
export const APPROX = '≈ ';

/** What holds for all numbers of a report. */
export interface Marks {
  readonly preview?: boolean | undefined;
  /** Ids. */
  readonly updating?: readonly string[] | undefined;
}

const PRINTS_UNIT: readonly NumberFormat[] = ['bytes', 'percent', 'times'];

export function formatMetric(value: number | null, format?: NumberFormat): string {
  if (value === null) return '–';
  return format ? formatNumber(value, format) : formatAny(value);
}

export function drawnText({ drawn }: Pick<MetricValue, 'drawn'>): string {
  if (!drawn || drawn.n >= drawn.of) return '';
  return `drawn ${formatInteger(drawn.n)} of ${formatInteger(drawn.of)} ${drawn.unit.replace('-', '\u2011')}`;
}

function atText(words: number): string {
  return `at ${formatCompact(words)} words`;
}

function secondText(m: MetricValue, lead: boolean, format: NumberFormat | undefined, approx: string): string {
  if (lead) return m.value === null ? '' : `whole corpus ${approx}${formatMetric(m.value, format)}`;
  return m.at ? `${approx}${formatMetric(m.at.value, format)} ${atText(m.at.words)}` : '';
}

function contextWords(m: MetricValue, about: About, number: string): string {
  const context = comparableContext(m, about.sizeDependent);
  const value = leadsAt(m, about.sizeDependent) ? m.at!.value : m.value;
  if (!context || value === null) return '';
  const range = (i: Interval) => formatInterval(i[0], i[1], about.format);
  return `${about.label} ${number} ${atText(context.words)}: human corpora ${range(context.human)}, LLM corpora ${range(context.llm)}; ${placeWords(value, context)}.`;
}

function shown(id: string, measured: MetricValue, about: About | undefined, marks: Marks): ShownMetric {
  const lead = leadsAt(measured, about?.sizeDependent ?? false);
  const value = lead ? measured.at!.value : measured.value;
  const interval = lead ? measured.at!.interval : measured.interval;
  const number = formatMetric(value, about?.format);
  const unit = about ? about.unit : measured.unit;
  const drawn = drawnText(measured);
  const partly = marks.preview === true;
  return {
    id,
    measured,
    card: about?.group ?? 'other',
    label: about?.label ?? id,
    explains: about?.explains ?? '',
    cost: about?.cost ?? '',
    better: about?.better ?? 'neither',
    format: about?.format,
    statistic: about?.statistic ?? '',
    number,
    unit: value === null || (about && PRINTS_UNIT.includes(about.format)) ? '' : (unit ?? ''),
    // What was drawn is the value of the whole corpus.
    approx: value !== null && (partly || (drawn !== '' && !lead)),
    at: lead ? atText(measured.at!.words) : '',
    interval: interval ? formatInterval(interval[0], interval[1], about?.format) : '',
    second: secondText(measured, lead, about?.format, partly || (lead && drawn !== '') ? APPROX : ''),
    drawn,
    updating: marks.updating?.includes(id) ?? false,
    strip: about ? stripOf(measured, about) : null,
    stripWords: about ? contextWords(measured, about, number) : '',
  };
}

/** In the order of the words; metrics without words come last, as the report orders them. */
export function shownMetrics(metrics: Metrics, abouts: Abouts = {}, marks: Marks = {}): ShownMetric[] {
  const order = Object.keys(abouts);
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return Object.entries(metrics)
    .map(([id, measured]) => shown(id, measured, Object.hasOwn(abouts, id) ? abouts[id] : undefined, marks))
    .sort((a, b) => place(a.id) - place(b.id));
}

export function directionText(better: About['better']): string {
  if (better === 'neither') return '';
  return better === 'higher' ? 'higher is more varied' : 'lower is more varied';
}
