// The tab Compare: what stands between this corpus and others. Each kind of result is a section of its own.
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BetweenKind, BetweenResults } from '../../protocol/betweenPanelApi.ts';
import type { Controller } from '../state/controller.ts';
import type { Model } from '../state/model.ts';
import { comparisonView } from './comparison/page.ts';
import { jobView } from './job.ts';
import { mixtureView } from './mixture/page.ts';
import { simulationView } from './simulation/page.ts';

/** Draws a result. */
export type ResultView<K extends BetweenKind> = (
  result: BetweenResults[K],
  model: Model,
  c: Controller,
) => TemplateResult;

export interface Section<K extends BetweenKind> {
  readonly title: string;
  /** Starts one. */
  readonly button: string;
  /** Does the last one anew; default: "Run again". */
  readonly again?: string;
  readonly view: ResultView<K>;
}

/** In the order in which they stand; each kind is a file and a line here. */
const SECTIONS: { readonly [K in BetweenKind]?: Section<K> } = {
  comparison: { title: 'Comparison', again: 'Compare again', button: 'Compare corpora…', view: comparisonView },
  simulation: {
    title: 'Collapse, simulated',
    again: 'Simulate again',
    button: 'Simulate collapse…',
    view: simulationView,
  },
  mixture: { title: 'Mixture', again: 'Plan again', button: 'Plan a mixture…', view: mixtureView },
};

const KINDS = Object.keys(SECTIONS) as BetweenKind[];

function startButtons(c: Controller, secondary: boolean): TemplateResult {
  return html`<div class="buttons">${KINDS.map(
    (kind) => html`<vscode-button ?secondary=${secondary || kind !== 'comparison'}
      @click=${() => c.call('startBetween', { kind })}>${SECTIONS[kind]!.button}</vscode-button>`,
  )}</div>`;
}

export function compareView(model: Model, c: Controller): TemplateResult {
  const jobs = model.host?.between?.jobs ?? {};
  // What was asked for last stands first.
  const known = (Object.keys(jobs) as BetweenKind[]).filter((kind) => KINDS.includes(kind)).reverse();
  if (known.length === 0) {
    return html`<section class="empty">
      <p>Compare this corpus with another file, with its generations or with its version in git; see what would be left of it
        if a model learned from its own output; or choose the synthetic samples that fill its gaps.</p>
      ${startButtons(c, false)}
    </section>`;
  }
  return html`<div class="between-start">${startButtons(c, true)}</div>
    ${repeat(
      known,
      (kind) => kind,
      (kind) => jobView(kind, SECTIONS[kind] as Section<BetweenKind>, model, c),
    )}`;
}
