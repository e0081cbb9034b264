// What was checked without a model: counts by verifier with the commonest reasons, and the three axes crossed.
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewName } from '../../../engine/sample.ts';
import type { VerificationReport } from '../../../engine/verify/report.ts';
import type { CrossingFilter, Verdict } from '../../../protocol/verifyApi.ts';
import { formatInteger, formatPercent, plural } from '../../format.ts';
import type { Controller } from '../../state/controller.ts';
import type { Model } from '../../state/model.ts';
import {
  type Counts,
  countOf,
  TRAIT_EXPLAINS,
  TRAIT_HALVES,
  TRAIT_WORDS,
  totalOf,
  traitsSentence,
  VERDICTS,
  verdictSentence,
} from '../../verification/words.ts';

type Show = (verdict: Verdict, crossing: CrossingFilter | null) => void;

const HEADS = html`${VERDICTS.map((verdict) => html`<th scope="col" class="num">${verdict}</th>`)}`;

function verifierRows(v: VerificationReport['verifiers'][number]): TemplateResult {
  const cells = VERDICTS.map((verdict) => html`<td class="num">${formatInteger(countOf(v, verdict))}</td>`);
  const reasons = v.reasons.map(
    ({ reason, samples }) =>
      html`<li><span class="num">${formatInteger(samples)}</span> <span dir="auto">${reason}</span></li>`,
  );
  return html`<tr><th scope="row">${v.label}</th>${cells}</tr>
    ${
      reasons.length > 0
        ? html`<tr class="reasons"><td colspan="4"><ul aria-label=${`Why samples failed: ${v.label}`}>${reasons}</ul></td></tr>`
        : nothing
    }`;
}

/** Three lengths that add up: how a row of the crossing divides. */
function mosaic(counts: Counts): TemplateResult {
  const all = totalOf(counts);
  let x = 0;
  const part = (verdict: Verdict) => {
    const width = (100 * countOf(counts, verdict)) / all;
    const rect = html`<svg x="${x}%" width="${width}%" height="8"><rect class=${`part part-${verdict.replace(' ', '-')}`} width="100%" height="8"></rect></svg>`;
    x += width;
    return rect;
  };
  return html`<svg class="mosaic" aria-hidden="true" width="100%" height="8">${VERDICTS.map(part)}</svg>`;
}

function crossingRow(row: VerificationReport['crossing'][number], show: Show): TemplateResult {
  const { traits, novelty } = row;
  const all = totalOf(row);
  const cell = (verdict: Verdict) => {
    const n = countOf(row, verdict);
    if (n === 0) return html`<td class="num muted">0</td>`;
    const words = `${plural(n, 'sample')}: traits ${TRAIT_WORDS[traits]}, ${novelty}, ${verdict}. Show their rows.`;
    return html`<td class="num"><button class="link" aria-label=${words} @click=${() => show(verdict, { traits, novelty })}>${formatInteger(n)}</button>
      <span class="muted share">${formatPercent(n / all)}</span></td>`;
  };
  return html`<tr><th scope="row" title=${TRAIT_EXPLAINS[traits]}>${TRAIT_WORDS[traits]}</th><td>${novelty}</td>
    <td class="num">${formatInteger(all)}</td>${VERDICTS.map(cell)}<td class="mosaic-cell">${mosaic(row)}</td></tr>`;
}

function crossingTable(crossing: VerificationReport['crossing'], show: Show): TemplateResult {
  const rows = TRAIT_HALVES.flatMap((half) => crossing.filter(({ traits }) => traits === half));
  return html`<table class="crossing">
    <caption>Traits, novelty and verification of each sample</caption>
    <thead><tr><th scope="col">LLM traits</th><th scope="col">Novelty</th><th scope="col" class="num">samples</th>${HEADS}<td></td></tr></thead>
    <tbody>${rows.map((row) => crossingRow(row, show))}</tbody>
  </table>`;
}

/** The view in which answers stand, so that a sample is one row of the table. */
function answerView(model: Model): ViewName | null {
  const views = model.host!.report!.views;
  return Object.keys(views).length > 1 && views.response ? 'response' : null;
}

export function verificationView(model: Model, c: Controller): TemplateResult | typeof nothing {
  const v = model.host!.report!.verification;
  if (!v) return nothing;
  const view = answerView(model);
  const show: Show = (verdict, crossing) => c.dispatch({ type: 'rows-within', change: { verdict, crossing, view } });
  const sentence = traitsSentence(v.crossing);
  const failed = v.failed > 0 && model.host!.rows !== undefined;
  return html`<section class="card verification" aria-labelledby="verification-title">
    <div class="card-head"><h2 id="verification-title">Verification</h2>${
      failed ? html`<button class="link" @click=${() => show('failed', null)}>Show what failed</button>` : nothing
    }</div>
    <p>${verdictSentence(v)}${sentence ? ` ${sentence}` : ''}</p>
    ${v.notes.map((note) => html`<p class="muted note">${note}</p>`)}
    ${
      v.verifiers.length === 0
        ? nothing
        : html`<div class="verification-tables">
      <div class="scroll-x"><table class="verifiers">
        <caption>Samples in which a verifier found something to check</caption>
        <thead><tr><th scope="col">Verifier</th>${HEADS}</tr></thead>
        <tbody>${v.verifiers.map(verifierRows)}</tbody>
      </table></div>
      <div class="scroll-x">${crossingTable(v.crossing, show)}
      <p class="muted note">Three questions that stay apart: a verified sample may repeat others, a novel one may be wrong, and traits tell of neither.</p></div>
    </div>`
    }
  </section>`;
}
