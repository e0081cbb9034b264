// A small histogram of a column of the table: all rows muted, those under the other filters in front. Dragging over it, or moving its
// two handles by keys, filters the table.
import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isCancelled } from '../../protocol/errors.ts';
import type { Range } from '../../protocol/hostApi.ts';
import type { BinnedColumn, Bins } from '../../protocol/reviewApi.ts';
import { formatInteger } from '../format.ts';
import { boundText, COLUMN_LABELS, rangeText } from '../rangeText.ts';
import { sentenceOf } from '../state/controller.ts';
import { barsView } from './bars.ts';
import {
  type Brush,
  binRange,
  binsBetween,
  brushAfterKey,
  brushOf,
  type Handle,
  moved,
  rangeOf,
  stretch,
} from './brushMath.ts';

export type AskBins = (signal: AbortSignal) => Promise<Bins>;

const TELL_AFTER_MS = 80;
const HANDLES: readonly Handle[] = ['from', 'to'];
const HANDLE_LABELS = { from: 'lowest', to: 'highest' } as const;

@customElement('ci-brush')
export class BrushElement extends LitElement {
  @property({ attribute: false }) column: BinnedColumn = 'words';
  /** Changes with the other filters, and with every new result of the host. */
  @property({ attribute: false }) question = '';
  @property({ attribute: false }) ask: AskBins | null = null;
  @property({ attribute: false }) range: Range | null = null;
  /** The person chose a range; null for all. */
  @property({ attribute: false }) choose: ((range: Range | null) => void) | null = null;
  @state() private bins: Bins | null = null;
  @state() private failure: string | null = null;
  /** What is being brushed, until the filter has it. */
  @state() private draft: Brush | null = null;

  #running: AbortController | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #drag: { readonly start: number; readonly handle: Handle | null; readonly before: Brush } | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running?.abort();
    this.#running = undefined;
    clearTimeout(this.#telling);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('question') || changed.has('column')) void this.#load();
    if (changed.has('range') && !this.#drag) this.draft = null;
  }

  async #load(): Promise<void> {
    this.#running?.abort();
    const control = new AbortController();
    this.#running = control;
    try {
      const bins = await this.ask?.(control.signal);
      if (this.#running !== control) return;
      this.bins = bins ?? null;
      this.failure = null;
    } catch (error) {
      if (this.#running === control && !isCancelled(error)) this.failure = sentenceOf(error);
    }
  }

  get #brush(): Brush {
    return this.draft ?? brushOf(this.range, this.bins?.edges ?? [0, 1], this.column);
  }

  protected override render(): TemplateResult {
    const { bins, column } = this;
    const name = COLUMN_LABELS[column];
    const shown = this.draft && bins ? rangeOf(this.draft, bins.edges, column) : this.range;
    const factor = bins ? stretch(bins) : 1;
    return html`<div class="brush" role="group" aria-label=${bins ? this.#words(bins) : name}>
      <div class="brush-head"><span class="brush-name">${name}</span>${
        shown
          ? html`<span class="brush-range tabular">${rangeText(column, shown)}</span>
              <button class="brush-clear" aria-label=${`Clear ${name.toLowerCase()}`} title="Clear" @click=${this.#clear}>×</button>`
          : nothing
      }${factor > 1 ? html`<span class="brush-stretch muted" title="Rows under the filters are drawn ${factor} times as tall">shown ×${formatInteger(factor)}</span>` : nothing}</div>
      ${this.failure === null ? this.#chart() : html`<p class="brush-failure muted note">Could not be counted. ${this.failure}</p>`}
      <div class="brush-axis muted tabular" aria-hidden="true">${bins ? this.#axis(bins) : html`<span>&nbsp;</span>`}</div>
    </div>`;
  }

  #words({ all, edges }: Bins): string {
    const total = all.reduce((a, b) => a + b, 0);
    const name = COLUMN_LABELS[this.column];
    if (total === 0) return `${name}: no row has a number.`;
    const top = all.indexOf(Math.max(...all));
    const most = rangeText(this.column, binRange(top, edges, this.column));
    return `${name} of ${formatInteger(total)} rows, most often ${most}.`;
  }

  #axis({ edges }: Bins): TemplateResult {
    const text = (at: number) => boundText(this.column, edges.at(at) as number);
    const isOpen = edges.length > 2 && edges.at(-1)! - edges.at(-2)! > 1.5 * (edges[1]! - edges[0]!);
    return html`<span>${text(0)}</span><span>${isOpen ? `${text(-2)}+` : text(-1)}</span>`;
  }

  #chart(): TemplateResult {
    const { bins } = this;
    const brush = this.#brush;
    return html`<svg class="brush-chart" width="100%" height="44" @pointerdown=${this.#down} @pointermove=${this.#move}
      @pointerup=${this.#up} @pointercancel=${this.#up} @dblclick=${this.#clear}>
      ${bins ? barsView(bins, brush, this.column) : nothing}
      ${bins ? HANDLES.map((handle) => this.#handle(handle, brush, bins)) : nothing}
    </svg>`;
  }

  #handle(handle: Handle, brush: Brush, { edges }: Bins): TemplateResult {
    const bins = edges.length - 1;
    const name = COLUMN_LABELS[this.column];
    const range = rangeOf({ from: Math.floor(brush.from), to: Math.ceil(brush.to) }, edges, this.column);
    const bound = handle === 'from' ? (this.range ?? range)?.min : (this.range ?? range)?.max;
    const now = handle === 'from' ? range?.min : range?.max;
    const value = (this.draft ? now : bound) ?? (edges[handle === 'from' ? 0 : bins] as number);
    const isOpen = (this.draft ? now : bound) === undefined;
    const words = `${boundText(this.column, value)}${this.column === 'words' ? ' words' : ''}${isOpen ? ', no limit' : ''}`;
    const x = `${(100 * brush[handle]) / bins}%`;
    return svg`<g class="brush-handle" role="slider" tabindex="0" data-handle=${handle}
      aria-label=${`${name}, ${HANDLE_LABELS[handle]}`} aria-orientation="horizontal"
      aria-valuemin=${edges[0]} aria-valuemax=${edges[bins]} aria-valuenow=${value} aria-valuetext=${words}
      @keydown=${(e: KeyboardEvent) => this.#key(e, handle)}>
      <rect class="brush-grip" x=${x} y="0" width="12" height="44" transform="translate(-6 0)"></rect>
      <rect class="brush-bar" x=${x} y="0" width="2" height="44" transform=${`translate(${handle === 'from' ? 0 : -2} 0)`}></rect>
      <rect class="brush-knob" x=${x} y="14" width="6" height="16" rx="2" transform=${`translate(${handle === 'from' ? -2 : -4} 0)`}></rect>
    </g>` as TemplateResult;
  }

  #positionAt(event: PointerEvent): number {
    const box = this.querySelector('.brush-chart')!.getBoundingClientRect();
    const bins = (this.bins?.edges.length ?? 2) - 1;
    return (bins * (event.clientX - box.left)) / Math.max(1, box.width);
  }

  #down = (event: PointerEvent): void => {
    if (event.button !== 0 || !this.bins) return;
    const grip = (event.target as Element).closest<SVGElement>('.brush-handle');
    const handle = (grip?.dataset.handle ?? null) as Handle | null;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    grip?.focus();
    // Neither text selection nor a second click may start here.
    event.preventDefault();
    this.#drag = { start: this.#positionAt(event), handle, before: this.#brush };
  };

  #move = (event: PointerEvent): void => {
    if (!this.#drag || !this.bins) return;
    const bins = this.bins.edges.length - 1;
    const at = this.#positionAt(event);
    const { start, handle, before } = this.#drag;
    const next = handle ? moved(before, handle, at, bins) : binsBetween(start, at, bins);
    // A click that trembles is no drag.
    if (this.draft || Math.abs(at - start) > 0.3) this.#tell(next);
  };

  #up = (event: PointerEvent): void => {
    const drag = this.#drag;
    this.#drag = null;
    const isClick = drag !== null && drag.handle === null && this.draft === null && event.type === 'pointerup';
    // A click chooses one bin.
    if (isClick && this.bins) this.draft = binsBetween(drag.start, drag.start, this.bins.edges.length - 1);
    this.#tellNow();
  };

  #key(event: KeyboardEvent, handle: Handle): void {
    if (!this.bins || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.#clear();
      return;
    }
    const next = brushAfterKey(event.key, this.#brush, handle, this.bins.edges.length - 1);
    if (!next) return;
    event.preventDefault();
    this.#tell(next);
  }

  #clear = (): void => {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#drag = null;
    this.draft = null;
    this.choose?.(null);
  };

  /** Soon, and not with every pixel. */
  #tell(brush: Brush): void {
    this.draft = brush;
    this.#telling ??= setTimeout(() => this.#tellNow(), TELL_AFTER_MS);
  }

  #tellNow(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    if (!this.draft || !this.bins) return;
    this.choose?.(rangeOf(this.draft, this.bins.edges, this.column));
  }
}
