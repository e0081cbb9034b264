// Reviewing in words: what was decided, what would go, how a number would move, how often a finding was right.
import type { About } from '../engine/metric.ts';
import type { MetricValue, Report } from '../engine/report.ts';
import type { DroppedSample, GroupKind, SpotCheck, WhatIf } from '../protocol/reviewApi.ts';
import { formatCompact, formatInteger, formatPercent, listed, plural } from './format.ts';
import { isKind, KIND_TEXT } from './kinds.ts';
import { formatMetric } from './metricText.ts';
import { leadsAt } from './strip.ts';

/** Of samples by their lines: "Line 118 dropped. Undo with U.", "5 rows dropped, from line 3 to 9. Undo with U." */
export function decidedWords(lines: readonly number[], action: 'drop' | 'keep'): string {
  const done = action === 'drop' ? 'dropped' : 'kept';
  const [first, last] = [Math.min(...lines), Math.max(...lines)];
  if (lines.length === 1 || first === last) return `Line ${formatInteger(first)} ${done}. Undo with U.`;
  return `${plural(lines.length, 'row')} ${done}, from line ${formatInteger(first)} to ${formatInteger(last)}. Undo with U.`;
}

/** "Would drop 812 of 12,408 samples (6.5 %) with 96 k words". */
export function wouldDrop({ drops, of, words }: WhatIf): string {
  if (drops === 0) return 'Would drop nothing';
  return `Would drop ${formatInteger(drops)} of ${plural(of, 'sample')} (${formatPercent(drops / of)}) with ${formatCompact(words)} words`;
}

function reasonWords(reason: DroppedSample['reason'], n: number): string {
  if (reason === 'decision') return `${formatInteger(n)} by hand`;
  if (reason === 'choice') return `${formatInteger(n)} selected`;
  return isKind(reason) ? plural(n, KIND_TEXT[reason].one, KIND_TEXT[reason].many) : `${formatInteger(n)} ${reason}`;
}

/** "700 near duplicates and 112 low-novelty texts", most first; empty where there is one reason only. */
export function reasonsWords({ reasons }: WhatIf): string {
  const all = (Object.entries(reasons) as [DroppedSample['reason'], number][]).filter(([, n]) => n > 0);
  if (all.length < 2) return '';
  return listed(all.sort((a, b) => b[1] - a[1]).map(([reason, n]) => reasonWords(reason, n)));
}

/** How a metric moves; `words` are empty where it is not known yet. */
export interface Change {
  readonly id: string;
  readonly label: string;
  readonly statistic: string;
  readonly today: string;
  readonly after: string;
  readonly words: string;
  /** Of the corpus; with `words` the direction is said without colour. */
  readonly turn: 'better' | 'worse' | 'other' | 'same';
  readonly updating: boolean;
}

function directionOf(from: number, to: number, better: About['better'], same: boolean): Pick<Change, 'words' | 'turn'> {
  if (same) return { words: 'unchanged', turn: 'same' };
  if (better === 'neither') return { words: to > from ? 'higher' : 'lower', turn: 'other' };
  return to > from === (better === 'higher')
    ? { words: 'more varied', turn: 'better' }
    : { words: 'less varied', turn: 'worse' };
}

/** Both at an equal number of words where the metric moves with size and both are known there. Until all is `settled`, a
 *  number of today's that leads at a number of words waits for the one after at as many. */
export function changeOf(
  id: string,
  about: About | undefined,
  today: MetricValue,
  after: MetricValue | undefined,
  waits: boolean,
  settled = true,
): Change {
  const sizes = about?.sizeDependent ?? false;
  const comesLater = !settled && after !== undefined && leadsAt(today, sizes) && !leadsAt(after, sizes);
  const updating = waits || comesLater;
  const atWords = leadsAt(today, sizes) && (after === undefined || updating || leadsAt(after, sizes));
  const of = (m: MetricValue) => (atWords ? (m.at?.value ?? null) : m.value);
  const from = of(today);
  const to = after && !updating ? of(after) : null;
  const [shownFrom, shownTo] = [formatMetric(from, about?.format), formatMetric(to, about?.format)];
  const known = from !== null && to !== null;
  return {
    id,
    label: about?.label ?? id,
    statistic: about?.statistic ?? '',
    today: shownFrom,
    after: shownTo,
    ...(known
      ? directionOf(from, to, about?.better ?? 'neither', shownFrom === shownTo)
      : { words: '', turn: 'same' as const }),
    updating,
  };
}

/** "27 of 30 right, 0.90 (0.73–0.98)". */
export function checkWords({ yes, no, precision, low, high }: SpotCheck): string {
  return `${formatInteger(yes)} of ${formatInteger(yes + no)} right, ${precision.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

const CHECKED_AT_ONCE = 30;

/** Findings that nobody judged yet. */
export function leftToCheck(count: number, known: SpotCheck | undefined | null): number {
  return Math.max(0, count - (known ? known.yes + known.no : 0));
}

/** "Review 30", "Review 8": what one spot check draws of so many. */
export function reviewWords(left: number): string {
  return `Review ${formatInteger(Math.min(CHECKED_AT_ONCE, left))}`;
}

export const GROUP_LABEL: Record<GroupKind, string> = {
  'near-duplicate': 'Near duplicates',
  'exact-duplicate': 'Exact duplicates',
};

/** What stands where there is no group. */
export function noGroupsWords(kind: GroupKind, { settings }: Pick<Report, 'settings'>, view: string | null): string {
  const where = view === null ? '' : ` in ${view}`;
  if (kind === 'exact-duplicate') return `No sample equals another${where ? ` that has a ${view}` : ''}.`;
  const threshold = typeof settings.nearDuplicate === 'number' ? settings.nearDuplicate : 0.7;
  return `Nothing repeats${where} at Jaccard ≥ ${threshold}.`;
}
