// A place for one chart: redraws when its data or its width changes.
import { LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/** The chart's numbers, printed. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ChartSpec {
  /** Says in words what the chart shows. */
  readonly label: string;
  readonly table: ChartTable;
  /** `pick`, where given: a bar was clicked. */
  draw(width: number, pick: PickBar | null): Element;
}

/** By its number, as in the table. */
export type PickBar = (bar: number) => void;

@customElement('ci-chart')
export class ChartElement extends LitElement {
  @property({ attribute: false }) spec: ChartSpec | null = null;
  @property({ attribute: false }) pick: PickBar | null = null;
  readonly #resized = new ResizeObserver((entries) => this.#onWidth(entries[0]?.contentRect.width ?? 0));
  #width = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  #onWidth(width: number): void {
    const whole = Math.floor(width);
    if (whole === this.#width) return;
    this.#width = whole;
    this.requestUpdate();
  }

  protected override updated(): void {
    if (!this.spec || this.#width < 40) return;
    this.replaceChildren(this.spec.draw(this.#width, this.pick));
  }
}
