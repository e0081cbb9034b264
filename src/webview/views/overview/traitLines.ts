// The line of the overview about traits: the share of LLM-like rows, or what has to be done to get one.
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewName } from '../../../engine/sample.ts';
import type { TraitsReport } from '../../../engine/traits/schema.ts';
import { formatInteger, formatInterval, formatPercent } from '../../format.ts';
import { APPROX } from '../../metricText.ts';
import type { Controller } from '../../state/controller.ts';
import { type Model, shownView } from '../../state/model.ts';
import { calibrationState, LEAST_SCORED, medianPercentile, ordinal, shownPercentile } from '../../traits/words.ts';

export interface TraitLine {
  readonly name: string;
  readonly value: string;
  /** Behind the value; may be empty. */
  readonly more: string;
}

/** α first, where it was estimated; a median always, where enough samples were scored. */
export function traitLines(t: TraitsReport): TraitLine[] {
  const lines: TraitLine[] = [];
  const { alpha, calibration } = t;
  if (alpha && alpha.alpha !== null) {
    const interval = alpha.low !== null && alpha.high !== null ? formatInterval(alpha.low, alpha.high, 'percent') : '';
    lines.push({ name: 'α LLM-like', value: `${APPROX}${formatPercent(alpha.alpha)}`, more: interval });
  } else if (alpha) {
    lines.push({ name: 'α LLM-like', value: 'no estimate', more: '' });
  }
  if (calibration && calibrationState(calibration) === 'calibrated') {
    const approx = t.drawn ? APPROX : '';
    lines.push({
      name: 'Flagged',
      value: `${approx}${formatInteger(calibration.flagged)}`,
      more: `of ${formatInteger(calibration.judged)} judged`,
    });
  } else if (t.scored >= LEAST_SCORED) {
    const median = medianPercentile(t.percentiles);
    if (median !== null) {
      lines.push({ name: 'Median percentile', value: ordinal(shownPercentile(median)), more: 'of human texts' });
    }
  }
  return lines;
}

/** What keeps verdicts or a share away, and the button's words; null where nothing does. */
export function nextStep(
  t: TraitsReport,
): { readonly name: string; readonly state: string; readonly button: string } | null {
  const name = t.alpha ? 'Verdicts' : 'α LLM-like';
  switch (calibrationState(t.calibration)) {
    case 'none':
      return { name, state: 'not calibrated', button: 'Calibrate…' };
    case 'thin':
      return { name, state: 'calibration too thin', button: 'Improve…' };
    case 'mismatched':
      return { name, state: 'calibration does not match', button: 'Improve…' };
    case 'calibrated':
      return t.alpha || t.calibration!.llm > 0 ? null : { name, state: 'needs LLM rows', button: 'Improve…' };
  }
}

export function traitLinesView(model: Model, c: Controller): TemplateResult | typeof nothing {
  const view: ViewName | null = shownView(model);
  const t = view ? model.host!.report!.views[view]?.traits : undefined;
  if (!view || !t) return nothing;
  const next = nextStep(t);
  const open = () => c.dispatch({ type: 'tab', tab: 'traits' });
  return html`<section class="trait-lines-card" aria-labelledby="trait-lines-title">
  <div class="card-head"><h2 id="trait-lines-title">LLM traits</h2><button class="link" @click=${open}>All about traits</button></div>
  <dl class="trait-lines">
    ${traitLines(t).map(
      (line) =>
        html`<div><dt>${line.name}</dt><dd class="num">${line.value}</dd><dd class="muted tabular">${line.more}</dd></div>`,
    )}
    ${
      next
        ? html`<div><dt>${next.name}</dt><dd class="state">${next.state}</dd><dd>
            <button class="link" @click=${() => c.call('calibrate', { view })}>${next.button}</button></dd></div>`
        : nothing
    }
  </dl></section>`;
}
