// Chooses the field by whose values convergence is measured. Its candidates are read when somebody looks.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FieldValues } from '../../../protocol/traitsApi.ts';

export interface ByActions {
  fields(): Promise<readonly FieldValues[]>;
  choose(by: string | null): void;
}

@customElement('ci-by-select')
export class BySelectElement extends LitElement {
  /** The field that is measured now; null for none. */
  @property({ attribute: false }) by: string | null = null;
  /** Another one: fields may have come or gone. */
  @property({ attribute: false }) generation = 0;
  @property({ attribute: false }) disabled = false;
  @property({ attribute: false }) actions: ByActions | null = null;
  @state() private fields: readonly string[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('generation') || changed.has('actions')) void this.#load();
  }

  async #load(): Promise<void> {
    const { generation } = this;
    // Without them the field that is measured now is all there is to choose.
    const fields = (await this.actions?.fields().catch(() => [])) ?? [];
    if (generation === this.generation) this.fields = fields.map(({ field }) => field);
  }

  protected override render(): TemplateResult | typeof nothing {
    const names = [...new Set([...(this.by === null ? [] : [this.by]), ...this.fields])];
    if (names.length === 0) return nothing;
    const change = (e: Event) => {
      const { value } = e.target as HTMLElement & { value: string };
      this.actions?.choose(value === '' ? null : value);
    };
    return html`<label class="by-label"><span>Convergence by</span>
      <vscode-single-select class="field-select" label="Convergence by" ?disabled=${this.disabled} @change=${change}>
        <vscode-option value="" ?selected=${this.by === null}>no field</vscode-option>
        ${names.map((name) => html`<vscode-option value=${name} ?selected=${name === this.by}>${name}</vscode-option>`)}
      </vscode-single-select></label>`;
  }
}
