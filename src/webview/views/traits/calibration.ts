// The state of the calibration: what it promises, what it judged, and what to add.
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewName } from '../../../engine/sample.ts';
import type { CalibrationReport, TraitsReport } from '../../../engine/traits/schema.ts';
import { baseName, formatInteger, formatInterval, formatPercent, plural } from '../../format.ts';
import type { Controller } from '../../state/controller.ts';
import { type CalibrationState, calibrationState, rateText } from '../../traits/words.ts';
import { warningIcon } from '../icons.ts';

const TITLE: Record<CalibrationState, string> = {
  none: 'Not calibrated',
  thin: 'Too thin for verdicts',
  mismatched: 'Does not match these samples',
  calibrated: 'Calibrated',
};

function withInterval({
  rate,
  interval,
}: {
  readonly rate: number;
  readonly interval: readonly [number, number];
}): string {
  return `${formatPercent(rate)} (${formatInterval(interval[0], interval[1], 'percent')})`;
}

function fact(name: string, value: string, title = ''): TemplateResult {
  return html`<div title=${title || nothing}><dt>${name}</dt><dd class="num">${value}</dd></div>`;
}

function factsView(c: CalibrationReport): TemplateResult {
  const rows = [plural(c.human, 'human row'), ...(c.llm > 0 ? [`${formatInteger(c.llm)} LLM`] : [])].join(', ');
  return html`<dl class="facts-list">
    ${fact('From', rows)}
    ${fact('False positives, chosen', rateText(c.rate), 'Share of human rows that may be flagged')}
    ${
      c.guaranteed === undefined
        ? nothing
        : fact('Guaranteed', `at most ${rateText(c.guaranteed)}`, 'The rate that holds with 95 % confidence')
    }
    ${c.measured ? fact('Measured', withInterval(c.measured), 'On the human rows, each judged by the others (95 % interval)') : nothing}
    ${c.power ? fact('LLM rows that are found', withInterval(c.power), 'Of your LLM rows, cross-validated (95 % interval)') : nothing}
    ${c.judged > 0 ? fact('Flagged', `${formatInteger(c.flagged)} of ${formatInteger(c.judged)} judged`) : nothing}
  </dl>`;
}

function precisionView({ precision, power }: CalibrationReport): TemplateResult | typeof nothing {
  if (precision.length === 0) return nothing;
  return html`<table class="plain-table">
    <caption>How many of the findings would be right</caption>
    <thead><tr><th scope="col">If this share of the corpus were LLM text</th><th scope="col" class="num">right</th></tr></thead>
    <tbody>${precision.map(
      (p) =>
        html`<tr><th scope="row" class="tabular">${rateText(p.share)}</th><td class="num">${formatPercent(p.precision)}</td></tr>`,
    )}</tbody>
  </table>
  ${power ? nothing : html`<p class="muted note">By the share of LLM texts that is found elsewhere: LLM rows of yours would tell it for this corpus.</p>`}`;
}

function unjudgedView({ unjudged }: CalibrationReport): TemplateResult | typeof nothing {
  const shown = unjudged.filter((u) => u.samples > 0);
  if (shown.length === 0) return nothing;
  return html`<h3 class="list-title">Not judged</h3>
    <ul class="reasons">${shown.map(
      (u) => html`<li><span class="num">${formatInteger(u.samples)}</span><span>${u.reason}</span></li>`,
    )}</ul>`;
}

/** "300 rows: 2.8–6.8 %, 1,000 rows: 3.9–6.2 %": how sure the rate would be. */
export function moreWords(more: NonNullable<CalibrationReport['more']>): string {
  const shown = more.length > 2 ? [more[0]!, more.at(-1)!] : more;
  return shown.map((m) => `${formatInteger(m.rows)} rows: ${formatInterval(m.low, m.high, 'percent')}`).join(', ');
}

function moreView({ more = [] }: CalibrationReport): TemplateResult | typeof nothing {
  if (more.length === 0) return nothing;
  return html`<p class="muted note">More human rows make the rate surer (nine times in ten it would lie within): ${moreWords(more)}.</p>`;
}

/** Where LLM rows are flagged no more than human rows may be, the findings say nothing. */
export function weakWords({ power, rate }: CalibrationReport): string {
  return power && power.rate <= rate
    ? 'Your LLM rows are hardly told from your human rows: findings by this calibration say nothing.'
    : '';
}

function missingView(c: CalibrationReport, state: CalibrationState): TemplateResult | typeof nothing {
  const words =
    c.missing ??
    (state === 'thin'
      ? `Add human rows: ${formatInteger(c.human)} are too few for a rate of ${rateText(c.rate)}.`
      : weakWords(c));
  return words ? html`<p class="missing">${warningIcon}<span>${words}</span></p>` : nothing;
}

/** A button, not a link: it opens a dialogue of the editor. */
function button(words: string, c: Controller, view: ViewName, secondary: boolean): TemplateResult {
  return html`<vscode-button ?secondary=${secondary} @click=${() => c.call('calibrate', { view })}>${words}</vscode-button>`;
}

export function calibrationView(t: TraitsReport, view: ViewName, c: Controller): TemplateResult {
  const calibration = t.calibration;
  const state = calibrationState(calibration);
  const inner = () => {
    if (!calibration) {
      return html`<p>No sample is flagged without rows that you know people wrote. Give about 100 of the same kind, length and
        language: a file, the rows with a field's value, or rows marked <kbd>H</kbd> under Samples.</p>
        <div class="buttons">${button('Calibrate…', c, view, false)}</div>`;
    }
    return html`${missingView(calibration, state)} ${factsView(calibration)} ${moreView(calibration)} ${precisionView(calibration)} ${unjudgedView(calibration)}
      <div class="buttons">${button('Improve…', c, view, state === 'calibrated')}
        <vscode-button secondary @click=${() => c.call('removeCalibration', {})}>Remove calibration</vscode-button></div>`;
  };
  return html`<section class="card section calibration" aria-labelledby="traits-calibration">
    <div class="card-head"><h2 id="traits-calibration">Calibration</h2>
      <span class="headline">${TITLE[state]}${calibration ? html` · <bdi title=${calibration.name}>${baseName(calibration.name)}</bdi>` : nothing}</span></div>
    ${inner()}
  </section>`;
}
