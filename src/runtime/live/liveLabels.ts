// The words of the commonest openings after an edit: known ones are kept, others read from a row that begins so.
import { openingLabel } from '../../engine/metrics/openings.ts';
import type { MetricValue } from '../../engine/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import { tagged } from '../../engine/sketch/gramTable.ts';
import { words } from '../../engine/text/words.ts';
import type { Scored } from '../tasks/score.ts';
import type { LiveRows } from './liveRows.ts';

export type Labels = Map<ViewName, Map<string, string>>;

export function labelsOf(list: Scored['labels']): Labels {
  const labels: Labels = new Map();
  for (const [view, label, text] of list) {
    const known = labels.get(view) ?? new Map<string, string>();
    labels.set(view, known.set(label, text));
  }
  return labels;
}

/** Adds the words of openings that are not known yet. `textsOf` gives the texts of a row's segments. */
export function learnLabels(
  labels: Labels,
  view: ViewName,
  openings: MetricValue | undefined,
  rows: LiveRows,
  textsOf: (row: number) => readonly string[],
): void {
  if (openings?.detail?.type !== 'table') return;
  const known = labels.get(view) ?? new Map<string, string>();
  labels.set(view, known);
  const unknown = new Set(openings.detail.rows.map((r) => r.label).filter((label) => !known.has(label)));
  const number = VIEW_NAMES.indexOf(view);
  for (let row = 0; row < rows.length && unknown.size > 0; row++) {
    if (rows.view[row] !== number || (rows.words[row] as number) < 3) continue;
    const label = openingLabel(tagged(rows.openLo[row] as number, 3), rows.openHi[row] as number);
    if (!unknown.delete(label)) continue;
    const text = textsOf(row).flatMap((t) => words(t.slice(0, 400)));
    known.set(label, text.slice(0, 3).join(' '));
  }
}

/** As the second pass lists them. */
export function listed(labels: Labels): Scored['labels'] {
  return [...labels].flatMap(([view, known]) => [...known].map(([label, text]) => [view, label, text] as const));
}
