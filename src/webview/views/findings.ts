// Findings by kind: how many of each, and a click to see their rows.
import { html, nothing, type TemplateResult } from 'lit';
import type { FindingKind } from '../../engine/report.ts';
import { formatInteger } from '../format.ts';
import { isKind, KIND_TEXT, kindLabel } from '../kinds.ts';
import { APPROX } from '../metricText.ts';
import { checkWords, leftToCheck, reviewWords } from '../reviewText.ts';
import type { Controller } from '../state/controller.ts';
import { isPreview, type Model } from '../state/model.ts';
import { withKind } from '../state/review.ts';
import { countedKinds } from '../summary.ts';
import { hasNoRow, problemsView, showProblems } from './problems.ts';

function bar(share: number): TemplateResult {
  return html`<svg class="bar" aria-hidden="true" width="100%" height="8">
    <rect class="bar-track" width="100%" height="8"></rect>
    <rect class="bar-fill" width="${Math.max(share * 100, 0.8)}%" height="8"></rect>
  </svg>`;
}

/** Puts the kind into the what-if. */
function tick(kind: FindingKind, model: Model, c: Controller): TemplateResult | typeof nothing {
  if (model.host!.rows === undefined) return nothing;
  const { whatIf } = model.ui;
  const change = () => c.dispatch({ type: 'ask-what-if', change: withKind(whatIf, kind) });
  return html`<input type="checkbox" class="tick" title="What if these were dropped?" aria-label=${`What if dropped: ${kindLabel(kind)}`}
    .checked=${whatIf.kinds.includes(kind)} @change=${change}>`;
}

/** How often a person found the finding right, and a way to find out. */
function checked(kind: FindingKind, model: Model, c: Controller): TemplateResult | typeof nothing {
  const { review, rows, check, report } = model.host!;
  if (rows === undefined || hasNoRow(kind)) return nothing;
  const known = review?.checks[kind];
  const left = leftToCheck(report!.findings.counts[kind] ?? 0, known);
  const offer = left > 0 ? reviewWords(left) : '';
  return html`${
    offer
      ? html`<button class="link check-link note" ?disabled=${check !== undefined} aria-label=${`${offer}, drawn at random: ${kindLabel(kind)}`}
          title="Drawn at random: your yes and no tell how often this finding is right" @click=${() => c.call('spotCheck', { kind })}>${offer}</button>`
      : nothing
  }
    ${known ? html`<span class="muted note tabular check-known">${checkWords(known)}</span>` : nothing}`;
}

export function findingsView(model: Model, c: Controller): TemplateResult {
  const host = model.host!;
  const kinds = countedKinds(host.report!);
  const most = kinds[0]?.count ?? 1;
  const approx = isPreview(model) ? APPROX : '';
  const pick = (kind: string) => {
    if (!isKind(kind)) return;
    if (hasNoRow(kind)) return showProblems();
    c.dispatch({ type: 'rows-of', kind });
  };
  const row = (kind: string, count: number) => html`<li class="kind-row">
    ${isKind(kind) ? tick(kind, model, c) : nothing}
    <button class="kind" title=${isKind(kind) ? KIND_TEXT[kind].explains : nothing}
      aria-label=${`${kindLabel(kind)}: ${formatInteger(count)}. ${hasNoRow(kind) ? 'List them.' : 'Show their rows.'}`} @click=${() => pick(kind)}>
      <span class="kind-name">${kindLabel(kind)}</span><span class="num">${approx}${formatInteger(count)}</span>${bar(count / most)}
    </button>
    ${isKind(kind) ? checked(kind, model, c) : nothing}
  </li>`;
  const cap = host.shown && host.shown.shown < host.shown.total ? host.shown : null;
  return html`<section class="card" aria-labelledby="findings-title">
    <div class="card-head"><h2 id="findings-title">Findings</h2>
      <button class="link" @click=${() => c.dispatch({ type: 'rows-of', kind: null })}>All rows</button></div>
    ${
      kinds.length === 0
        ? html`<p class="muted">Nothing was flagged${approx ? ' so far' : ''}.</p>`
        : html`<ul class="kinds">${kinds.map((k) => row(k.kind, k.count))}</ul>`
    }
    ${problemsView(host.report!, c)}
    ${
      cap
        ? html`<p class="muted note">The editor underlines the first ${formatInteger(cap.shown)} of
            ${formatInteger(cap.total)}; the table under Samples has every flagged one.</p>`
        : nothing
    }
  </section>`;
}
