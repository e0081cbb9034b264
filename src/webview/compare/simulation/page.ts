// A collapse simulation: what is left in a sentence, the curves, the numbers of the last generation, and what it is not.
import { html, type TemplateResult } from 'lit';
import type { Generation, SimulationReport } from '../../../engine/compare/simulationReport.ts';
import { formatInteger, plural } from '../../format.ts';
import './element.ts';
import { curveName, type Measure, measuresOf, numberOf } from './measures.ts';

const DRAWN_AS = { unigram: 'as single words', trigram: 'as word trigrams' } as const;

export function simulationView(report: SimulationReport): TemplateResult {
  const { verdict, notes, model, words, types, view, generations, seed } = report;
  return html`<div class="simulation">
    <div class="summary"><p>${verdict}</p></div>
    <p class="muted note">Drawn anew ${plural(generations, 'time')} ${DRAWN_AS[model]} from ${formatInteger(words)} words of
      ${view}, ${formatInteger(types)} of them different; seed ${seed}.</p>
    <div class="simulation-parts">
      <ci-simulation .report=${report}></ci-simulation>
      <div>${lastTable(report)}${notes.map((note) => html`<p class="muted note">${note}</p>`)}</div>
    </div>
  </div>`;
}

function lastTable(report: SimulationReport): TemplateResult {
  const { curves, generations } = report;
  const corpus = curves[0]!.points[0]!;
  const cell = ({ id, print }: Measure, point: Generation) => {
    const value = numberOf(point, id);
    return html`<td class="num">${value === null ? '–' : print(value)}</td>`;
  };
  return html`<div class="scroll" role="region" tabindex="0" aria-label="The last generation">
    <table class="plain-table">
      <caption>After ${plural(generations, 'generation')}</caption>
      <thead><tr><td></td><th scope="col" class="num">corpus</th>
        ${curves.map((curve) => html`<th scope="col" class="num">${curveName(curve)}</th>`)}</tr></thead>
      <tbody>${measuresOf(report).map(
        (measure) => html`<tr><th scope="row" title=${measure.explains}>${measure.label}</th>
          ${measure.isKept ? html`<td class="num">–</td>` : cell(measure, corpus)}
          ${curves.map(({ points }) => cell(measure, points.at(-1)!))}</tr>`,
      )}</tbody>
    </table>
  </div>`;
}
