// The table of samples with its filters, and the detail pane beside or below it.
import { html, nothing, type TemplateResult } from 'lit';
import type { RowSummary } from '../../protocol/hostApi.ts';
import type { Controller } from '../state/controller.ts';
import { NO_MARKS, toggledMark } from '../state/marks.ts';
import type { Model } from '../state/model.ts';
import { hasFilter, questionOf } from '../state/query.ts';
import type { TableEvents } from '../table/tableElement.ts';
import { brushesView } from './brushes.ts';
import { chipsView } from './chips.ts';
import { detailView } from './detail.ts';
import { filtersView } from './filters.ts';
import { decideRows } from './review/decideButtons.ts';
import { saidView } from './review/said.ts';

const eventsOf = new WeakMap<Controller, TableEvents>();

function tableEvents(c: Controller): TableEvents {
  const known = eventsOf.get(c);
  if (known) return known;
  const events: TableEvents = {
    sort: (by) => c.dispatch({ type: 'sort', by }),
    select: (index, row) => c.dispatch({ type: 'select', index, row }),
    active: (index) => c.dispatch({ type: 'active', index }),
    reveal: (row: RowSummary) => c.call('reveal', { file: row.file, line: row.line }),
    close: () => c.dispatch({ type: 'close-detail' }),
    top: (top) => c.dispatch({ type: 'top', top }),
    mark: (row, as) => c.call('mark', { row: row.row, as: toggledMark(c.model.host?.marks ?? NO_MARKS, row, as) }),
    decide: (rows, action) => decideRows(c, rows, action),
    undo: () => c.undo(),
    clearFilter: () => c.dispatch({ type: 'clear-filter' }),
    total: (total) => c.dispatch({ type: 'matches', total }),
  };
  eventsOf.set(c, events);
  return events;
}

export function samplesView(model: Model, c: Controller): TemplateResult {
  const { ui } = model;
  const host = model.host!;
  const open = ui.selected !== null;
  if (host.rows === undefined) {
    return html`<p class="muted nothing-here">The rows come when all samples were scored.</p>`;
  }
  return html`<section id="samples" class="samples" aria-labelledby="samples-title">
    <h2 id="samples-title" class="sr-only">Samples</h2>
    ${filtersView(model, c)} ${chipsView(model, c)} ${brushesView(model, c)} ${saidView(model, c)}
    <div class="split${open ? ' open' : ''}">
      <ci-table
        .generation=${host.generation}
        .version=${host.review?.version ?? 0}
        .question=${JSON.stringify(questionOf(ui))}
        .source=${() => c.pageSource()}
        .sort=${ui.sort}
        .paths=${host.report!.files.map((f) => f.path)}
        .active=${ui.active}
        .activeHash=${ui.selected?.hash ?? null}
        .selectedRow=${ui.selected?.row ?? null}
        .startTop=${ui.top}
        .isFiltered=${hasFilter(ui.filter)}
        .marks=${host.marks ?? NO_MARKS}
        .events=${tableEvents(c)}
      ></ci-table>
      ${open ? detailView(model, c) : nothing}
    </div>
  </section>`;
}
