// α: the share of rows that are like the LLM rows, with its interval, or the reason why there is none.
import { html, nothing, type TemplateResult } from 'lit';
import type { AlphaReport, TraitsReport } from '../../../engine/traits/schema.ts';
import { alphaGroupsSpec } from '../../charts/alphaGroups.ts';
import { formatInteger, formatPercent, plural } from '../../format.ts';
import { APPROX } from '../../metricText.ts';
import { alphaInterval, calibrationState, drawnWords, METHOD_LABEL, points } from '../../traits/words.ts';
import { warningIcon } from '../icons.ts';
import { figureView } from './figure.ts';

/** Why there is no α, where nobody tried to estimate it. */
export function noAlphaWords(t: TraitsReport): string {
  if (calibrationState(t.calibration) === 'none')
    return 'Not estimated: it needs human and LLM rows of yours to compare with. Calibrate with both.';
  if (t.calibration!.llm === 0)
    return 'Not estimated: the calibration holds human rows only. Add LLM rows to it to get this share.';
  return 'Not estimated for this view.';
}

function estimateView(a: AlphaReport, approx: string): TemplateResult {
  if (a.alpha === null) {
    return html`<p class="alpha-refused">${warningIcon}<span><strong>No estimate.</strong> ${a.refused ?? 'The estimators do not agree with known mixtures of your rows.'}</span></p>`;
  }
  return html`<p class="alpha-number"><span class="big tabular"><span class="muted">${APPROX}</span>${formatPercent(a.alpha)}</span>
    <span class="tabular">${alphaInterval(a.low, a.high)}</span>
    <span class="muted">${METHOD_LABEL[a.method]}</span></p>
    <p class="muted note">Of ${approx}${plural(a.samples, 'sample')}, compared with ${formatInteger(a.human)} human and
      ${formatInteger(a.llm)} LLM rows. It says how many rows are like those LLM rows, not which.</p>`;
}

function methodsView(a: AlphaReport): TemplateResult | typeof nothing {
  if (a.methods.length === 0) return nothing;
  return html`<table class="plain-table">
    <caption class="sr-only">Estimators of the share, side by side</caption>
    <thead><tr><th scope="col">Estimator</th><th scope="col" class="num">α</th>
      <th scope="col" class="num" title="On known mixtures of your rows: mean error, and the error that 95 % of them stay within, in points of a hundred">Error on known mixtures</th></tr></thead>
    <tbody>${a.methods.map(
      (m) => html`<tr>
        <th scope="row">${METHOD_LABEL[m.method]}${m.method === a.method && a.alpha !== null ? html` <span class="muted">leads</span>` : nothing}</th>
        <td class="num">${m.alpha === null || a.alpha === null ? '–' : formatPercent(m.alpha)}</td>
        <td class="num">${m.error === null ? 'not known' : html`${points(m.error.mean)} points <span class="muted">(95 % within ${points(m.error.p95)})</span>`}</td>
      </tr>`,
    )}</tbody>
  </table>`;
}

function groupsView({ groups }: AlphaReport): TemplateResult | typeof nothing {
  if (!groups || groups.rows.length < 2) return nothing;
  return html`${
    groups.rows.every((row) => row.alpha === null)
      ? html`<p class="muted note">No group by ${groups.by} could be estimated.</p>`
      : figureView({ title: `By ${groups.by}`, note: 'Dots: estimates; lines: 95 % intervals.', data: groups }, () =>
          alphaGroupsSpec(groups),
        )
  }${groups.note ? html`<p class="muted note">${groups.note}</p>` : nothing}`;
}

/** Rows that match no verdict match no share either; the validation, on the same rows, cannot notice. */
function strangeView(t: TraitsReport): TemplateResult | typeof nothing {
  if (!t.alpha || t.alpha.alpha === null || calibrationState(t.calibration) !== 'mismatched') return nothing;
  return html`<p class="missing">${warningIcon}<span>The rows of the calibration do not match these samples: the share can be wrong by more than its interval says.</span></p>`;
}

export function alphaView(t: TraitsReport, updating: boolean): TemplateResult {
  const a = t.alpha;
  return html`<section class="card section" aria-labelledby="traits-alpha">
    <div class="card-head"><h2 id="traits-alpha">α, the share of LLM-like rows</h2>
      <span class="headline">${drawnWords(t)}${updating ? html` <span class="updating">updating</span>` : nothing}</span></div>
    ${a ? html`${estimateView(a, t.drawn ? APPROX : '')}${strangeView(t)}${methodsView(a)}${groupsView(a)}` : html`<p class="muted">${noAlphaWords(t)}</p>`}
  </section>`;
}
