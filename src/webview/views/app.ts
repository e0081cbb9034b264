// The panel as a whole: header, state of the run, overview, table with its detail pane.
import { html, nothing, type TemplateResult } from 'lit';
import { shownMetrics } from '../metricText.ts';
import type { Controller } from '../state/controller.ts';
import { type Model, shownView } from '../state/model.ts';
import { summarySentences } from '../summary.ts';
import { announcement } from './announce.ts';
import { bannerView } from './banner.ts';
import { chartsView } from './charts.ts';
import { emptyView } from './empty.ts';
import { findingsView } from './findings.ts';
import { headerView } from './header.ts';
import { measuredView } from './measured.ts';
import { metricsView, sizesView } from './metrics.ts';
import { samplesView } from './samples.ts';

function reportView(model: Model, c: Controller): TemplateResult | typeof nothing {
  const report = model.host?.report;
  if (!report) return nothing;
  const view = shownView(model);
  const metrics = shownMetrics((view && report.views[view]?.metrics) || {}, model.host?.about, model.host?.updating);
  const sentences = summarySentences(report, view);
  return html`
    <div class="summary">${sentences.map((s) => html`<p>${s}</p>`)}</div>
    ${sizesView(metrics)}
    <div class="overview">
      <div class="column">${findingsView(model, c)} ${metricsView('Repetition', 'repetition', metrics)}</div>
      <div class="column">${metricsView('Variety', 'variety', metrics)} ${metricsView('More', 'other', metrics)}</div>
      <div class="column">${chartsView(metrics)}</div>
    </div>
    ${samplesView(model, c)} ${measuredView(report)}`;
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
  return html`${live}<main class="panel phase-${host.phase}" aria-busy=${busy}>
    ${headerView(model, c)} ${bannerView(model)}
    ${host.phase === 'empty' ? emptyView(c) : reportView(model, c)}
  </main>`;
}
