// The histograms above the table.
import { html, type TemplateResult } from 'lit';
import '../brush/brushElement.ts';
import type { Range } from '../../protocol/hostApi.ts';
import type { BinnedColumn } from '../../protocol/reviewApi.ts';
import type { AskBins } from '../brush/brushElement.ts';
import type { Controller } from '../state/controller.ts';
import type { Model } from '../state/model.ts';
import { filterParams } from '../state/query.ts';

interface Calls {
  readonly ask: AskBins;
  readonly choose: (range: Range | null) => void;
}

const known = new WeakMap<Controller, Map<BinnedColumn, Calls>>();

/** The same functions with every drawing: an element redraws only for what changed. */
function callsOf(c: Controller, column: BinnedColumn): Calls {
  const mine = known.get(c) ?? new Map<BinnedColumn, Calls>();
  known.set(c, mine);
  const calls = mine.get(column) ?? {
    ask: (signal) => c.bins(column, signal),
    choose: (range) => c.dispatch({ type: 'filter', change: { [column]: range } }),
  };
  mine.set(column, calls);
  return calls;
}

export function brushesView(model: Model, c: Controller): TemplateResult {
  const { filter } = model.ui;
  const host = model.host!;
  const hasTraits = Object.values(host.report!.views).some((view) => view?.traits);
  const columns: readonly BinnedColumn[] = hasTraits ? ['words', 'novelty', 'percentile'] : ['words', 'novelty'];
  return html`<div class="brushes">${columns.map((column) => {
    const { ask, choose } = callsOf(c, column);
    const { [column]: _own, ...others } = filterParams(filter);
    return html`<ci-brush .column=${column} .question=${JSON.stringify([host.generation, host.review?.version, others])} .ask=${ask}
      .range=${filter[column]} .choose=${choose}></ci-brush>`;
  })}</div>`;
}
