// One job of the tab Compare: its title, how far it is or why it failed, and its last result with what can be done with it.
import { html, nothing, type TemplateResult } from 'lit';
import type { BetweenJob, BetweenKind } from '../../protocol/betweenPanelApi.ts';
import { formatPercent } from '../format.ts';
import { resultOfKind } from '../state/between.ts';
import type { Controller } from '../state/controller.ts';
import type { Model } from '../state/model.ts';
import { errorIcon, infoIcon } from '../views/icons.ts';
import type { Section } from './page.ts';

function runningView(kind: BetweenKind, { title, progress }: BetweenJob, c: Controller): TemplateResult {
  const words = progress
    ? `${progress.step} · ${formatPercent(Math.floor(progress.fraction * 100) / 100)}`
    : 'Starting…';
  return html`<div class="banner banner-running">
    <p class="tabular">${title} · ${words}
      <button class="link" @click=${() => c.call('cancelBetween', { kind })}>Cancel</button></p>
    <vscode-progress-bar aria-label=${title} .max=${100} .value=${progress ? Math.round(progress.fraction * 100) : undefined}
      ?indeterminate=${!progress}></vscode-progress-bar>
  </div>`;
}

function messageView(
  kind: BetweenKind,
  job: BetweenJob,
  again: string,
  c: Controller,
): TemplateResult | typeof nothing {
  if (job.phase === 'running') return runningView(kind, job, c);
  const repeat = (words: string) =>
    html`<button class="link" @click=${() => c.call('repeatBetween', { kind })}>${words}</button>`;
  if (job.phase === 'failed') {
    return html`<div class="banner banner-error" role="alert">${errorIcon}<p>${job.title}: ${job.message} ${repeat('Try again')}</p></div>`;
  }
  if (job.phase === 'cancelled') {
    return html`<div class="banner banner-info">${infoIcon}<p>${job.title} was stopped. ${repeat('Start it again')}</p></div>`;
  }
  return job.result?.stale
    ? html`<div class="banner banner-info">${infoIcon}<p>${job.result.stale} ${repeat(again)}</p></div>`
    : nothing;
}

export function jobView(kind: BetweenKind, section: Section<BetweenKind>, model: Model, c: Controller): TemplateResult {
  const { title, again = 'Run again', view } = section;
  const job = model.host!.between!.jobs[kind]!;
  const result = resultOfKind(model, kind);
  const fetched = model.results[kind];
  const id = `between-${kind}`;
  const actions = html`<span class="between-actions">
    ${
      job.phase === 'running'
        ? nothing
        : html`<button class="link" @click=${() => c.call('repeatBetween', { kind })}>${again}</button>`
    }
    <button class="link" @click=${() => c.call('saveBetween', { kind })}>Export JSON…</button></span>`;
  return html`<section class="card section between" aria-labelledby=${id} aria-busy=${job.phase === 'running'}>
    <div class="card-head"><h2 id=${id}>${title}</h2>
      <span class="headline">${job.result?.title ?? nothing}</span>
      ${result ? actions : nothing}</div>
    ${messageView(kind, job, again, c)}
    ${fetched && 'message' in fetched ? html`<p class="muted">${fetched.message}</p>` : nothing}
    ${result ? view(result, model, c) : nothing}
  </section>`;
}
