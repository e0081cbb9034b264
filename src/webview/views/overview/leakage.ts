// Leakage in the overview: the contaminated share of each evaluation set, and the items that leak most.
import { html, nothing, type TemplateResult } from 'lit';
import type { EvaluationSetReport, LeakedItemReport } from '../../../engine/leakage/report.ts';
import { formatPercent } from '../../format.ts';
import { itemShare, setFacts, setName } from '../../leakageText.ts';
import type { Controller } from '../../state/controller.ts';
import { isPreview, type Model } from '../../state/model.ts';
import { Links } from '../links.ts';

/** Samples that are named for one item. */
const SAMPLES = 2;

function itemView({ file, line, samples, ...item }: LeakedItemReport, links: Links): TemplateResult {
  const named = samples.slice(0, SAMPLES);
  const more = Math.max(item.holders, samples.length) - named.length;
  const here = named[0]?.file ?? '';
  return html`<li>
    <span>${links.to({ file, line }, file)}</span><span class="num">${itemShare({ file, line, samples, ...item })}</span>
    <span class="muted">${named.length === 0 ? 'in small pieces' : 'in '}${named.map((s, i) => html`${i > 0 ? ', ' : nothing}${links.to(s, links.only ?? here)}`)}${
      more > 0 ? ` and ${more} more` : nothing
    }</span>
  </li>`;
}

function setView(set: EvaluationSetReport, links: Links, c: Controller): TemplateResult {
  const facts = setFacts(set);
  const open = () => c.dispatch({ type: 'rows-of', kind: 'leakage' });
  const named = setName(set);
  const head = html`<span class="kind-name" title=${set.path || set.name}>${named}</span><span class="num">${formatPercent(set.share)}</span>
    <svg class="bar" aria-hidden="true" width="100%" height="8">
      <rect class="bar-track" width="100%" height="8"></rect><rect class="bar-fill" width="${set.share * 100}%" height="8"></rect>
    </svg>`;
  return html`<li class="leak-set">
    ${
      set.samples > 0
        ? html`<button class="kind" aria-label=${`${named}: ${facts[0]}. Show the samples.`} @click=${open}>${head}</button>`
        : html`<div class="kind still">${head}</div>`
    }
    <p class="muted note">${facts.map((fact) => html`<span class="fact">${fact}</span>`)}</p>
    ${
      set.strongest.length > 0
        ? html`<details><summary class="note">Items that leak most</summary>
            <ol class="leaked note tabular">${set.strongest.map((item) => itemView(item, links))}</ol></details>`
        : nothing
    }
  </li>`;
}

export function leakageView(model: Model, c: Controller): TemplateResult | typeof nothing {
  const host = model.host!;
  const leakage = host.report?.leakage;
  // Only the whole corpus tells.
  if (!leakage && (isPreview(model) || host.rows === undefined)) return nothing;
  const links = new Links(model, c);
  const updating = (host.updating?.length ?? 0) > 0;
  return html`<section class="card" aria-labelledby="leakage-title">
    <div class="card-head"><h2 id="leakage-title">Leakage</h2>
      ${leakage && updating ? html`<span class="fact updating muted">updating</span>` : nothing}
      <button class="link" @click=${() => c.call('checkAgainst', {})}>${leakage ? 'Evaluation sets…' : 'Check against an evaluation set…'}</button></div>
    ${
      leakage
        ? html`<ul class="kinds leak-sets">${leakage.sets.map((set) => setView(set, links, c))}</ul>
            ${leakage.unread.map(({ reason }) => html`<p class="note">Not compared: ${reason}</p>`)}
            ${leakage.notes.map((note) => html`<p class="muted note">${note}</p>`)}`
        : html`<p class="muted note">No evaluation set is named to compare with.</p>`
    }
  </section>`;
}
