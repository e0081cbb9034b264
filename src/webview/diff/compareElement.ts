// Two samples word by word: fetches what is missing of them when it comes into sight.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RowDetail } from '../../protocol/hostApi.ts';
import { formatInteger } from '../format.ts';
import { sentenceOf } from '../state/controller.ts';
import { diffView } from './view.ts';
import { type DiffPart, diffWords } from './words.ts';

export type FetchDetail = (row: number, signal: AbortSignal) => Promise<RowDetail>;
/** Null where the other row is not in the corpus any more. */
export type FindRow = (signal: AbortSignal) => Promise<number | null>;

@customElement('ci-compare')
export class CompareElement extends LitElement {
  /** Of the row that is read; its text when it is known already. */
  @property({ attribute: false }) row = -1;
  @property({ attribute: false }) text: string | null = null;
  /** The row it is compared with, or how to find it; `otherKey` tells whether it is another one. */
  @property({ attribute: false }) other: number | FindRow = -1;
  @property({ attribute: false }) otherKey = '';
  @property({ attribute: false }) fetch: FetchDetail | null = null;
  @state() private parts: readonly DiffPart[] | null = null;
  @state() private whole = false;
  @state() private failure: string | null = null;
  private from = '';
  private truncated = false;
  private control: AbortController | null = null;
  #fold: HTMLDetailsElement | null = null;
  #isDue = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#fold = this.closest('details');
    this.#fold?.addEventListener('toggle', this.#unfold);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#fold?.removeEventListener('toggle', this.#unfold);
    this.control?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('row') && !changed.has('otherKey') && !changed.has('text')) return;
    this.#isDue = true;
    this.#unfold();
  }

  /** Nothing is fetched for what is folded away. */
  #unfold = (): void => {
    if (!this.#isDue || this.#fold?.open === false) return;
    this.#isDue = false;
    void this.#load();
  };

  async #load(): Promise<void> {
    this.control?.abort();
    const control = new AbortController();
    const { signal } = control;
    this.control = control;
    this.failure = null;
    this.parts = null;
    try {
      const fetch = this.fetch!;
      const other = typeof this.other === 'number' ? this.other : await this.other(signal);
      if (other === null) throw new Error('The other sample is not in the corpus any more.');
      const [mine, theirs] = await Promise.all([this.text ?? fetch(this.row, signal), fetch(other, signal)]);
      if (signal.aborted) return;
      const text = typeof mine === 'string' ? mine : mine.text;
      this.from = `line ${formatInteger(theirs.line)}`;
      this.truncated = theirs.truncated || (typeof mine !== 'string' && mine.truncated);
      this.parts = diffWords(theirs.text, text);
    } catch (error) {
      if (!signal.aborted) this.failure = sentenceOf(error);
    }
  }

  protected override render() {
    if (this.failure)
      return html`<p class="note" role="alert">These samples could not be compared. ${this.failure}</p>`;
    if (!this.parts) return html`<p class="muted note">Loading…</p>`;
    const toggle = () => {
      this.whole = !this.whole;
    };
    const changed = this.parts.some((p) => p.kind !== 'same');
    const isLong = this.parts.some((p) => p.kind === 'same' && p.text.length > 480);
    return html`${diffView(this.parts, { from: this.from, whole: this.whole, truncated: this.truncated })}
      ${changed && isLong ? html`<button class="link note" @click=${toggle}>${this.whole ? 'Hide what is alike' : 'Show what is alike'}</button>` : nothing}`;
  }
}
