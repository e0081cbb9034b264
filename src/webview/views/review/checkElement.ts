// A spot check: drawn samples one after another, each with its finding and evidence; yes, no or skip, and at the end how
// often the finding was right.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FindingKind } from '../../../engine/report.ts';
import type { RowDetail } from '../../../protocol/hostApi.ts';
import type { SpotCheck } from '../../../protocol/reviewApi.ts';
import { formatInteger, plural } from '../../format.ts';
import { KIND_TEXT, kindLabel } from '../../kinds.ts';
import { checkWords, reviewWords } from '../../reviewText.ts';
import { sentenceOf } from '../../state/controller.ts';
import type { TextActions } from '../sampleText.ts';
import '../sampleText.ts';

export type Answer = 'yes' | 'no' | 'skip';

export interface CheckEvents {
  detail(row: number, signal: AbortSignal): Promise<RowDetail>;
  judge(row: number, kind: FindingKind, verdict: 'yes' | 'no'): Promise<void>;
  more(kind: FindingKind): void;
  end(): void;
  partners(detail: RowDetail): TemplateResult | typeof nothing;
  text(detail: RowDetail): TextActions;
}

const KEYS: Readonly<Record<string, Answer>> = { y: 'yes', n: 'no', s: 'skip' };

@customElement('ci-spot-check')
export class SpotCheckElement extends LitElement {
  @property({ attribute: false }) check: { readonly kind: FindingKind; readonly rows: readonly number[] } | null = null;
  @property({ attribute: false }) so: SpotCheck | null = null;
  /** Findings of the kind that nobody judged yet. */
  @property({ attribute: false }) left = 0;
  @property({ attribute: false }) generation = 0;
  @property({ attribute: false }) events: CheckEvents | null = null;
  @state() private at = 0;
  @state() private detail: RowDetail | null = null;
  @state() private failure: string | null = null;
  @state() private answers: readonly Answer[] = [];
  private drawn = '';
  private control: AbortController | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.control?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const drawn = JSON.stringify([this.check, this.generation]);
    if (!changed.has('check') && !changed.has('generation')) return;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.at = 0;
    this.answers = [];
    this.#load();
  }

  protected override firstUpdated(): void {
    this.#focus();
  }

  #focus(): void {
    this.querySelector<HTMLElement>('.check')?.focus({ preventScroll: true });
    this.scrollIntoView({ block: 'nearest' });
  }

  #load(): void {
    this.control?.abort();
    const row = this.check?.rows[this.at];
    this.detail = null;
    this.failure = null;
    if (row === undefined || !this.events) return;
    const control = new AbortController();
    this.control = control;
    this.events.detail(row, control.signal).then(
      (detail) => {
        if (!control.signal.aborted) this.detail = detail;
      },
      (error: unknown) => {
        if (!control.signal.aborted) this.failure = sentenceOf(error);
      },
    );
  }

  async #answer(answer: Answer): Promise<void> {
    const { check, events } = this;
    const row = check?.rows[this.at];
    if (!check || !events || row === undefined) return;
    this.answers = [...this.answers, answer];
    this.at++;
    this.#load();
    this.#focus();
    if (answer === 'skip') return;
    try {
      await events.judge(row, check.kind, answer);
    } catch (error) {
      this.failure = `The answer was not kept. ${sentenceOf(error)}`;
    }
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const answer = KEYS[event.key.toLowerCase()];
    if (event.key === 'Escape') this.events?.end();
    else if (answer && this.at < (this.check?.rows.length ?? 0)) void this.#answer(answer);
    else return;
    event.preventDefault();
  };

  protected override render() {
    const { check } = this;
    if (!check) return nothing;
    const of = check.rows.length;
    const done = this.at >= of;
    const title = done
      ? 'Spot check done'
      : `Is this finding right? ${formatInteger(this.at + 1)} of ${formatInteger(of)}`;
    return html`<section class="check" tabindex="-1" aria-label="Spot check" @keydown=${this.#onKey}>
      <div class="check-head"><h2 aria-live="polite">${title}</h2><span class="muted">${kindLabel(check.kind)}: ${KIND_TEXT[check.kind].explains}</span></div>
      ${this.failure ? html`<p role="alert">${this.failure}</p>` : nothing}
      ${done ? this.#result(check.kind, of) : this.#question(check.kind)}
    </section>`;
  }

  #question(kind: FindingKind): TemplateResult {
    const d = this.detail;
    const button = (answer: Answer, words: string, key: string, primary = false) =>
      html`<vscode-button ?secondary=${!primary} title=${`Key ${key}`} @click=${() => void this.#answer(answer)}>${words} (${key})</vscode-button>`;
    const about = d?.details.filter((f) => f.kind === kind) ?? [];
    return html`${
      d
        ? html`<p class="check-finding"><strong>Line ${formatInteger(d.line)} · ${d.view}.</strong> ${about.map((f) => `${f.message} `)}</p>
          <div class="check-text">${this.events?.partners(d)}
            <ci-sample-text .detail=${d} .layer=${kind === 'llm-traits' ? 'traits' : 'repeats'} .actions=${this.events?.text(d) ?? null}></ci-sample-text></div>`
        : html`<p class="muted">${this.failure ? 'This sample cannot be shown.' : 'Loading…'}</p>`
    }
    <div class="check-actions">${button('yes', 'Yes, right', 'Y')} ${button('no', 'No', 'N')} ${button('skip', 'Skip', 'S')}
      <vscode-button secondary title="Key Esc" @click=${() => this.events?.end()}>End (Esc)</vscode-button></div>`;
  }

  #result(kind: FindingKind, of: number): TemplateResult {
    const judged = this.answers.filter((answer) => answer !== 'skip').length;
    const so = this.so;
    return html`<p>${
      of === 0
        ? 'There is no sample with this finding that was not judged yet.'
        : `You judged ${plural(judged, 'sample')}${of > judged ? ` and skipped ${formatInteger(of - judged)}` : ''}.`
    } ${so ? html`<strong class="tabular">${checkWords(so)}</strong><span class="muted"> in all, with the 95 % interval of that share.</span>` : nothing}</p>
    <div class="check-actions"><vscode-button @click=${() => this.events?.end()}>Done</vscode-button>
      ${this.left > 0 ? html`<vscode-button secondary @click=${() => this.events?.more(kind)}>${reviewWords(this.left)} more</vscode-button>` : nothing}</div>`;
  }
}
