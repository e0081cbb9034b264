// The table of samples: our own grid over a list of any length. Only rows in sight are in the document; focus stays on
// the grid and aria-activedescendant names the row, so that scrolling never loses it.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { RowSummary, SortKey } from '../../protocol/hostApi.ts';
import type { Mark, Marks } from '../../protocol/marks.ts';
import { sentenceOf } from '../state/controller.ts';
import type { Sort } from '../state/model.ts';
import { rowAfterKey } from './keys.ts';
import { PageCache, type PageSource } from './pageCache.ts';
import { COLUMNS, headerRow, rowTemplate } from './rowTemplate.ts';
import * as scroll from './scroll.ts';

const NARROW_PX = 680;
const MIN_HEIGHT = 150;
const TELL_TOP_AFTER_MS = 150;
const MARK_KEYS: Readonly<Record<string, Mark>> = { h: 'human', l: 'llm' };

export interface TableEvents {
  sort(by: SortKey): void;
  /** A row was chosen: by click, or by moving onto it. */
  select(index: number, row: RowSummary): void;
  active(index: number): void;
  reveal(row: RowSummary): void;
  close(): void;
  /** The person wants the row marked so; once more takes the mark away. */
  mark(row: RowSummary, as: Mark): void;
  top(rows: number): void;
  total(rows: number): void;
  clearFilter(): void;
}

@customElement('ci-table')
export class TableElement extends LitElement {
  /** Changes with every new result of the host. */
  @property({ attribute: false }) generation = 0;
  /** Changes with every new sort or filter. */
  @property({ attribute: false }) question = '';
  @property({ attribute: false }) source: (() => PageSource) | null = null;
  @property({ attribute: false }) sort: Sort = { by: 'line', descending: false };
  @property({ attribute: false }) paths: readonly string[] = [];
  @property({ attribute: false }) active: number | null = null;
  @property({ attribute: false }) selectedRow: number | null = null;
  /** Where to start, in rows; read once. */
  @property({ attribute: false }) startTop = 0;
  /** Why there may be no rows. */
  @property({ attribute: false }) isFiltered = false;
  @property({ attribute: false }) marks: Marks = {};
  @property({ attribute: false }) events: TableEvents | null = null;

  readonly #cache = new PageCache(() => this.#pagesCame());
  readonly #resized = new ResizeObserver(() => this.#measure());
  #top = 0;
  #pendingTop: number | null = null;
  #viewport = 0;
  #headHeight = 0;
  #rowHeight = 24;
  #ownScrollTop = -1;
  #narrow = false;
  #tellTop: ReturnType<typeof setTimeout> | undefined;
  /** Set when keys moved onto a row that is still loading: it is selected when it comes. */
  #selectWhenLoaded = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.#pendingTop = this.startTop;
    if (!changed.has('question') && !changed.has('generation')) return;
    if (this.hasUpdated && changed.has('question')) this.#top = 0;
    if (this.source) this.#cache.reset(this.source());
  }

  protected override firstUpdated(): void {
    this.#resized.observe(this.#grid);
    this.#measure();
  }

  get #grid(): HTMLElement {
    return this.querySelector<HTMLElement>('.grid')!;
  }

  get #extent(): scroll.Extent {
    return { rows: this.#cache.total ?? 0, rowHeight: this.#rowHeight, viewport: this.#viewport };
  }

  #measure(): void {
    const grid = this.#grid;
    const before = this.#extent;
    const topRow = this.#top / before.rowHeight;
    this.#narrow = grid.clientWidth < NARROW_PX;
    const font = Number.parseFloat(getComputedStyle(grid).fontSize) || 13;
    const height = Math.round(font * (this.#narrow ? 3.5 : 1.85));
    this.#rowHeight = height;
    this.#headHeight = grid.querySelector<HTMLElement>('.grid-head')?.offsetHeight ?? 0;
    this.#viewport = Math.max(0, grid.clientHeight - this.#headHeight);
    // The row that was on top stays there, unless that would push the keyboard's row out of sight.
    const wasSeen = this.active !== null && scroll.isInside(this.active, this.#top, before);
    this.#top = topRow * height;
    if (wasSeen) this.#top = scroll.topToShow(this.active!, this.#top, this.#extent);
    this.requestUpdate();
  }

  #pagesCame(): void {
    if (this.#cache.total !== null) {
      this.events?.total(this.#cache.total);
      if (this.#pendingTop !== null) this.#top = this.#pendingTop * this.#rowHeight;
      this.#pendingTop = null;
    }
    if (this.#selectWhenLoaded && this.active !== null) this.#selectActive(this.active);
    this.requestUpdate();
  }

  protected override render() {
    const extent = this.#extent;
    this.#top = scroll.clampTop(this.#top, extent);
    const { first, last } = scroll.rowWindow(this.#top, extent);
    this.#cache.want(first, Math.max(last, first + 1));
    const indices = Array.from({ length: last - first }, (_, i) => first + i);
    const inSight = this.active !== null && this.active >= first && this.active < last;
    return html`<div class="grid${this.#narrow ? ' narrow' : ''}${this.paths.length > 1 ? ' with-files' : ''}"
        role="grid" tabindex="0" aria-label="Samples" aria-rowcount=${this.#cache.total === null ? -1 : extent.rows + 1}
        aria-colcount=${COLUMNS.length} aria-activedescendant=${inSight ? `row-${this.active}` : nothing}
        aria-busy=${this.#cache.total === null || this.#cache.isStale} @scroll=${this.#onScroll} @wheel=${this.#onWheel} @keydown=${this.#onKey}>
      <div role="rowgroup" class="grid-head">${headerRow(this.sort, (by) => this.events?.sort(by))}</div>
      <div role="presentation" class="grid-body"><div role="rowgroup" class="grid-rows">
        ${indices.map((index) => keyed(index, this.#row(index)))}
      </div></div>
      <div role="presentation" class="grid-space"></div>
    </div>
    ${this.#overlay(extent.rows)}`;
  }

  #row(index: number) {
    const row = this.#cache.row(index);
    return rowTemplate(row, {
      index,
      active: index === this.active,
      selected: row !== undefined && row.row === this.selectedRow,
      paths: this.paths,
      marks: this.marks,
      onClick: this.#onClick,
    });
  }

  #overlay(rows: number) {
    if (this.#cache.failure !== null) {
      return html`<div class="grid-message" role="alert">Rows could not be loaded. ${sentenceOf(this.#cache.failure)}
        <button class="link" @click=${() => this.#cache.retry()}>Try again</button></div>`;
    }
    if (this.#cache.total === null) return html`<div class="grid-message">Loading rows…</div>`;
    if (rows > 0) return nothing;
    if (!this.isFiltered) return html`<div class="grid-message">There are no rows.</div>`;
    return html`<div class="grid-message">No rows match.
      <button class="link" @click=${() => this.events?.clearFilter()}>Clear filters</button></div>`;
  }

  protected override updated(): void {
    const grid = this.#grid;
    const extent = this.#extent;
    const { shift } = scroll.rowWindow(this.#top, extent);
    const part = (name: string) => grid.querySelector<HTMLElement>(name)!;
    grid.style.setProperty('--row-height', `${this.#rowHeight}px`);
    part('.grid-body').style.top = `${this.#headHeight}px`;
    part('.grid-body').style.height = `${Math.min(this.#viewport, scroll.virtualHeight(extent))}px`;
    part('.grid-space').style.height = `${Math.max(0, scroll.domHeight(extent) - this.#viewport)}px`;
    part('.grid-rows').style.transform = `translateY(${shift}px)`;
    // A short table takes no more room than its rows.
    const short = this.#cache.total === null ? null : this.#headHeight + scroll.virtualHeight(extent) + 2;
    this.style.maxHeight = short === null || scroll.isScaled(extent) ? '' : `${Math.max(short, MIN_HEIGHT)}px`;
    const dom = scroll.toDom(this.#top, extent);
    if (Math.abs(grid.scrollTop - dom) > 1) {
      grid.scrollTop = dom;
      this.#ownScrollTop = grid.scrollTop;
    }
  }

  #setTop(top: number): void {
    this.#top = scroll.clampTop(top, this.#extent);
    this.requestUpdate();
    clearTimeout(this.#tellTop);
    this.#tellTop = setTimeout(() => this.events?.top(this.#top / this.#rowHeight), TELL_TOP_AFTER_MS);
  }

  #onScroll = (): void => {
    const at = this.#grid.scrollTop;
    // An echo of our own positioning: the exact virtual offset is known already.
    const echo = Math.abs(at - this.#ownScrollTop) < 1;
    this.#ownScrollTop = -1;
    if (!echo) this.#setTop(scroll.toVirtual(at, this.#extent));
  };

  /** On a shortened scroll bar one notch of the wheel would leap over rows. */
  #onWheel = (event: WheelEvent): void => {
    if (!scroll.isScaled(this.#extent) || event.ctrlKey) return;
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? this.#rowHeight : this.#viewport;
    this.#setTop(this.#top + event.deltaY * unit);
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && this.active !== null) {
      const row = this.#cache.row(this.active);
      if (row) this.events?.reveal(row);
    } else if (event.key === 'Escape') {
      this.events?.close();
    } else if (MARK_KEYS[event.key.toLowerCase()] && !event.ctrlKey) {
      const row = this.active === null ? undefined : this.#cache.row(this.active);
      if (row) this.events?.mark(row, MARK_KEYS[event.key.toLowerCase()]!);
    } else {
      const extent = this.#extent;
      const first = Math.ceil(this.#top / extent.rowHeight);
      const page = Math.floor(extent.viewport / extent.rowHeight) - 1;
      const next = rowAfterKey(event.key, this.active, { rows: extent.rows, first, page });
      if (next === null) return;
      this.#setTop(scroll.topToShow(next, this.#top, extent));
      this.#selectActive(next);
    }
    event.preventDefault();
  };

  #selectActive(index: number): void {
    const row = this.#cache.row(index);
    this.#selectWhenLoaded = row === undefined;
    if (row) this.events?.select(index, row);
    else this.events?.active(index);
  }

  #onClick = (index: number): void => {
    const row = this.#cache.row(index);
    if (!row || getSelection()?.isCollapsed === false) return;
    this.#grid.focus({ preventScroll: true });
    this.events?.select(index, row);
    this.events?.reveal(row);
  };
}
