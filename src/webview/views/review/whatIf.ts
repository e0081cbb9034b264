// What the corpus would be without the selected samples: the parts of the selection, how many would go, and every number
// today and after. It stays at the foot of the page, so that ticking does not move what is ticked.
import { html, nothing, type TemplateResult } from 'lit';
import type { DropChoice, WhatIf } from '../../../protocol/reviewApi.ts';
import { formatInteger, formatPercent } from '../../format.ts';
import { kindLabel } from '../../kinds.ts';
import { type Change, changeOf, reasonsWords, wouldDrop } from '../../reviewText.ts';
import type { Controller } from '../../state/controller.ts';
import { type Model, shownView } from '../../state/model.ts';
import { hasFilter } from '../../state/query.ts';
import { choiceOf, withKind } from '../../state/review.ts';
import { NOTHING_ASKED } from '../../state/reviewUi.ts';
import { resultOf } from '../../state/whatIfCaller.ts';
import { KEY_METRICS } from '../overview/keyNumbers.ts';
import { saidView } from './said.ts';

const DEFAULT_LOW_NOVELTY = 0.2;

function changes(model: Model, result: WhatIf): Change[] {
  const view = shownView(model);
  const host = model.host!;
  const today = (view && host.report!.views[view]?.metrics) || {};
  const after = (view && result.views[view]) || {};
  const about = host.about ?? {};
  const ids = [...new Set([...KEY_METRICS, ...Object.keys(about), ...Object.keys(today)])];
  return ids
    .filter((id) => today[id] && today[id].value !== null)
    .map((id) => {
      // Before there is any answer about the view, nothing of it is known.
      const isKnown = after[id] !== undefined && !result.updating.includes(id);
      return changeOf(id, about[id], today[id]!, after[id], !isKnown, result.settled);
    });
}

function changeView(change: Change, settled: boolean): TemplateResult {
  const { label, statistic, today, after, words, turn, updating } = change;
  const waits = updating && !settled;
  return html`<tr class="turn-${turn}">
    <th scope="row">${label}${statistic ? html` <span class="muted">${statistic}</span>` : nothing}</th>
    <td class="num muted">${today}</td>
    <td class="num">${waits ? html`<span class="updating muted">updating</span>` : after}</td>
    <td class="turn">${waits ? '' : words}</td>
  </tr>`;
}

function changeTable(rows: readonly Change[], settled: boolean, label: string): TemplateResult {
  return html`<table class="plain-table changes" aria-label=${label}>
    <thead><tr><th scope="col">Metric</th><th scope="col" class="num">Today</th><th scope="col" class="num">After</th>
      <th scope="col"><span class="sr-only">Direction</span></th></tr></thead>
    <tbody>${rows.map((row) => changeView(row, settled))}</tbody>
  </table>`;
}

/** Two lines for each number that matters most; all others stand in a table. */
function tile({ label, statistic, today, after, words, turn, updating }: Change, settled: boolean): TemplateResult {
  const waits = updating && !settled;
  return html`<li class="tile turn-${turn}">
    <span class="muted">${label}${statistic ? ` ${statistic}` : ''}</span>
    <span class="tabular"><span class="sr-only">today </span>${today}<span aria-hidden="true"> → </span><span class="sr-only">, after </span>${
      waits ? html`<em class="updating muted">updating</em>` : html`<strong>${after}</strong>`
    } ${waits ? nothing : html`<span class="turn">${words}</span>`}</span>
  </li>`;
}

function numbers(model: Model, result: WhatIf): TemplateResult | typeof nothing {
  const all = changes(model, result);
  if (all.length === 0) return nothing;
  const key = all.filter((change) => KEY_METRICS.includes(change.id));
  const shown = key.length > 0 ? key : all.slice(0, KEY_METRICS.length);
  const rest = all.filter((change) => !shown.includes(change));
  return html`<ul class="tiles" aria-label=${`Numbers of ${shownView(model)}, today and after`}>${shown.map((change) => tile(change, result.settled))}</ul>
    ${
      rest.length > 0
        ? html`<details class="all-changes"><summary>${formatInteger(rest.length)} more numbers of ${shownView(model)}</summary>
            ${changeTable(rest, result.settled, 'Other numbers today and after')}</details>`
        : nothing
    }`;
}

function focusSection(): void {
  document.getElementById('what-if')?.focus({ preventScroll: true });
}

function chip(on: boolean, words: string, toggle: () => void, title?: string): TemplateResult {
  return html`<button class="chip" aria-pressed=${on} title=${title ?? nothing} @click=${toggle}>${words}${on ? html`<span aria-hidden="true"> ×</span>` : nothing}</button>`;
}

function threshold(model: Model, c: Controller): TemplateResult {
  const { lowNovelty } = model.ui.whatIf;
  const run = model.host!.report!.settings.lowNovelty;
  const value = lowNovelty ?? (typeof run === 'number' ? run : DEFAULT_LOW_NOVELTY);
  const change = (e: Event) =>
    c.dispatch({ type: 'ask-what-if', change: { lowNovelty: Number((e.target as HTMLInputElement).value) } });
  return html`<label class="threshold">below <output class="tabular">${value.toFixed(2)}</output>
    <input type="range" min="0" max="0.5" step="0.01" aria-label="Low novelty: threshold" aria-valuetext=${`novelty below ${value.toFixed(2)}`}
      .value=${String(value)} @input=${change}></label>`;
}

function parts(model: Model, c: Controller): TemplateResult {
  const { whatIf, clusters, tab, filter } = model.ui;
  const ask = (change: Partial<typeof whatIf>) => () => c.dispatch({ type: 'ask-what-if', change });
  const byHand = model.host!.review?.dropped ?? 0;
  const nothingElse = whatIf.kinds.length === 0 && !whatIf.filter && !whatIf.group;
  return html`<div class="what-if-parts" role="group" aria-label="What would be dropped">
    ${whatIf.kinds.map(
      (kind) =>
        html`${chip(true, kindLabel(kind), () => {
          // The chip goes with the kind.
          focusSection();
          c.dispatch({ type: 'ask-what-if', change: withKind(whatIf, kind) });
        })}${kind === 'low-novelty' ? threshold(model, c) : nothing}`,
    )}
    ${
      whatIf.filter || (tab === 'samples' && hasFilter(filter))
        ? chip(
            whatIf.filter,
            'rows of the filter',
            ask({ filter: !whatIf.filter }),
            'The samples with a row that passes the filters of the table',
          )
        : nothing
    }
    ${
      whatIf.group || (tab === 'clusters' && clusters.chosen)
        ? chip(
            whatIf.group,
            clusters.chosen ? `what line ${formatInteger(clusters.chosen.line)} covers` : 'the open group',
            ask({ group: !whatIf.group }),
            'Follows the group that is open under Clusters',
          )
        : nothing
    }
    ${byHand > 0 && nothingElse ? chip(whatIf.decided, `your ${formatInteger(byHand)} dropped`, ask({ decided: !whatIf.decided })) : nothing}
  </div>`;
}

/** There is something to tick here that is not ticked. */
function isOffered({ ui }: Model): boolean {
  return (ui.tab === 'samples' && hasFilter(ui.filter)) || (ui.tab === 'clusters' && ui.clusters.chosen !== null);
}

const INVITATIONS: Partial<Record<Model['ui']['tab'], string>> = {
  overview: 'tick kinds of findings to see the corpus without them.',
  samples: 'set a filter, or tick kinds of findings in the overview.',
  clusters: 'open a group, or tick kinds of findings in the overview.',
};

function answer(model: Model, c: Controller, choice: DropChoice): TemplateResult {
  const state = model.whatIf;
  const result = resultOf(state);
  if (state.status === 'failed') {
    return html`<p role="alert">It could not be counted. ${state.message}
      <button class="link" @click=${() => c.whatIf.again(model)}>Try again</button></p>`;
  }
  const waits = {
    idle: '',
    settled: '',
    failed: '',
    asked: 'Counting…',
    counted:
      'fraction' in state && state.fraction !== null
        ? `Measuring ${formatPercent(Math.floor(state.fraction * 100) / 100)}`
        : 'Measuring…',
    cancelled: 'Stopped: what says “updating” was not measured.',
  }[state.status];
  const why = result ? reasonsWords(result) : '';
  return html`<div class="what-if-line">
      ${result ? html`<p class=${state.status === 'asked' ? 'muted' : ''}><strong class="tabular">${wouldDrop(result)}</strong>${why ? html`<span class="muted">: ${why}</span>` : nothing}</p>` : nothing}
      ${
        waits
          ? html`<p class="muted waits">${waits}
        ${state.status === 'cancelled' ? html`<button class="link" @click=${() => c.whatIf.again(model)}>Go on</button>` : html`<button class="link" @click=${() => c.whatIf.cancel(model)}>Stop</button>`}</p>`
          : nothing
      }
      <span class="what-if-actions">
        <vscode-button secondary ?disabled=${!result || result.drops === 0} @click=${() => dropThese(model, c, choice)}>Drop these</vscode-button>
        <vscode-button secondary @click=${() => c.call('writeReviewed', { choice })}>Write reviewed corpus…</vscode-button>
      </span>
    </div>
    ${result && result.drops > 0 ? html`<div class=${state.status === 'asked' ? 'older' : ''}>${numbers(model, result)}</div>` : nothing}`;
}

function dropThese(model: Model, c: Controller, choice: DropChoice): void {
  const n = resultOf(model.whatIf)?.drops ?? 0;
  c.decide(choice, 'drop', `${formatInteger(n)} ${n === 1 ? 'sample' : 'samples'} dropped. Undo with U.`);
  clear(c);
}

/** The buttons go with the question; the focus stays where they were. */
function clear(c: Controller): void {
  focusSection();
  c.dispatch({ type: 'ask-what-if', change: NOTHING_ASKED });
}

export function whatIfView(model: Model, c: Controller): TemplateResult | typeof nothing {
  const host = model.host!;
  if (host.rows === undefined || host.rows === 0) return nothing;
  const choice = choiceOf(model.ui);
  const dropped = host.review?.dropped ?? 0;
  const busy = host.phase === 'running';
  return html`<section id="what-if" class="what-if${choice ? ' asked' : ''}" tabindex="-1" aria-labelledby="what-if-title">
    <div class="what-if-head"><h2 id="what-if-title">What if dropped</h2>
      ${parts(model, c)}
      ${choice || isOffered(model) ? nothing : html`<p class="muted">${INVITATIONS[model.ui.tab] ?? ''}</p>`}
      ${
        !choice && dropped > 0
          ? html`<span class="what-if-actions"><vscode-button secondary @click=${() => c.call('writeReviewed', { choice: {} })}>Write reviewed corpus…</vscode-button></span>`
          : nothing
      }
      ${choice ? html`<button class="link clear" @click=${() => clear(c)}>Clear</button>` : nothing}
    </div>
    ${model.ui.tab === 'overview' ? saidView(model, c) : nothing}
    ${choice ? (busy ? html`<p class="muted">Counted when the inspection is done.</p>` : answer(model, c, choice)) : nothing}
  </section>`;
}
