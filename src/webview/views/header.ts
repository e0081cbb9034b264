// Title, size, the view whose numbers are shown, and the one action of the moment.
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewName } from '../../engine/sample.ts';
import { formatCompact, plural } from '../format.ts';
import { APPROX } from '../metricText.ts';
import type { Controller } from '../state/controller.ts';
import { isPreview, type Model, shownView } from '../state/model.ts';
import { totalSamples } from '../summary.ts';

function action(model: Model, c: Controller): TemplateResult | typeof nothing {
  const { phase } = model.host!;
  if (phase === 'empty') return nothing;
  if (phase === 'running') {
    return html`<vscode-button secondary @click=${() => c.call('cancel', {})}>Cancel</vscode-button>`;
  }
  const urgent = phase !== 'done';
  const words = model.host?.report ? 'Inspect again' : 'Try again';
  return html`<vscode-button ?secondary=${!urgent} @click=${() => c.call('inspect', {})}>${words}</vscode-button>`;
}

function viewSelect(model: Model, c: Controller): TemplateResult | typeof nothing {
  const names = Object.keys(model.host?.report?.views ?? {}) as ViewName[];
  if (names.length < 2) return nothing;
  const shown = shownView(model);
  const change = (e: Event) =>
    c.dispatch({ type: 'view', view: (e.target as HTMLElement & { value: string }).value as ViewName });
  return html`<vscode-single-select class="view-select" label="View whose numbers are shown" @change=${change}>
    ${names.map((n) => html`<vscode-option value=${n} ?selected=${n === shown}>${n}</vscode-option>`)}
  </vscode-single-select>`;
}

export function headerView(model: Model, c: Controller): TemplateResult {
  const host = model.host!;
  const { report } = host;
  const view = shownView(model);
  const words = view ? (report?.views[view]?.metrics.words?.value ?? null) : null;
  const approx = isPreview(model) ? APPROX : '';
  const facts = report
    ? html`<span class="tabular">${approx}${plural(totalSamples(report), 'sample')}</span>
        ${words === null ? nothing : html`<span class="tabular">${approx}${formatCompact(words)} words</span>`}
        ${view && Object.keys(report.views).length === 1 ? html`<span>${view}</span>` : nothing}`
    : nothing;
  return html`<header class="header">
    <div class="header-name"><h1>${host.title || 'Corpus Inspector'}</h1><div class="facts">${facts}</div></div>
    <div class="actions">
      ${viewSelect(model, c)}
      ${
        report && host.phase !== 'running'
          ? html`<vscode-button secondary @click=${() => c.call('chooseViews', {})}>Choose what to measure…</vscode-button>`
          : nothing
      }
      ${action(model, c)}
    </div>
  </header>`;
}
