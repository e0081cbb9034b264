// The tab of repeats: groups on the left, the rows of the open one beside or below.
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewName } from '../../../engine/sample.ts';
import { GROUP_KINDS, type GroupKind } from '../../../protocol/reviewApi.ts';
import type { GroupEvents } from '../../clusters/listElement.ts';
import '../../clusters/listElement.ts';
import type { GroupRowEvents } from '../../clusters/rowsElement.ts';
import '../../clusters/rowsElement.ts';
import { formatInteger, plural } from '../../format.ts';
import { decidedWords, GROUP_LABEL, noGroupsWords } from '../../reviewText.ts';
import type { Controller } from '../../state/controller.ts';
import type { Model } from '../../state/model.ts';
import type { ChosenGroup } from '../../state/reviewUi.ts';
import { closeIcon } from '../icons.ts';
import { saidView } from './said.ts';

/** Views whose repeats are listed. */
const LISTED: readonly ViewName[] = ['text', 'prompt', 'response'];

interface Events {
  readonly list: GroupEvents;
  readonly rows: GroupRowEvents;
}
const eventsOf = new WeakMap<Controller, Events>();

export function dropCovered(
  c: Controller,
  kind: GroupKind,
  group: Pick<ChosenGroup, 'id' | 'line' | 'droppable'>,
): void {
  const what = plural(group.droppable, 'sample');
  c.decide(
    { groups: [{ kind, id: group.id }] },
    'drop',
    `${what} dropped that line ${formatInteger(group.line)} covers. Undo with U.`,
  );
}

function events(c: Controller): Events {
  const known = eventsOf.get(c);
  if (known) return known;
  const reveal = (row: { file: number; line: number }) => c.call('reveal', { file: row.file, line: row.line });
  const made: Events = {
    list: {
      choose: (at, group) => c.dispatch({ type: 'choose-group', at, group }),
      sort: (sort) => c.dispatch({ type: 'groups', change: { sort } }),
      drop: (g) => dropCovered(c, c.model.ui.clusters.kind, { id: g.id, line: g.keeper.line, droppable: g.droppable }),
      enter: () => document.querySelector<HTMLElement>('.group-member[tabindex="0"]')?.focus(),
      undo: () => c.undo(),
      reveal: (g) => reveal(g.keeper),
    },
    rows: {
      load: (p, signal) => c.options.host.groupRows(p, { signal }),
      detail: (row, signal) => c.options.host.detail({ row }, { signal }),
      decide: (row, action) => c.decide({ rows: [row.row] }, action, decidedWords([row.line], action)),
      undo: () => c.undo(),
      reveal,
      leave: () => document.querySelector<HTMLElement>('ci-groups .grid')?.focus(),
    },
  };
  eventsOf.set(c, made);
  return made;
}

function choices(model: Model, c: Controller): TemplateResult {
  const { kind, view } = model.ui.clusters;
  const views = LISTED.filter((name) => model.host!.report!.views[name]);
  const chip = (on: boolean, words: string, choose: () => void) =>
    html`<button class="chip" aria-pressed=${on} @click=${choose}>${words}</button>`;
  return html`<div class="filters" role="group" aria-label="Which groups">
    ${GROUP_KINDS.map((k) => chip(k === kind, GROUP_LABEL[k], () => c.dispatch({ type: 'groups', change: { kind: k } })))}
    ${
      views.length > 1
        ? html`<span class="choices-gap"></span>${[null, ...views].map((v) =>
            chip(v === view, v ?? 'All views', () => c.dispatch({ type: 'groups', change: { view: v } })),
          )}`
        : nothing
    }
  </div>`;
}

function openGroup(model: Model, c: Controller, chosen: ChosenGroup): TemplateResult {
  const { ui } = model;
  const host = model.host!;
  const { kind, at } = ui.clusters;
  const question = JSON.stringify([kind, chosen.id, host.generation, host.review?.version]);
  const close = () => c.dispatch({ type: 'choose-group', at: at ?? 0, group: null });
  return html`<aside class="detail" aria-label="Open group">
    <div class="detail-head"><h3>Repeats of line ${formatInteger(chosen.line)}</h3>
      <button class="icon-button" aria-label="Close the group" title="Close (Esc in the list)" @click=${close}>${closeIcon}</button></div>
    <div class="detail-actions group-actions">
      <vscode-button ?disabled=${chosen.droppable === 0} @click=${() => dropCovered(c, kind, chosen)}>Drop what the keeper covers (${formatInteger(chosen.droppable)})</vscode-button>
    </div>
    <div class="detail-body" tabindex="-1">
      <ci-group-rows .group=${{ kind, id: chosen.id }} .question=${question} .paths=${host.report!.files.map((f) => f.path)}
        .events=${events(c).rows}></ci-group-rows>
    </div>
  </aside>`;
}

export function clustersView(model: Model, c: Controller): TemplateResult {
  const host = model.host!;
  if (host.rows === undefined) {
    return html`<p class="muted nothing-here">The groups come when all samples were compared.</p>`;
  }
  const { kind, sort, view, chosen, at } = model.ui.clusters;
  const source = () => {
    const asked = { kind, sort, ...(view ? { view } : {}) };
    return async (range: { offset: number; limit: number }, signal: AbortSignal) => {
      const { total, groups } = await c.options.host.groups({ ...range, ...asked }, { signal });
      return { total, rows: groups };
    };
  };
  return html`<section class="samples clusters" aria-labelledby="clusters-title">
    <h2 id="clusters-title" class="sr-only">Clusters</h2>
    ${choices(model, c)} ${saidView(model, c)}
    <div class="split${chosen ? ' open' : ''}">
      <ci-groups .generation=${host.generation} .version=${host.review?.version ?? 0} .question=${JSON.stringify([kind, sort, view])}
        .source=${source} .sort=${sort} .at=${at} .chosen=${chosen} .emptyText=${noGroupsWords(kind, host.report!, view)}
        .events=${events(c).list}></ci-groups>
      ${chosen ? openGroup(model, c, chosen) : nothing}
    </div>
  </section>`;
}
