// One group of metrics: a line per metric, then the charts of those that are more than a number.
import { html, nothing, type TemplateResult } from 'lit';
import { listed as listedWords } from '../../format.ts';
import { type Card, directionText, type ShownMetric } from '../../metricText.ts';
import { warningIcon } from '../icons.ts';
import { factsOf, numberView } from '../reading.ts';
import { stripView } from '../strip.ts';
import { chartView, hasChart } from './chart.ts';
import type { PickBin } from './pick.ts';

/** Said once per section; a metric that points the other way says so itself. */
const SECTION_DIRECTION: Partial<Record<Card, string>> = {
  variety: directionText('higher'),
  repetition: directionText('lower'),
  novelty: directionText('higher'),
};

function meansView(m: ShownMetric): TemplateResult {
  const direction = directionText(m.better);
  const own = direction === SECTION_DIRECTION[m.card] ? '' : direction;
  const ownSentence = own ? ` ${own[0]!.toUpperCase()}${own.slice(1)}.` : '';
  return html`${m.measured.value === null ? 'Not defined for this text. ' : nothing}${m.explains}${ownSentence}${
    m.cost ? html` <span class="cost">Cost: ${m.cost}.</span>` : nothing
  }`;
}

/** Neither a number nor a reason why there is none: its name says enough. */
function isBlank(m: ShownMetric): boolean {
  return m.measured.value === null && !m.measured.caution && !hasChart(m);
}

function metricView(m: ShownMetric): TemplateResult {
  const facts = factsOf(m);
  return html`<div class="metric${m.strip ? '' : ' plain'}">
    <dt>${m.label}${m.statistic ? html` <span class="statistic">${m.statistic}</span>` : nothing}</dt>
    <dd class="num">${numberView(m)}</dd>
    <dd class="asides">${facts}</dd>
    <dd class="strip-cell">${stripView(m)}</dd>
    <dd class="means">${meansView(m)}</dd>
    ${
      m.measured.caution
        ? html`<dd class="caution">${warningIcon}<span><strong>Caution.</strong> ${m.measured.caution}</span></dd>`
        : nothing
    }
  </div>`;
}

export function sectionView(
  title: string,
  card: Card,
  metrics: readonly ShownMetric[],
  pickOf: (metric: string) => PickBin | null = () => null,
): TemplateResult | typeof nothing {
  const here = metrics.filter((m) => m.card === card);
  if (here.length === 0) return nothing;
  const id = `section-${card}`;
  const charts = here.filter(hasChart);
  const listed = here.filter((m) => !isBlank(m));
  const blank = here.filter(isBlank).map((m) => m.label);
  return html`<section class="card section" aria-labelledby=${id}>
    <div class="card-head"><h2 id=${id}>${title}</h2><span class="headline">${SECTION_DIRECTION[card] ?? ''}</span></div>
    ${listed.length > 0 ? html`<dl class="metrics">${listed.map(metricView)}</dl>` : nothing}
    ${blank.length > 0 ? html`<p class="muted note blank">Not defined for this text: ${listedWords(blank)}.</p>` : nothing}
    ${charts.length > 0 ? html`<div class="charts">${charts.map((m) => chartView(m, 'h3', pickOf(m.id)))}</div>` : nothing}
  </section>`;
}
