// What each snapshot has and what it keeps of the reference: a small chart per measure, or, of two snapshots, a table.
import { html, nothing, type TemplateResult } from 'lit';
import type { ComparisonReport } from '../../../engine/compare/report.ts';
import { type GenerationPoint, generationsSpec } from '../../charts/generations.ts';
import { chartFigure } from '../figure.ts';
import { pairTable } from './pairTable.ts';
import { directionWords, type Measure, measureText, pathWords, pText, stepLabels, unitText, valueAt } from './words.ts';

const SECTIONS = [
  { of: 'has', title: 'What each snapshot has' },
  { of: 'keeps', title: 'What it keeps of the reference' },
] as const;

/** Measures that at least one snapshot has a value of. */
function measured({ measures, steps }: ComparisonReport, of: Measure['of']): Measure[] {
  return measures.filter((m) => m.of === of && steps.some((step) => typeof valueAt(m, step)?.value === 'number'));
}

function pointsOf(measure: Measure, report: ComparisonReport): GenerationPoint[] {
  const labels = stepLabels(report);
  const points = report.steps.map((step, i) => {
    const at = valueAt(measure, step);
    return {
      name: labels[i]!,
      value: at?.value ?? null,
      interval: at?.interval,
      band: at?.null,
      bandMean: at?.nullMean,
      p: pText(at?.p),
    };
  });
  // The reference keeps all of itself.
  return measure.of === 'has' ? points : points.slice(1);
}

/** "0.90 → 0.19". */
function headlineOf(measure: Measure, points: readonly GenerationPoint[]): string {
  const known = points.filter(({ value }) => value !== null);
  const [first, last] = [known[0]?.value, known.at(-1)?.value];
  if (first === undefined || last === undefined) return '–';
  const unit = unitText(measure);
  const ends =
    known.length > 1 ? `${measureText(measure, first)} → ${measureText(measure, last)}` : measureText(measure, last);
  return unit ? `${ends} ${unit}` : ends;
}

function multiple(measure: Measure, report: ComparisonReport): TemplateResult {
  const { steps } = report;
  const points = pointsOf(measure, report);
  const words = {
    title: measure.label,
    headline: headlineOf(measure, points),
    note: [directionWords(measure), points.at(-1)?.p ?? ''].filter(Boolean).join(' · '),
    explains: measure.explains,
  };
  return chartFigure(words, [report], () =>
    generationsSpec(points, {
      label: measure.label,
      format: measure.format,
      unit: unitText(measure),
      path: pathWords(measure, steps),
    }),
  );
}

const legend = html`<p class="legend muted" aria-hidden="true">
  <span><svg class="strip-key" width="22" height="12"><rect class="key-draws" y="1" width="22" height="10"></rect><line class="strip-mark" x2="22" y1="6" y2="6"></line></svg> mean and middle 95 % of the draws</span>
  <span><svg class="strip-key" width="22" height="12"><line class="key-reference" x2="22" y1="6" y2="6"></line></svg> the reference</span>
</p>`;

const keptLegend = html`<p class="legend muted">
  <span><svg class="strip-key" aria-hidden="true" width="22" height="12"><rect class="key-null" y="1" width="22" height="10"></rect></svg>
    what disjoint parts of the reference keep of each other: fresh text of the same kind lies here</span>
</p>`;

export function measuresView(report: ComparisonReport): TemplateResult {
  const isPair = report.steps.length === 2;
  return html`${SECTIONS.map(({ of, title }) => {
    const shown = measured(report, of);
    if (shown.length === 0) return nothing;
    const body = isPair
      ? pairTable(shown, report)
      : html`<div class="charts multiples">${shown.map((measure) => multiple(measure, report))}</div>`;
    return html`<section class="part"><h3>${title}</h3>${of === 'keeps' ? keptLegend : isPair ? nothing : legend}${body}</section>`;
  })}`;
}
