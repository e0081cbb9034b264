// The panel as a whole: header, state of the run, and the tabs with the report.
import { html, nothing, type TemplateResult } from 'lit';
import { compareView } from '../compare/page.ts';
import { shownMetrics } from '../metricText.ts';
import type { Controller } from '../state/controller.ts';
import { isPreview, type Model, shownView } from '../state/model.ts';
import { WHAT_IF_TABS } from '../state/whatIfCaller.ts';
import { announcement } from './announce.ts';
import { bannerView } from './banner.ts';
import { diversityView } from './diversity/page.ts';
import { emptyView } from './empty.ts';
import { headerView } from './header.ts';
import { overviewView } from './overview/overview.ts';
import { checkView } from './review/check.ts';
import { clustersView } from './review/clusters.ts';
import { undoKey } from './review/decideButtons.ts';
import { whatIfView } from './review/whatIf.ts';
import { samplesView } from './samples.ts';
import { tabsView } from './tabs.ts';
import { traitsView } from './traits/page.ts';

function reportView(model: Model, c: Controller): TemplateResult | typeof nothing {
  const report = model.host?.report;
  if (!report) return model.host?.between ? onlyCompareView(model, c) : nothing;
  const view = shownView(model);
  const metrics = shownMetrics((view && report.views[view]?.metrics) || {}, model.host?.about, {
    preview: isPreview(model),
    updating: model.host?.updating,
  });
  return tabsView(model, c, {
    overview: () => html`${overviewView(model, c, metrics)} ${whatIfView(model, c)}`,
    diversity: () => diversityView(model, c, metrics),
    samples: () => html`${samplesView(model, c)} ${whatIfView(model, c)}`,
    clusters: () => html`${clustersView(model, c)} ${whatIfView(model, c)}`,
    traits: () => traitsView(model, c),
    compare: () => compareView(model, c),
  });
}

/** A comparison may be there before the first inspection. */
function onlyCompareView(model: Model, c: Controller): TemplateResult {
  const later = () => html`<p class="muted nothing-here">This comes with the inspection.</p>`;
  const views = { overview: later, diversity: later, samples: later, clusters: later, traits: later };
  return tabsView(model, c, { ...views, compare: () => compareView(model, c) });
}

export function appView(model: Model, c: Controller): TemplateResult {
  const { host } = model;
  const live = html`<div class="sr-only" role="status" aria-live="polite">${announcement(model)}</div>`;
  if (!host) {
    return html`${live}<main class="panel">
      <p class="muted waiting">${model.notice ?? 'Waiting for the extension…'}</p>
    </main>`;
  }
  const busy = host.phase === 'running';
  return html`${live}<main class="panel phase-${host.phase}" aria-busy=${busy}
    @keydown=${(event: KeyboardEvent) => WHAT_IF_TABS.includes(model.ui.tab) && undoKey(event, c)}>
    ${headerView(model, c)} ${bannerView(model)} ${checkView(model, c)}
    ${host.phase === 'empty' && !host.between ? emptyView(c) : reportView(model, c)}
  </main>`;
}
