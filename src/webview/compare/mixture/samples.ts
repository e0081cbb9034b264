// The first samples of a plan, with what each adds.
import { html, nothing, type TemplateResult } from 'lit';
import type { MixtureReport } from '../../../engine/mixture/report.ts';
import { baseName, formatAny, formatInteger } from '../../format.ts';
import type { Controller } from '../../state/controller.ts';

type Top = MixtureReport['top'][number];

export function samplesTable({ top, chosen }: MixtureReport, c: Controller): TemplateResult {
  const all = top.length === chosen.samples;
  const first = all ? '' : `The first ${formatInteger(top.length)} of ${formatInteger(chosen.samples)}, best first. `;
  return html`<p class="muted note">${first}A gain of 100 points would close all gaps.</p>
    <ol class="plan-samples">${top.map((sample) => sampleRow(sample, c))}</ol>`;
}

function sampleRow(sample: Top, c: Controller): TemplateResult {
  const { file, line, gain, adds, start, verdict } = sample;
  const open = () => c.call('openBetween', { kind: 'mixture', file, line, start });
  return html`<li>
    <span class="plan-place"><button class="link" title=${`Show ${file}, line ${line}`} @click=${open}>${baseName(file)}:${formatInteger(line)}</button>
      ${verdict ? html`<span class="chip-like">${verdict}</span>` : nothing}</span>
    <span class="num plan-gain" title="Points of coverage">+${formatAny(gain)}</span>
    <span class="plan-adds"><span class="sr-only">adds </span>${adds.map((item, i) => html`${i > 0 ? html`<span class="muted" aria-hidden="true">·</span>` : nothing}<span class="quote" dir="auto">${item}</span>`)}</span>
    <span class="plan-start muted" dir="auto">${start}</span>
  </li>`;
}
