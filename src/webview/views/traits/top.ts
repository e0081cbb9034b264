// The traits that moved the scores most: a table whose last column is drawn from the middle, towards LLM text on the right
// and towards human text on the left.
import { html, nothing, type TemplateResult } from 'lit';
import type { TraitsReport } from '../../../engine/traits/schema.ts';
import { formatInteger, formatPercent, plural } from '../../format.ts';
import { traitValue } from '../../traits/words.ts';

type TopTrait = TraitsReport['top'][number];

const MAX_ROWS = 15;

/** Strongest first, whichever way they point; not those that hardly move any one sample, such as a mark that stands nowhere. */
export function strongest(top: readonly TopTrait[]): TopTrait[] {
  return top
    .filter((t) => t.samples > 0)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, MAX_ROWS);
}

export interface EffectBar {
  /** Percent of the cell's width. */
  readonly from: number;
  readonly width: number;
}

/** From the middle of the cell; the strongest reaches an end. A bar of nothing still shows. */
export function effectBar(effect: number, most: number): EffectBar {
  const width = Math.max((Math.abs(effect) / Math.max(most, Number.MIN_VALUE)) * 50, 0.5);
  return { from: effect < 0 ? 50 - width : 50, width };
}

/** "+0.42", "−0.10": standard deviations. */
export function signed(effect: number): string {
  const text = Math.abs(effect).toFixed(2);
  return `${effect < 0 ? '\u2212' : '+'}${text}`;
}

export function directionWords(effect: number): string {
  return effect < 0 ? 'towards human text' : 'towards LLM text';
}

function rowView(t: TopTrait, most: number, explained: number): TemplateResult {
  const { from, width } = effectBar(t.effect, most);
  const share = explained > 0 ? t.samples / explained : 0;
  const value = traitValue(t);
  return html`<tr>
    <th scope="row"><span class="trait-name">${t.label}</span><span class="trait-means">${t.explains}</span></th>
    <td class="num">${value.number}${value.unit ? html` <span class="unit">${value.unit}</span>` : nothing}</td>
    <td class="num" title=${`${formatInteger(t.samples)} of ${formatInteger(explained)} samples`}>${formatPercent(share)}</td>
    <td class="num">${signed(t.effect)}<span class="sr-only"> ${directionWords(t.effect)}</span></td>
    <td aria-hidden="true" class="effect"><svg class="bar" width="100%" height="10">
      <rect class=${t.effect < 0 ? 'effect-human' : 'bar-fill'} x="${from}%" y="1" width="${width}%" height="8"></rect>
      <line class="effect-axis" x1="50%" x2="50%" y1="0" y2="10"></line>
    </svg></td>
  </tr>`;
}

export function topTraitsView({ top, explained, scored }: TraitsReport): TemplateResult {
  const shown = strongest(top);
  const most = Math.max(...shown.map((t) => Math.abs(t.effect)), Number.MIN_VALUE);
  const from =
    explained < scored
      ? `≈ drawn ${formatInteger(explained)} of ${formatInteger(scored)} samples`
      : `from ${plural(explained, 'sample')}`;
  return html`<section class="card section" aria-labelledby="traits-top">
    <div class="card-head"><h2 id="traits-top">What moves the scores</h2><span class="headline">${from}</span></div>
    ${
      shown.length === 0
        ? html`<p class="muted note">No trait stands out.</p>`
        : html`<table class="traits-table">
          <thead><tr>
            <th scope="col">Trait</th><th scope="col" class="num" title="Over the samples; none for those that are fitted weights alone">Mean</th>
            <th scope="col" class="num" title="Share of the samples whose score it moves by 0.1 or more, this way">Samples</th>
            <th scope="col" class="num" title="What it adds to the score on average, in standard deviations">Effect</th>
            <td aria-hidden="true" class="effect-head"><span>← human text</span><span>LLM text →</span></td>
          </tr></thead>
          <tbody>${shown.map((t) => rowView(t, most, explained))}</tbody>
        </table>`
    }
  </section>`;
}
