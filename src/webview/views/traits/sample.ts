// What the traits say of one sample, in its detail: where it lies, what moved it, or why nothing is said.
import { html, nothing, type TemplateResult } from 'lit';
import type { RowTraits, ShownTrait } from '../../../protocol/traitsApi.ts';
import { formatP, plural } from '../../format.ts';
import { abstainedSentence, percentileWords, traitValue } from '../../traits/words.ts';
import { directionWords, effectBar, signed } from './top.ts';

const SHOWN = 8;

/** Where it lies, and p against the human rows of a calibration; why not, where there is neither. */
export function sampleSentences({ abstained, percentile, kind, p, unjudged }: RowTraits): string[] {
  if (abstained !== null) return [`Not scored. ${abstainedSentence(abstained)}`];
  if (percentile === null) return ['Not scored.'];
  const where = percentileWords(percentile, kind);
  const sentences = [
    `It shares ${where}${p === null ? '' : ` (p\u00a0=\u00a0${formatP(p)} against your human rows)`}.`,
  ];
  if (unjudged) sentences.push(`Not judged: ${unjudged}.`);
  return sentences;
}

function traitView(t: ShownTrait, most: number): TemplateResult {
  const { from, width } = effectBar(t.effect, most);
  const places = t.spans.length > 0 ? plural(t.spans.length, 'place') : '';
  const { number, unit } = traitValue(t);
  const value = unit || number !== '–' ? `${number} ${unit}`.trim() : '';
  const here = [value, places].filter(Boolean).join(', ');
  return html`<li title=${`${t.explains}${here ? ` Here: ${here}.` : ''}`}>
    <span class="trait-name">${t.label}</span>
    <span class="num">${signed(t.effect)}<span class="sr-only"> ${directionWords(t.effect)}</span></span>
    <svg class="bar" aria-hidden="true" width="100%" height="10">
      <rect class=${t.effect < 0 ? 'effect-human' : 'bar-fill'} x="${from}%" y="1" width="${width}%" height="8"></rect>
      <line class="effect-axis" x1="50%" x2="50%" y1="0" y2="10"></line>
    </svg>
  </li>`;
}

export function sampleTraitsView(traits: RowTraits | null): TemplateResult | typeof nothing {
  if (!traits) return nothing;
  const top = traits.top.slice(0, SHOWN);
  const most = Math.max(...top.map((t) => Math.abs(t.effect)), Number.MIN_VALUE);
  return html`<h4>Traits</h4>
    ${sampleSentences(traits).map((s) => html`<p>${s}</p>`)}
    ${
      top.length === 0
        ? nothing
        : html`<p class="trait-ends muted note" aria-hidden="true"><span>← human</span><span>LLM →</span></p>
          <ul class="sample-traits">${top.map((t) => traitView(t, most))}</ul>
          <p class="muted note">Effects in standard deviations. They say how the text is written, never who wrote it.</p>`
    }`;
}
