// A comparison of snapshots: the verdict first, then what it rests on.
import { html, nothing, type TemplateResult } from 'lit';
import type { ComparisonReport } from '../../../engine/compare/report.ts';
import type { ViewName } from '../../../engine/sample.ts';
import type { Controller } from '../../state/controller.ts';
import type { Model } from '../../state/model.ts';
import './bySelect.ts';
import { changesView } from './changes.ts';
import { budgetWords, detailsView, notesView } from './details.ts';
import { distributionsView } from './distributions.ts';
import { heatMapView } from './heatMap.ts';
import { measuresView } from './measures.ts';
import './shiftsElement.ts';
import type { ShiftFilter } from './shiftsOrder.ts';
import { OUTCOME_WORDS } from './words.ts';

function verdictView({ verdict }: ComparisonReport): TemplateResult {
  const [headline, ...evidence] = verdict.sentences;
  const words = OUTCOME_WORDS[verdict.outcome];
  const isSaid = headline?.toLowerCase().startsWith(words.toLowerCase()) ?? false;
  return html`<div class="verdict">
    <p class="verdict-head">${isSaid ? nothing : html`<span class=${`outcome outcome-${verdict.outcome}`}>${words}</span> `}${headline ?? ''}</p>
    ${evidence.length > 0 ? html`<ul class="evidence">${evidence.map((sentence) => html`<li>${sentence}</li>`)}</ul>` : nothing}
  </div>`;
}

function viewSelect(report: ComparisonReport, model: Model, c: Controller): TemplateResult | typeof nothing {
  const views = Object.keys(model.host?.report?.views ?? {}) as ViewName[];
  if (views.length < 2 || !views.includes(report.view)) return nothing;
  const change = (e: Event) => {
    const { value } = e.target as HTMLElement & { value: string };
    c.call('repeatBetween', { kind: 'comparison', view: value as ViewName });
  };
  return html`<label class="by-label"><span>Texts</span>
    <vscode-single-select class="view-select" label="Texts that are compared" @change=${change}>
      ${views.map((name) => html`<vscode-option value=${name} ?selected=${name === report.view}>${name}</vscode-option>`)}
    </vscode-single-select></label>`;
}

/** Beside the other choice, near the top: a list that opens at the end of the page would leave the window. */
function bySelect(report: ComparisonReport, model: Model, c: Controller): TemplateResult {
  const running = model.host?.between?.jobs.comparison?.phase === 'running';
  return html`<ci-by-select .by=${report.convergence?.by ?? null} .generation=${model.host?.generation ?? 0} .disabled=${running}
    .actions=${actionsOf(c).by}></ci-by-select>`;
}

function convergenceView({ convergence }: ComparisonReport): TemplateResult | typeof nothing {
  if (!convergence) return nothing;
  return html`<section class="part"><h3>Convergence between groups</h3>${heatMapView(convergence)}</section>`;
}

// One object per controller: a new one would make the elements ask again.
const actions = new WeakMap<Controller, ReturnType<typeof makeActions>>();

function makeActions(c: Controller) {
  return {
    by: {
      fields: () => c.options.host.fieldValues({}),
      choose: (by: string | null) => c.call('repeatBetween', { kind: 'comparison', by }),
    },
    shifts: {
      filter: (change: Partial<ShiftFilter>) => c.dispatch({ type: 'shifts', change }),
      open: ({ file, line, start }: ComparisonReport['shifts'][number]['examples'][number]) =>
        c.call('openBetween', {
          kind: 'comparison',
          start,
          ...(file === undefined ? {} : { file }),
          ...(line === undefined ? {} : { line }),
        }),
    },
  };
}

function actionsOf(c: Controller) {
  const made = actions.get(c) ?? makeActions(c);
  actions.set(c, made);
  return made;
}

export function comparisonView(report: ComparisonReport, model: Model, c: Controller): TemplateResult {
  const { between } = model.ui;
  return html`${verdictView(report)}
    <div class="between-facts"><span class="muted tabular">${budgetWords(report)}</span>${viewSelect(report, model, c)}${bySelect(report, model, c)}</div>
    ${changesView(report)}
    ${measuresView(report)}
    ${distributionsView(report, between.steps, c)}
    <section class="part"><h3>Lost and swollen</h3>
      <p class="muted note">Of the reference and the last snapshot, at equal size. Choose one to see a sample that holds it.</p>
      <ci-shifts .report=${report} .filter=${between.shifts} .actions=${actionsOf(c).shifts}></ci-shifts></section>
    ${convergenceView(report)}
    ${notesView(report)}
    ${detailsView(report)}`;
}
