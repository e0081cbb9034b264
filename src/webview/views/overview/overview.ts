// The first look: how the corpus is in a sentence, what stands out, the numbers that matter most.
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownMetric } from '../../metricText.ts';
import type { Controller } from '../../state/controller.ts';
import { isPreview, type Model, shownView } from '../../state/model.ts';
import { summarySentences } from '../../summary.ts';
import { chartView } from '../diversity/chart.ts';
import { picker } from '../diversity/pick.ts';
import { findingsView } from '../findings.ts';
import { measuredView } from '../measured.ts';
import { verificationView } from '../verification/card.ts';
import { keyNumbersView } from './keyNumbers.ts';
import { leakageView } from './leakage.ts';
import { traitLinesView } from './traitLines.ts';

export function overviewView(model: Model, c: Controller, metrics: readonly ShownMetric[]): TemplateResult {
  const report = model.host!.report!;
  const sentences = summarySentences(report, shownView(model), isPreview(model));
  const length = metrics.find((m) => m.id === 'length' && m.measured.value !== null);
  return html`
    <div class="summary">${sentences.map((s) => html`<p>${s}</p>`)}</div>
    <div class="overview">
      <div class="column">${findingsView(model, c)}</div>
      <div class="column">${keyNumbersView(metrics, c)}${traitLinesView(model, c)}</div>
      <div class="column">${length ? html`<section class="card">${chartView(length, 'h2', picker('length', model, c))}</section>` : nothing}${leakageView(model, c)}</div>
    </div>
    ${verificationView(model, c)}
    ${measuredView(report)}`;
}
