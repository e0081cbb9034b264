// "Add filter…": a field of the corpus and one of its values, or what was decided.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isCancelled } from '../../protocol/errors.ts';
import type { FieldValues } from '../../protocol/traitsApi.ts';
import { sentenceOf } from '../state/controller.ts';
import type { Filter } from '../state/model.ts';
import { DECIDED_LABELS } from './chips.ts';

export interface AddFilterActions {
  fields(signal: AbortSignal): Promise<readonly FieldValues[]>;
  choose(change: { readonly field: string; readonly value: string } | Pick<Filter, 'decided'>): void;
}

/** No field of a corpus is named so: it holds a space. */
const DECISION = 'the decision';

@customElement('ci-add-filter')
export class AddFilterElement extends LitElement {
  @property({ attribute: false }) generation = 0;
  @property({ attribute: false }) actions: AddFilterActions | null = null;
  @state() private open = false;
  @state() private fields: readonly FieldValues[] | null = null;
  @state() private failure: string | null = null;
  @state() private field = '';
  #running: AbortController | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('generation')) return;
    this.fields = null;
    if (this.open) void this.#load();
  }

  async #load(): Promise<void> {
    this.#running?.abort();
    const control = new AbortController();
    this.#running = control;
    this.failure = null;
    try {
      const fields = await this.actions?.fields(control.signal);
      if (this.#running === control) this.fields = fields ?? [];
    } catch (error) {
      if (this.#running === control && !isCancelled(error)) this.failure = sentenceOf(error);
    }
  }

  protected override render(): TemplateResult {
    if (!this.open) {
      return html`<button class="chip" aria-expanded="false" @click=${this.#show}>Add filter…</button>`;
    }
    return html`<div class="add-filter" role="group" aria-label="Add a filter" @keydown=${this.#key}>
      ${this.#fieldSelect()} ${this.field === '' ? nothing : this.#valueSelect()} ${this.#note()}
      <button class="link" @click=${() => this.#close(true)}>Cancel</button>
    </div>`;
  }

  #note(): TemplateResult | typeof nothing {
    if (this.failure !== null) return html`<span class="muted note" role="alert">${this.failure}</span>`;
    if (this.fields === null) return html`<span class="muted note" role="status">Reading fields…</span>`;
    if (this.fields.length > 0) return nothing;
    return html`<span class="muted note">No field of the rows has few enough values.</span>`;
  }

  #fieldSelect(): TemplateResult {
    const names = (this.fields ?? []).map((f) => f.field);
    const change = (e: Event) => {
      this.field = (e.target as HTMLElement & { value: string }).value;
    };
    return html`<vscode-single-select class="field-select" label="Field" .value=${this.field} @change=${change}>
      <vscode-option value="" ?selected=${this.field === ''}>Field…</vscode-option>
      ${names.map((name) => html`<vscode-option value=${name}>${name}</vscode-option>`)}
      <vscode-option value=${DECISION}>Decision</vscode-option>
    </vscode-single-select>`;
  }

  #valueSelect(): TemplateResult {
    const isDecision = this.field === DECISION;
    const values = isDecision
      ? Object.entries(DECIDED_LABELS)
      : (this.fields?.find((f) => f.field === this.field)?.values ?? []).map(({ value }) => [value, value] as const);
    const change = (e: Event) => {
      const { value } = e.target as HTMLElement & { value: string };
      if (value === '') return;
      this.actions?.choose(isDecision ? { decided: value as Filter['decided'] } : { field: this.field, value });
      this.#close(true);
    };
    return html`<vscode-single-select class="value-select" label="Value" .value=${''} @change=${change}>
      <vscode-option value="" selected>Value…</vscode-option>
      ${values.map(([value, label]) => html`<vscode-option value=${value}>${label}</vscode-option>`)}
    </vscode-single-select>`;
  }

  #show = (): void => {
    this.open = true;
    if (this.fields === null) void this.#load();
    void this.#focus('.field-select');
  };

  #close(isAsked: boolean): void {
    this.open = false;
    this.field = '';
    this.#running?.abort();
    if (isAsked) void this.#focus('.chip');
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    this.#close(true);
  };

  async #focus(css: string): Promise<void> {
    await this.updateComplete;
    // The key that chose a value must not press the button that gets the focus.
    await new Promise((resolve) => setTimeout(resolve));
    this.querySelector<HTMLElement>(css)?.focus();
  }
}
