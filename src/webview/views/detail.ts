// One sample in full: text with its repeated stretches underlined, scores, findings, and where else its content stands.
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Finding } from '../../engine/report.ts';
import type { RowDetail } from '../../protocol/hostApi.ts';
import type { Mark } from '../../protocol/marks.ts';
import { formatInteger, plural } from '../format.ts';
import { kindLabel } from '../kinds.ts';
import type { Controller } from '../state/controller.ts';
import { NO_MARKS, toggledMark } from '../state/marks.ts';
import type { Model } from '../state/model.ts';
import { ADDS_TITLE } from '../table/rowTemplate.ts';
import { closeIcon } from './icons.ts';
import { Links } from './links.ts';
import { decideButtons, decideKeys, decisionView } from './review/decideButtons.ts';
import { partnersView } from './review/partners.ts';
import { sampleTraitsView } from './traits/sample.ts';
import { checksView } from './verification/checks.ts';
import './sampleText.ts';
import type { TextActions } from './sampleText.ts';

export function textActions(d: RowDetail, links: Links, c: Controller): TextActions {
  return {
    search: (row, signal) => c.options.host.repeats({ row }, { signal }),
    link: (place) => links.to(place, d.path),
    show: (layer) => c.dispatch({ type: 'layer', layer }),
  };
}

/** "Near-duplicate of line 4" needs no label in front. */
function namesItself({ kind, message }: Finding): boolean {
  return message.toLowerCase().replaceAll('-', ' ').startsWith(kindLabel(kind).replaceAll('-', ' '));
}

function findingView(f: Finding, d: RowDetail, links: Links): TemplateResult {
  // What stands in the lists below needs no second link.
  const listed = [...d.coveredBy, ...d.near];
  const more = f.related.filter((r) => !listed.some((p) => p.file === r.file && p.line === r.line)).slice(0, 5);
  return html`<li>${namesItself(f) ? nothing : html`<strong>${kindLabel(f.kind)}</strong> `}${f.message}
    ${more.length > 0 ? html`<span class="places">${more.map((r) => html`${links.to(r, d.path)} `)}</span>` : nothing}
  </li>`;
}

function markButton(d: RowDetail, as: Mark, words: string, c: Controller): TemplateResult {
  const marks = c.model.host?.marks ?? NO_MARKS;
  const on = marks[d.hash] === as;
  const mark = () => c.call('mark', { row: d.row, as: toggledMark(marks, d, as) });
  return html`<button class="chip" aria-pressed=${on} @click=${mark}
    title=${`You know who wrote it: a row for calibrating the traits; key ${as === 'human' ? 'H' : 'L'} in the table`}>${words}${on ? html`<span aria-hidden="true"> ×</span>` : nothing}</button>`;
}

function fieldsView({ fields }: RowDetail): TemplateResult | typeof nothing {
  if (fields.length === 0) return nothing;
  return html`<details class="row-fields" open><summary>Other fields of the row (${fields.length})</summary><dl>${fields.map(
    ({ name, value, truncated }) =>
      html`<div><dt dir="auto">${name}</dt><dd dir="auto">${value}${truncated ? html`<span class="muted"> … cut here</span>` : nothing}</dd></div>`,
  )}</dl></details>`;
}

function body(d: RowDetail, links: Links, c: Controller): TemplateResult {
  const hasPartner = d.coveredBy.length + d.near.length > 0;
  return html`
    <dl class="scores">
      <div><dt>words</dt><dd class="num">${formatInteger(d.words)}</dd></div>
      <div><dt>novelty</dt><dd class="num">${d.novelty === null ? 'not scored' : d.novelty.toFixed(2)}</dd></div>
      <div title=${ADDS_TITLE}><dt>4-grams of its own</dt><dd class="num">${formatInteger(d.adds)}</dd></div>
      <div><dt>${d.details.length === 1 ? 'finding' : 'findings'}</dt><dd class="num">${d.details.length}</dd></div>
    </dl>
    ${decisionView(d)}
    <div class="detail-actions">
      ${decideButtons(d, c)}
      <vscode-button secondary title="Key Enter in the table" @click=${() => c.call('reveal', { file: d.file, line: d.line })}>Reveal line</vscode-button>
      ${hasPartner ? html`<vscode-button secondary @click=${() => c.call('compare', { row: d.row })}>Compare</vscode-button>` : nothing}
      ${markButton(d, 'human', 'Mark as human', c)} ${markButton(d, 'llm', 'Mark as LLM', c)}
    </div>
    ${d.details.length > 0 ? html`<h4>Findings</h4><ul class="messages">${d.details.map((f) => findingView(f, d, links))}</ul>` : nothing}
    ${checksView(d)}
    ${partnersView(d, links, c, { heading: 'h4', open: false })}
    ${sampleTraitsView(d.traits)}
    <h4>Text</h4>
    <ci-sample-text .detail=${d} .layer=${c.model.ui.layer} .actions=${textActions(d, links, c)}></ci-sample-text>
    ${fieldsView(d)}`;
}

export function detailView(model: Model, c: Controller): TemplateResult {
  const { detail } = model;
  const { selected } = model.ui;
  const links = new Links(model, c);
  const title = selected ? `Line ${formatInteger(selected.line)} · ${selected.view}` : '';
  const inner = () => {
    if (detail.status === 'ready') return body(detail.detail, links, c);
    if (detail.status === 'failed') return html`<p role="alert">This sample could not be read. ${detail.message}</p>`;
    return html`<p class="muted">Loading…</p>`;
  };
  const several = (model.host?.report?.files.length ?? 0) > 1;
  const key = (event: KeyboardEvent) => {
    if (detail.status === 'ready') decideKeys(event, detail.detail, c);
  };
  return html`<aside class="detail" aria-label="Selected sample" @keydown=${key}>
    <div class="detail-head">
      <h3>${title}</h3>
      <button class="icon-button" aria-label="Close details" title="Close (Esc)" @click=${() => c.dispatch({ type: 'close-detail' })}>${closeIcon}</button>
    </div>
    ${several && detail.status === 'ready' ? html`<p class="muted path">${detail.detail.path}</p>` : nothing}
    <div class="detail-body" tabindex="-1">${guard([detail, model.host?.report, model.host?.marks, model.ui.layer], inner)}</div>
    <span class="sr-only">${detail.status === 'ready' ? plural(detail.detail.details.length, 'finding') : ''}</span>
  </aside>`;
}
