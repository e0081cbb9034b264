// The metrics of a view as they are shown: the engine's words for them, with the value printed as the words ask for.
import type { About, MetricGroup, NumberFormat } from '../engine/metric.ts';
import type { MetricValue } from '../engine/report.ts';
import { formatAny, formatNumber } from './format.ts';

/** Where a metric stands; `charts` have a curve to draw, `other` is for those that nothing is known about. */
export type Card = 'size' | 'variety' | 'repetition' | 'charts' | 'other';

export interface ShownMetric {
  readonly id: string;
  readonly measured: MetricValue;
  readonly card: Card;
  readonly label: string;
  readonly explains: string;
  readonly better: About['better'];
  /** "mean", "slope": what the value is of the curve; empty where there is nothing to say. */
  readonly statistic: string;
  readonly number: string;
  /** Stands behind the number; empty where the number says it already or there is none. */
  readonly unit: string;
  /** Whether the value is from before the last edits. */
  readonly isUpdating: boolean;
}

type Metrics = Readonly<Record<string, MetricValue>>;
type Abouts = Readonly<Record<string, About>>;

const PRINTS_UNIT: readonly NumberFormat[] = ['bytes', 'percent', 'times'];

export function isDrawn({ detail }: MetricValue): boolean {
  return detail?.type === 'curve' ? detail.x.length > 1 : detail?.type === 'histogram' && detail.counts.length > 0;
}

function cardOf(group: MetricGroup, measured: MetricValue): Card {
  if (group !== 'novelty' && group !== 'shape') return group;
  return isDrawn(measured) ? 'charts' : 'other';
}

export function formatMetric(value: number | null, format?: NumberFormat): string {
  if (value === null) return '–';
  return format ? formatNumber(value, format) : formatAny(value);
}

function shown(id: string, measured: MetricValue, about: About | undefined, isUpdating: boolean): ShownMetric {
  const unit = about ? about.unit : measured.unit;
  return {
    id,
    measured,
    card: about ? cardOf(about.group, measured) : 'other',
    label: about?.label ?? id,
    explains: about?.explains ?? '',
    better: about?.better ?? 'neither',
    statistic: about?.statistic ?? '',
    number: formatMetric(measured.value, about?.format),
    unit: measured.value === null || (about && PRINTS_UNIT.includes(about.format)) ? '' : (unit ?? ''),
    isUpdating,
  };
}

/**
 * In the order of the words; metrics without words come last, as the report orders them. `updating`: those whose value is
 * from before the last edits.
 */
export function shownMetrics(metrics: Metrics, abouts: Abouts = {}, updating: readonly string[] = []): ShownMetric[] {
  const order = Object.keys(abouts);
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return Object.entries(metrics)
    .map(([id, measured]) =>
      shown(id, measured, Object.hasOwn(abouts, id) ? abouts[id] : undefined, updating.includes(id)),
    )
    .sort((a, b) => place(a.id) - place(b.id));
}

export function directionText(better: About['better']): string {
  if (better === 'neither') return '';
  return better === 'higher' ? 'higher is more varied' : 'lower is more varied';
}
