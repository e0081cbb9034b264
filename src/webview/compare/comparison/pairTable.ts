// Two snapshots: each measure as a row, with both numbers and a strip that shows how far they are apart.
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ComparisonReport, ComparisonStep } from '../../../engine/compare/report.ts';
import { formatPercent } from '../../format.ts';
import {
  directionWords,
  intervalText,
  type Measure,
  measureText,
  pText,
  stepName,
  unitText,
  valueAt,
} from './words.ts';

const HEIGHT = 18;
const MIDDLE = HEIGHT / 2;
/** Changes of half and more end at the border. */
const MOST_CHANGE = 0.5;

/** Where a relative change stands, percent of the strip's width. */
export function placeOfChange(change: number): number {
  const clipped = Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, change));
  return 50 + (clipped / MOST_CHANGE) * 48;
}

/** Reference to other, relative to the reference: null where that says nothing. */
export function relativeChange(from: number | null | undefined, to: number | null | undefined): number | null {
  if (typeof from !== 'number' || typeof to !== 'number' || from === 0) return null;
  return (to - from) / Math.abs(from);
}

/** "−80 %"; what is smaller than can be printed has no sign. */
export function changeText(change: number | null): string {
  if (change === null) return '–';
  const text = formatPercent(Math.abs(change));
  if (/^(?:0\s|<)/.test(text)) return text;
  return `${change < 0 ? '−' : '+'}${text}`;
}

function dumbbell(
  from: number,
  to: number,
  change: number,
  interval: readonly [number, number] | undefined,
): TemplateResult {
  const at = placeOfChange(change);
  const ends = interval?.map((n) => placeOfChange(relativeChange(from, n) ?? change));
  const isCut = Math.abs(change) > MOST_CHANGE;
  return html`<svg class="dumbbell" aria-hidden="true" width="100%" height=${HEIGHT}>
    ${svg`<line class="strip-axis" x2="100%" y1=${MIDDLE} y2=${MIDDLE}></line>
      <line class="dumbbell-bar" x1="50%" x2="${at}%" y1=${MIDDLE} y2=${MIDDLE}></line>
      ${ends ? svg`<line class="dumbbell-interval" x1="${ends[0]}%" x2="${ends[1]}%" y1=${MIDDLE} y2=${MIDDLE}></line>` : nothing}
      <circle class="dumbbell-from" cx="50%" cy=${MIDDLE} r="4"></circle>
      ${
        isCut
          ? svg`<text class="dumbbell-cut" x="${at}%" y=${MIDDLE + 4} text-anchor="middle">${to < from ? '◂' : '▸'}</text>`
          : svg`<circle class="dumbbell-to" cx="${at}%" cy=${MIDDLE} r="4"></circle>`
      }`}
  </svg>`;
}

/** From 0 to 1: the band of chance, and the value. */
function keptStrip(value: number, band: readonly [number, number] | undefined): TemplateResult {
  const x = (n: number) => `${Math.max(0, Math.min(1, n)) * 100}%`;
  const width = band ? `${Math.max(0.8, (band[1] - band[0]) * 100)}%` : '0';
  return html`<svg class="dumbbell" aria-hidden="true" width="100%" height=${HEIGHT}>
    ${svg`<line class="strip-axis" x2="100%" y1=${MIDDLE} y2=${MIDDLE}></line>
      ${band ? svg`<rect class="key-null" x=${x(band[0])} y="3" width=${width} height=${HEIGHT - 6}></rect>` : nothing}
      <circle class="dumbbell-to" cx=${x(value)} cy=${MIDDLE} r="4"></circle>`}
  </svg>`;
}

function name(measure: Measure): TemplateResult {
  const unit = unitText(measure);
  const direction = directionWords(measure);
  return html`<th scope="row"><span class="measure-name">${measure.label}</span>${unit ? html` <span class="unit">${unit}</span>` : nothing}
    <span class="muted note explains">${measure.explains}${direction ? ` ${direction[0]!.toUpperCase()}${direction.slice(1)}.` : ''}</span></th>`;
}

function hasRow(measure: Measure, from: ComparisonStep, to: ComparisonStep): TemplateResult {
  const [a, b] = [valueAt(measure, from), valueAt(measure, to)];
  const change = relativeChange(a?.value, b?.value);
  return html`<tr>${name(measure)}
    <td class="num">${measureText(measure, a?.value)}</td>
    <td class="num" title=${intervalText(measure, b?.interval) || nothing}>${measureText(measure, b?.value)}</td>
    <td class="num">${changeText(change)}</td>
    <td class="strip-cell">${change === null ? nothing : dumbbell(a!.value!, b!.value!, change, b!.interval)}</td>
    <td class="num">${pText(b?.p) || '–'}</td></tr>`;
}

function keptRow(measure: Measure, to: ComparisonStep): TemplateResult {
  const at = valueAt(measure, to);
  const isShare = measure.format === 'percent' || (at?.value ?? 2) <= 1;
  return html`<tr>${name(measure)}
    <td class="num">${intervalText(measure, at?.null) || '–'}</td>
    <td class="num" title=${intervalText(measure, at?.interval) || nothing}>${measureText(measure, at?.value)}</td>
    <td class="strip-cell">${typeof at?.value === 'number' && isShare ? keptStrip(at.value, at.null) : nothing}</td>
    <td class="num">${pText(at?.p) || '–'}</td></tr>`;
}

export function pairTable(measures: readonly Measure[], report: ComparisonReport): TemplateResult {
  const { steps } = report;
  const [from, to] = [steps[0]!, steps[1]!];
  const isHas = measures[0]!.of === 'has';
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${isHas ? 'What each snapshot has' : 'What is kept of the reference'}>
    <table class="pair-table">
      <thead><tr><th scope="col"><span class="sr-only">Measure</span></th>
        <th scope="col" class="num">${isHas ? stepName(report, 0) : 'parts of the reference'}</th>
        <th scope="col" class="num">${stepName(report, 1)}</th>
        ${isHas ? html`<th scope="col" class="num">change</th>` : nothing}
        <th scope="col" class="strip-head">${isHas ? '−50 % to +50 %' : '0 to 1'}</th>
        <th scope="col" class="num">tested</th></tr></thead>
      <tbody>${measures.map((m) => (isHas ? hasRow(m, from, to) : keptRow(m, to)))}</tbody>
    </table></div>`;
}
