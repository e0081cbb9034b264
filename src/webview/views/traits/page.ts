// The traits that the texts of a view share with LLM text: where the corpus lies, why, and what verdicts it allows.
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewName } from '../../../engine/sample.ts';
import type { TraitsReport } from '../../../engine/traits/schema.ts';
import { percentilesSpec } from '../../charts/percentiles.ts';
import { scoresSpec } from '../../charts/traitScores.ts';
import { formatInteger, formatPercent } from '../../format.ts';
import type { Controller } from '../../state/controller.ts';
import { isPreview, type Model, shownView } from '../../state/model.ts';
import {
  abstainedWords,
  countedAbstentions,
  drawnWords,
  LEAST_SCORED,
  leadSentences,
  nounOf,
} from '../../traits/words.ts';
import { alphaView } from './alpha.ts';
import { calibrationView } from './calibration.ts';
import { figureView } from './figure.ts';
import { topTraitsView } from './top.ts';

/** Why a view has no traits, in a sentence. */
export function absentWords(model: Model, view: ViewName | null): string {
  const host = model.host!;
  if (view === null) return 'No text could be measured. The overview says what was read.';
  if (host.phase === 'running' || host.preview) return 'The traits come when the samples were read.';
  if (host.report?.settings.metrics === 'core')
    return 'This inspection left the traits out. Inspect again to measure them.';
  return `The ${nounOf(view, 2)} were not read for traits.`;
}

function abstainedView(t: TraitsReport): TemplateResult | typeof nothing {
  const counted = countedAbstentions(t);
  if (counted.length === 0) return nothing;
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  return html`<section class="card section" aria-labelledby="traits-abstained">
    <div class="card-head"><h2 id="traits-abstained">Not scored</h2>
      <span class="headline">${formatInteger(total)} of ${formatInteger(t.read)} (${formatPercent(t.read ? total / t.read : 0)})</span></div>
    <ul class="reasons">${counted.map(
      ({ why, n }) => html`<li><span class="num">${formatInteger(n)}</span><span>${abstainedWords(why)}</span></li>`,
    )}</ul>
  </section>`;
}

function chartsView(t: TraitsReport): TemplateResult {
  return html`<section class="card section" aria-labelledby="traits-scores">
    <div class="card-head"><h2 id="traits-scores">Where the samples lie</h2><span class="headline">${drawnWords(t)}</span></div>
    <div class="charts charts-two">
      ${figureView({ title: 'Scores', data: t.scores }, () => scoresSpec(t.scores))}
      ${figureView({ title: 'Percentiles', data: t.percentiles }, () => percentilesSpec(t.percentiles))}
    </div>
  </section>`;
}

function kindNote(t: TraitsReport): string {
  const nearest = t.kind
    ? `Nearest measured kind: ${t.kind.name} (${formatPercent(t.kind.share)} of the scored samples). `
    : '';
  return `${nearest}Model: ${t.model.name}${t.model.trained ? `, trained ${t.model.trained}` : ''}. Traits say how a text is written, never who wrote it.`;
}

export function traitsView(model: Model, c: Controller): TemplateResult {
  const view = shownView(model);
  const t = view ? model.host!.report!.views[view]?.traits : undefined;
  if (!view || !t) return html`<p class="muted nothing-here">${absentWords(model, view)}</p>`;
  const updating = model.host!.updating?.includes('traits') ?? false;
  return html`
    <div class="summary">${leadSentences(t, view, isPreview(model)).map((s) => html`<p>${s}</p>`)}
      ${updating ? html`<p class="muted updating">updating</p>` : nothing}</div>
    <div class="traits-columns">
      <div class="column">${calibrationView(t, view, c)}</div>
      <div class="column">${alphaView(t, updating)}</div>
    </div>
    ${t.scored >= LEAST_SCORED ? chartsView(t) : nothing}
    ${t.scored >= LEAST_SCORED ? topTraitsView(t) : nothing}
    ${abstainedView(t)}
    <p class="muted note model-note">${kindNote(t)}</p>`;
}
