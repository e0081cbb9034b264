// The list of samples: only rows near the viewport are in the document. Rows have the height of their text; a row is held at its
// place and its neighbours are set around it (anchor.ts). Focus stays on the grid, and aria-activedescendant names the row.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { MAX_HEIGHT } from '../table/scroll.ts';
import { type Anchor, anchorAt, type Extent, place, shareOf, topOf, toShow } from './anchor.ts';
import type { SamplesController } from './controller.ts';
import { shownText } from './highlight.ts';
import type { Model } from './model.ts';
import { rowView } from './rowView.ts';

const FIRST_GUESS_PX = 96;
const LINE_PX = 40;
/** Rows are measured and set anew at most so often for one picture. */
const MAX_ROUNDS = 6;

@customElement('ci-samples')
export class SampleList extends LitElement {
  @property({ attribute: false }) model: Model | null = null;
  @property({ attribute: false }) controller: SamplesController | null = null;

  readonly #heights = new Map<number, number>();
  readonly #resized = new ResizeObserver(() => this.#measureFrame());
  #sum = 0;
  #measured = 0;
  #anchor: Anchor = { row: 0, y: 0 };
  #started = false;
  #viewport = 0;
  #width = 0;
  #ownScrollTop = -1;
  #rounds = 0;
  #opened = 0;
  #shown: { readonly row: number; readonly mark: boolean } | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override firstUpdated(): void {
    this.#resized.observe(this.#grid);
    this.#measureFrame();
  }

  get #grid(): HTMLElement {
    return this.querySelector<HTMLElement>('.list')!;
  }

  get #rows(): number {
    return this.model?.index?.rows ?? 0;
  }

  get #extent(): Extent {
    const guess = this.#measured > 0 ? this.#sum / this.#measured : FIRST_GUESS_PX;
    // A row that has not come yet is at least as high as what was scrolled past of it.
    const held = (row: number) => (row === this.#anchor.row ? Math.max(guess, LINE_PX - this.#anchor.y) : guess);
    return { rows: this.#rows, viewport: this.#viewport, heightOf: (row) => this.#heights.get(row) ?? held(row) };
  }

  focusGrid(): void {
    this.#grid.focus({ preventScroll: true });
  }

  /** Until the person scrolls, the row stays in sight while it and its neighbours come; `mark`: what was found in it, too. */
  showRow(row: number, mark = false): void {
    this.#move(toShow(row, this.#anchor, this.#extent));
    this.#shown = { row, mark };
  }

  #measureFrame(): void {
    const grid = this.#grid;
    this.#viewport = grid.clientHeight;
    if (grid.clientWidth !== this.#width) this.#forgetHeights();
    this.#width = grid.clientWidth;
    this.requestUpdate();
  }

  #forgetHeights(): void {
    this.#heights.clear();
    this.#sum = 0;
    this.#measured = 0;
  }

  #move(anchor: Anchor): void {
    this.#anchor = anchor;
    this.#shown = null;
    this.#rounds = 0;
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    const { model } = this;
    if (!this.#started && this.#rows > (this.controller?.startTop.row ?? 0)) {
      this.#started = true;
      this.#anchor = this.controller?.startTop ?? this.#anchor;
    }
    if (model?.state && model.state.opened !== this.#opened) {
      this.#opened = model.state.opened;
      this.#forgetHeights();
    }
  }

  protected override render() {
    const { model, controller } = this;
    const placed = place(this.#anchor, this.#extent);
    if (this.#rows > 0) controller?.store.want(placed.first, placed.last);
    const indices = Array.from({ length: placed.last - placed.first }, (_, i) => placed.first + i);
    const selected = model?.selected ?? null;
    const inSight = selected !== null && selected >= placed.first && selected < placed.last;
    return html`<div class="list" role="grid" tabindex="0" aria-label="Samples" aria-rowcount=${model?.index?.done ? this.#rows : -1}
        aria-colcount="1" aria-activedescendant=${inSight ? `row-${selected}` : nothing} @scroll=${this.#onScroll} @wheel=${this.#onWheel}
        @keydown=${this.#onKey} @click=${this.#onClick} @copy=${this.#onCopy}>
      <div role="presentation" class="frame"><div role="rowgroup" class="rows">${indices.map((index) => keyed(index, this.#row(index)))}</div></div>
      <div role="presentation" class="space"></div>
    </div>${this.#overlay()}`;
  }

  #row(index: number) {
    const { model, controller } = this;
    const store = controller!.store;
    const json = model?.state?.json === true;
    const find = model?.find;
    const text = !find?.open ? '' : find.regex ? shownText(find.found?.text ?? '', json) : find.text;
    return rowView({
      index,
      row: store.row(index),
      notes: store.notes(index),
      json,
      selected: index === model?.selected,
      expanded: model?.expanded.has(index) === true,
      needle: text === '' ? null : { text, matchCase: find?.matchCase === true },
      actions: { toggle: (row) => controller!.toggle(row), more: (row) => controller!.readMore(row) },
    });
  }

  #overlay() {
    const { model, controller } = this;
    const failure = model?.state?.failure ?? controller?.store.failure;
    if (failure) {
      return html`<div class="message" role="alert">${failure}
        <button class="link" @click=${() => controller?.store.retry()}>Try again</button></div>`;
    }
    if (!model?.index) return html`<div class="message">Opening…</div>`;
    return model.index.rows === 0 ? html`<div class="message">The file is empty.</div>` : nothing;
  }

  protected override updated(): void {
    const grid = this.#grid;
    const drawn = grid.querySelectorAll<HTMLElement>('.row');
    const isFirst = this.#measured === 0;
    const isNew = this.#measureRows(drawn);
    if (isFirst && this.#measured > 0) performance.mark('first-rows');
    const { row, mark } = this.#shown ?? { row: null, mark: false };
    if (row !== null && isNew) this.#anchor = toShow(row, this.#anchor, this.#extent);
    if (row !== null && mark) this.#showMark(row);
    const extent = this.#extent;
    const placed = place(this.#anchor, extent);
    this.#anchor = placed.anchor;
    grid.querySelector<HTMLElement>('.frame')!.style.height = `${this.#viewport}px`;
    grid.querySelector<HTMLElement>('.rows')!.style.transform = `translateY(${this.#topOfDrawn(drawn, extent)}px)`;
    this.#placeBar(grid, extent, placed.atEnd);
    if (this.#rows > 0) this.controller?.scrolled(placed.anchor);
    // Rows that turned out lower than thought leave room for more.
    if (isNew && this.#rounds++ < MAX_ROUNDS) this.requestUpdate();
    else if (!isNew) this.#rounds = 0;
  }

  /** Whether a height was not known. */
  #measureRows(drawn: NodeListOf<HTMLElement>): boolean {
    const { heightOf } = this.#extent;
    let isNew = false;
    for (const element of drawn) {
      const row = Number(element.dataset.row);
      const isThere = this.controller?.store.row(row) !== undefined;
      element.style.minHeight = isThere ? '' : `${heightOf(row)}px`;
      if (!isThere) continue;
      const height = element.getBoundingClientRect().height;
      const before = this.#heights.get(row);
      if (before !== undefined && Math.abs(before - height) < 0.5) continue;
      isNew = true;
      this.#heights.set(row, height);
      this.#sum += height - (before ?? 0);
      if (before === undefined) this.#measured++;
    }
    return isNew;
  }

  /** In a row that is taller than the viewport, what was found may stand out of sight. */
  #showMark(row: number): void {
    const element = this.querySelector<HTMLElement>(`#row-${row}`);
    const found = element?.querySelector('mark.found');
    const top = topOf(row, this.#anchor, this.#extent);
    if (!element || !found || top === undefined) return;
    const at = top + found.getBoundingClientRect().top - element.getBoundingClientRect().top;
    if (at < 0 || at > this.#viewport - LINE_PX) this.#anchor = { row, y: top - at + this.#viewport / 3 };
  }

  #topOfDrawn(drawn: NodeListOf<HTMLElement>, extent: Extent): number {
    const first = Number(drawn[0]?.dataset.row ?? 0);
    return topOf(first, this.#anchor, extent) ?? 0;
  }

  /** The scroll bar tells the place in the file; it is shorter than the rows where those are many. */
  #placeBar(grid: HTMLElement, extent: Extent, atEnd: boolean): void {
    const guess = this.#measured > 0 ? this.#sum / this.#measured : FIRST_GUESS_PX;
    const fits = atEnd && this.#anchor.row === 0 && this.#anchor.y === 0;
    const height = fits ? 0 : Math.min(MAX_HEIGHT, Math.max(extent.rows * guess, this.#viewport + 1));
    grid.querySelector<HTMLElement>('.space')!.style.height = `${Math.max(0, height - this.#viewport)}px`;
    const most = Math.max(0, height - this.#viewport);
    const at = atEnd ? most : Math.min(most, shareOf(this.#anchor, extent) * most);
    if (Math.abs(grid.scrollTop - at) <= 1) return;
    grid.scrollTop = at;
    this.#ownScrollTop = grid.scrollTop;
  }

  #onScroll = (): void => {
    const grid = this.#grid;
    const at = grid.scrollTop;
    const echo = Math.abs(at - this.#ownScrollTop) < 1;
    this.#ownScrollTop = -1;
    if (echo) return;
    const most = Math.max(1, grid.scrollHeight - this.#viewport);
    this.#move(anchorAt(Math.min(1, at / most), this.#extent));
  };

  #onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? LINE_PX : this.#viewport;
    this.#scrollBy(event.deltaY * unit);
  };

  #scrollBy(px: number): void {
    this.#move({ row: this.#anchor.row, y: this.#anchor.y - px });
  }

  #onClick = (event: MouseEvent): void => {
    const row = (event.target as Element).closest<HTMLElement>('.row');
    if (row && getSelection()?.isCollapsed !== false) this.controller?.choose(Number(row.dataset.row));
  };

  /** Without a selection of text the row itself is copied, as the text editor does it. */
  #onCopy = (event: ClipboardEvent): void => {
    if (getSelection()?.isCollapsed === false || this.model?.selected === null) return;
    event.preventDefault();
    this.controller?.copy();
  };

  #onKey = (event: KeyboardEvent): void => {
    const { controller, model } = this;
    if (!controller || !model || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'Home') controller.select(0);
      else if (event.key === 'End') controller.select(this.#rows - 1);
      else return;
      event.preventDefault();
      return;
    }
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      PageDown: () => this.#page(1),
      PageUp: () => this.#page(-1),
      ' ': () => this.#page(event.shiftKey ? -1 : 1),
      Home: () => controller.select(0),
      End: () => controller.select(this.#rows - 1),
      Enter: () => model.selected !== null && controller.toggle(model.selected),
      Escape: () => (model.find.at === null ? controller.closeFind() : controller.cancelFind()),
      k: () => controller.decide('keep'),
      d: () => controller.decide('drop'),
      u: () => controller.undo(),
      c: () => controller.copy(),
      r: () => controller.reveal(),
    };
    const run = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!run || (event.target !== event.currentTarget && event.key === 'Enter')) return;
    event.preventDefault();
    run();
  };

  /** To the next row, or through the one that is chosen while it goes on beyond the viewport. */
  #step(by: 1 | -1): void {
    const { controller, model } = this;
    if (!controller || !model) return;
    const { selected } = model;
    const extent = this.#extent;
    const top = selected === null ? undefined : topOf(selected, this.#anchor, extent);
    if (selected === null) {
      controller.select(this.#anchor.row);
      return;
    }
    if (top !== undefined) {
      const below = top + extent.heightOf(selected) - extent.viewport;
      const beyond = by > 0 ? below : -top;
      const isInSight = top < extent.viewport && top + extent.heightOf(selected) > 0;
      if (isInSight && beyond > 1 && extent.heightOf(selected) > extent.viewport) {
        this.#scrollBy(by * Math.min(beyond, extent.viewport * 0.8));
        return;
      }
    }
    controller.select(selected + by);
  }

  #page(by: 1 | -1): void {
    const extent = this.#extent;
    const moved = place({ row: this.#anchor.row, y: this.#anchor.y - by * (extent.viewport - LINE_PX) }, extent);
    this.#move(moved.anchor);
    const isWhole = moved.anchor.y >= -1;
    const top = isWhole ? moved.anchor.row : Math.min(moved.anchor.row + 1, this.#rows - 1);
    this.controller?.choose(moved.atEnd && by > 0 ? this.#rows - 1 : top);
  }
}
