// Every metric of a view, by what it is about: numbers with their context first, their curves below.
import { html, nothing, type TemplateResult } from 'lit';
import type { Card, ShownMetric } from '../../metricText.ts';
import type { Controller } from '../../state/controller.ts';
import { type Model, shownView } from '../../state/model.ts';
import { legendView } from '../strip.ts';
import { groupsView } from './groups.ts';
import { languagesView } from './languages.ts';
import { picker } from './pick.ts';
import { sectionView } from './section.ts';

const SECTIONS: readonly (readonly [Card, string])[] = [
  ['size', 'Size'],
  ['variety', 'Variety'],
  ['repetition', 'Repetition'],
  ['novelty', 'Novelty'],
  ['shape', 'Shape'],
  ['other', 'More'],
];

export function diversityView(model: Model, c: Controller, metrics: readonly ShownMetric[]): TemplateResult {
  const host = model.host!;
  const view = shownView(model);
  const measured = view ? host.report!.views[view] : undefined;
  if (!measured || metrics.length === 0) {
    return html`<p class="muted nothing-here">No text could be measured. The overview says what was read.</p>`;
  }
  const wordless = metrics.find((m) => m.id === 'words')?.measured.value === 0;
  return html`
    <div class="intro">
      ${languagesView(measured)}
      ${wordless ? html`<p>The texts of “${view}” hold no words, so most numbers are not defined.</p>` : nothing}
      ${legendView(metrics)}
    </div>
    ${SECTIONS.map(([card, title]) => sectionView(title, card, metrics, (metric) => picker(metric, model, c)))}
    ${measured.groups ? groupsView(measured.groups, host.about ?? {}) : nothing}`;
}
