// The text of a sample: its repeated stretches are underlined, or those that show its traits. A click on one tells what
// it is; a button has the whole corpus searched for repeats. Texts of the dataset become text nodes only.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isCancelled } from '../../protocol/errors.ts';
import type { RepeatedSpan, RepeatPlace, RowDetail } from '../../protocol/hostApi.ts';
import type { ShownTrait } from '../../protocol/traitsApi.ts';
import { formatInteger, listed, plural } from '../format.ts';
import { sentenceOf } from '../state/controller.ts';
import type { Layer } from '../state/model.ts';
import { piecesOf, type Stretch } from './pieces.ts';
import { directionWords, signed } from './traits/top.ts';

export interface TextActions {
  /** Searches the corpus for what repeats of the row. */
  search(row: number, signal: AbortSignal): Promise<readonly RepeatedSpan[]>;
  link(place: RepeatPlace): TemplateResult;
  show(layer: Layer): void;
}

/** A stretch that shows a trait. */
export interface TraitStretch extends Stretch {
  readonly trait: ShownTrait;
}

/** Stretches of all traits that have some, in the order of the text; where two overlap, the stronger one's is kept. */
export function traitStretches(traits: readonly ShownTrait[]): TraitStretch[] {
  const kept: TraitStretch[] = [];
  for (const trait of [...traits].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))) {
    for (const { start, end } of trait.spans) {
      if (!kept.some((k) => start < k.end && k.start < end)) kept.push({ start, end, trait });
    }
  }
  return kept.sort((a, b) => a.start - b.start);
}

@customElement('ci-sample-text')
export class SampleText extends LitElement {
  @property({ attribute: false }) detail: RowDetail | null = null;
  @property({ attribute: false }) actions: TextActions | null = null;
  @property({ attribute: false }) layer: Layer = 'repeats';
  /** What a search found; until then what came with the detail. */
  @state() private found: readonly RepeatedSpan[] | null = null;
  @state() private chosen: RepeatedSpan | null = null;
  @state() private chosenTrait: TraitStretch | null = null;
  @state() private searching: AbortController | null = null;
  @state() private failure: string | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.searching?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('detail')) return;
    this.searching?.abort();
    this.searching = null;
    this.found = this.detail?.searched ? this.detail.repeated : null;
    this.chosen = null;
    this.chosenTrait = null;
    this.failure = null;
  }

  protected override render() {
    const d = this.detail;
    if (!d) return nothing;
    const spans = this.found ?? d.repeated;
    const traits = traitStretches(d.traits?.top ?? []);
    // A sample without stretches that show traits has nothing to choose.
    const layer = traits.length > 0 ? this.layer : 'repeats';
    return html`${traits.length > 0 ? this.#layers(layer) : nothing}
    <div class="sample-text" tabindex="0" role="group" aria-label="Text of the sample">${
      layer === 'traits'
        ? piecesOf(d.text, traits).map((p) => (p.stretch ? this.#traitMark(p.text, p.stretch) : p.text))
        : piecesOf(d.text, spans).map((p) => (p.stretch ? this.#mark(p.text, p.stretch) : p.text))
    }</div>
    ${d.truncated ? html`<p class="muted note">Only the first ${formatInteger(d.text.length)} characters are shown.</p>` : nothing}
    <div class="repeat-note" aria-live="polite">${layer === 'traits' ? this.#traitNote() : this.#note(spans)}</div>`;
  }

  #layers(shown: Layer): TemplateResult {
    const button = (layer: Layer, words: string) => html`<button class="chip" aria-pressed=${layer === shown}
      @click=${() => this.actions?.show(layer)}>${words}</button>`;
    return html`<div class="layers" role="group" aria-label="What is underlined">
      <span class="muted note">Underline</span> ${button('repeats', 'Repeats')} ${button('traits', 'Traits')}
    </div>`;
  }

  #traitMark(text: string, stretch: TraitStretch): TemplateResult {
    const { label, effect } = stretch.trait;
    return this.#markView(text, {
      css: effect < 0 ? 'trait trait-human' : 'trait',
      pressed: this.chosenTrait === stretch || this.chosenTrait?.trait === stretch.trait,
      title: `${label}: ${directionWords(effect)}`,
      // The stretches are made anew with every drawing; the trait stays the same.
      toggle: () => {
        this.chosenTrait = this.chosenTrait?.trait === stretch.trait ? null : stretch;
      },
    });
  }

  #traitNote(): TemplateResult {
    if (!this.chosenTrait) {
      return html`<p class="muted note"><span class="trait-key">Underlined</span>: shows a trait towards LLM text,
        <span class="trait-key trait-human">dashed</span>: towards human text. Choose a stretch to see which.</p>`;
    }
    const { label, effect, explains } = this.chosenTrait.trait;
    return html`<p class="note"><strong>${label}</strong> ${signed(effect)}, ${directionWords(effect)}. ${explains}</p>`;
  }

  #mark(text: string, span: RepeatedSpan): TemplateResult {
    return this.#markView(text, {
      css: '',
      pressed: this.chosen === span,
      title: alsoIn(span),
      toggle: () => {
        this.chosen = this.chosen === span ? null : span;
      },
    });
  }

  #markView(
    text: string,
    look: { readonly css: string; readonly pressed: boolean; readonly title: string; toggle(): void },
  ): TemplateResult {
    const choose = () => {
      // Whoever selects text wants to copy it.
      if (getSelection()?.isCollapsed !== false) look.toggle();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      look.toggle();
    };
    return html`<mark class=${look.css} role="button" tabindex="0" aria-pressed=${look.pressed} title=${look.title}
      @click=${choose} @keydown=${key}>${text}</mark>`;
  }

  #note(spans: readonly RepeatedSpan[]): TemplateResult {
    if (this.chosen) return this.#places(this.chosen);
    if (this.searching) {
      return html`<p class="muted note">Searching the corpus…
        <button class="link" @click=${() => this.searching?.abort()}>Cancel</button></p>`;
    }
    if (this.failure) return html`<p class="note" role="alert">${this.failure} ${this.#button('Try again')}</p>`;
    if (this.found?.length === 0) {
      return html`<p class="muted note">Nothing repeats: no four words in a row stand in another sample.</p>`;
    }
    if (spans.length === 0) return html`<p class="note">${this.#button('Show what repeats')}</p>`;
    return html`<p class="muted note"><span class="repeat-key">Underlined</span>: stands in other samples too. Choose a stretch
      to see where. ${this.found ? nothing : this.#button('Search all samples')}</p>`;
  }

  #places({ places, samples }: RepeatedSpan): TemplateResult {
    const more = samples - places.length;
    return html`<p class="note">Also in ${places.map((place, i) => html`${i > 0 ? ', ' : nothing}${this.actions?.link(place)}`)}${
      more > 0 ? ` (and ${formatInteger(more)} more)` : nothing
    }</p>`;
  }

  #button(words: string): TemplateResult {
    return html`<button class="link" @click=${() => void this.#search()}>${words}</button>`;
  }

  async #search(): Promise<void> {
    const { detail, actions } = this;
    if (!detail || !actions) return;
    const control = new AbortController();
    this.searching = control;
    this.failure = null;
    try {
      const found = await actions.search(detail.row, control.signal);
      if (this.searching === control) this.found = found;
    } catch (error) {
      if (this.searching === control && !isCancelled(error)) this.failure = sentenceOf(error);
    }
    if (this.searching === control) this.searching = null;
  }
}

/** For the tooltip: "Also in lines 118 and 977 (and 3 more samples)". */
function alsoIn({ places, samples }: RepeatedSpan): string {
  const lines = places.map((place) => formatInteger(place.line));
  const more = samples - places.length;
  const rest = more > 0 ? ` (and ${plural(more, 'more sample', 'more samples')})` : '';
  return `Also in ${lines.length === 1 ? 'line' : 'lines'} ${listed(lines)}${rest}`;
}
