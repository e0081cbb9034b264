// A mixture plan: how much was chosen and what it adds, beside random choices; the gains, what was left out, the samples.
import { html, nothing, type TemplateResult } from 'lit';
import type { MixtureReport } from '../../../engine/mixture/report.ts';
import { formatInteger, formatPercent, plural } from '../../format.ts';
import type { Controller } from '../../state/controller.ts';
import type { Model } from '../../state/model.ts';
import { chartFigure } from '../figure.ts';
import { gainSpec } from './chart.ts';
import { coverageTable, coverageText } from './coverage.ts';
import { samplesTable } from './samples.ts';

export function mixtureView(report: MixtureReport, _: Model, c: Controller): TemplateResult {
  const { chosen, notes } = report;
  return html`<div class="mixture">
    <div class="verdict">
      <p class="verdict-head">${headline(report)}</p>
      ${chosen.samples > 0 ? html`<p>${evidence(report)}</p>` : notes.map((note) => html`<p>${note}</p>`)}
    </div>
    ${
      chosen.samples > 0
        ? html`<div class="buttons"><vscode-button @click=${() => c.call('writePlan', {})}>Write plan…</vscode-button></div>
          ${parts(report, c)}
          ${notes.map((note) => html`<p class="muted note">${note}</p>`)}`
        : leftOutPart(report)
    }
  </div>`;
}

function headline({ chosen, synthetic, share }: MixtureReport): string {
  if (chosen.samples === 0) return `Nothing of ${plural(synthetic.samples, 'candidate')} was chosen.`;
  return `${formatInteger(chosen.samples)} of ${plural(synthetic.samples, 'candidate')} chosen: ${plural(chosen.words, 'word')}, ${coverageText(share.planned)} of the mix.`;
}

/** Where the plan stands to random choices, in a sentence. */
export function evidence({ coverage, share, real, view, chosen }: MixtureReport): string {
  const above = coverage.filter(({ planned, randomRange }) => planned > randomRange[1]).length;
  const kinds =
    above === coverage.length
      ? 'It covers more of the gaps than every random choice of as many words, in every kind of item.'
      : `In ${above} of ${coverage.length} kinds of items it covers more of the gaps than every random choice of as many words.`;
  const verified = chosen.verified > 0 ? ` ${formatInteger(chosen.verified)} of the chosen are verified.` : '';
  const already = share.already > 0 ? `, ${formatPercent(share.already)} of them synthetic already` : '';
  return `${kinds} The limit is ${formatPercent(share.limit)} beside ${formatInteger(real.words)} real words of ${view}${already}.${verified}`;
}

function parts(report: MixtureReport, c: Controller): TemplateResult {
  return html`<div class="part"><h3>Gaps covered</h3>
      <p class="muted note">What the real corpus lacks or hardly has, and more than one sample holds. Bars: real alone, then the plan; the frame is the range of random choices.</p>
      ${coverageTable(report)}</div>
    <div class="mixture-parts">
      <div class="part"><h3>Gains</h3>${
        report.curve.length > 1
          ? chartFigure({ title: 'What each further sample adds' }, [report], () => gainSpec(report))
          : html`<p class="muted note">One sample was chosen: there is no curve.</p>`
      }</div>
      <div>${metricsPart(report)}${leftOutPart(report)}</div>
    </div>
    <div class="part"><h3>Chosen samples</h3>${samplesTable(report, c)}</div>`;
}

function metricsPart({ metrics }: MixtureReport): TemplateResult | typeof nothing {
  if (metrics.length === 0) return nothing;
  const cell = (n: number | null) =>
    html`<td class="num">${n === null ? '–' : n >= 100 ? formatInteger(n) : n.toFixed(3)}</td>`;
  return html`<div class="part"><h3>At equal words</h3>
    <div class="scroll" role="region" tabindex="0" aria-label="Metrics at equal words"><table class="plain-table">
      <thead><tr><td></td><th scope="col" class="num">real</th><th scope="col" class="num">with the plan</th>
        <th scope="col" class="num">with random</th></tr></thead>
      <tbody>${metrics.map(
        (m) => html`<tr><th scope="row">${m.label}</th>${cell(m.real)}${cell(m.planned)}${cell(m.random)}</tr>`,
      )}</tbody></table></div></div>`;
}

function leftOutPart({ leftOut }: MixtureReport): TemplateResult | typeof nothing {
  if (leftOut.length === 0) return nothing;
  return html`<div class="part"><h3>Left out</h3>
    <table class="plain-table"><caption class="sr-only">Candidates by reason</caption><tbody>${leftOut.map(
      ({ reason, samples }) =>
        html`<tr><th scope="row">${reason}</th><td class="num">${formatInteger(samples)}</td></tr>`,
    )}</tbody></table></div>`;
}
