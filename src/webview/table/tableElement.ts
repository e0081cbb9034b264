// The table of samples: our own grid over a list of any length. Only rows in sight are in the document; focus stays on
// the grid and aria-activedescendant names the row, so that scrolling never loses it.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RowSummary, SortKey } from '../../protocol/hostApi.ts';
import type { Mark, Marks } from '../../protocol/marks.ts';
import { nearestPlace } from '../clusters/refind.ts';
import { sentenceOf } from '../state/controller.ts';
import type { Sort } from '../state/model.ts';
import { rowAfterKey } from './keys.ts';
import { PageCache, type PageSource } from './pageCache.ts';
import { COLUMNS, headerRow, rowTemplate } from './rowTemplate.ts';
import * as scroll from './scroll.ts';

const NARROW_PX = 780;
const MIN_HEIGHT = 150;
const TELL_TOP_AFTER_MS = 150;
const DECIDE_KEYS: Readonly<Record<string, 'drop' | 'keep'>> = { k: 'keep', d: 'drop' };
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
  decide(rows: readonly RowSummary[], action: 'drop' | 'keep'): void;
  undo(): void;
  top(rows: number): void;
  total(rows: number): void;
  clearFilter(): void;
}

@customElement('ci-table')
export class TableElement extends LitElement {
  /** Changes with every new result of the host. */
  @property({ attribute: false }) generation = 0;
  /** Changes with every decision. */
  @property({ attribute: false }) version = 0;
  /** Changes with every new sort or filter. */
  @property({ attribute: false }) question = '';
  @property({ attribute: false }) source: (() => PageSource) | null = null;
  @property({ attribute: false }) sort: Sort = { by: 'line', descending: false };
  @property({ attribute: false }) paths: readonly string[] = [];
  @property({ attribute: false }) active: number | null = null;
  @property({ attribute: false }) selectedRow: number | null = null;
  /** Of the keyboard's row: where it stands after an inspection. */
  @property({ attribute: false }) activeHash: string | null = null;
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
  /** Where the rows that are selected together begin; the keyboard's row is their other end. Null for one row. */
  #anchor: number | null = null;
  /** Set by a new result, until the keyboard's row was found in it. */
  #isMoved = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.#pendingTop = this.startTop;
    if (!changed.has('question') && !changed.has('generation')) {
      if (changed.has('version') && this.source) this.#cache.refresh(this.source());
      return;
    }
    this.#isMoved = !this.hasUpdated || !changed.has('question');
    this.#anchor = null;
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
    if (this.#isMoved && !this.#cache.isStale) this.#findAgain();
    if (this.#selectWhenLoaded && this.active !== null) this.#selectActive(this.active);
    this.requestUpdate();
  }

  /** Rows before it may be gone, and itself too: then the one in its place is the next. */
  #findAgain(): void {
    const { active, activeHash } = this;
    if (active === null || activeHash === null || this.#cache.total === null) this.#isMoved = false;
    else if (this.#cache.total === 0) this.events?.close();
    else if (this.#cache.row(Math.min(active, this.#cache.total - 1)) !== undefined) {
      this.#isMoved = false;
      const here = nearestPlace(
        active,
        (i) => this.#cache.row(i),
        (row) => row.hash === activeHash,
      );
      this.#selectActive(here ?? Math.min(active, this.#cache.total - 1));
    }
  }

  protected override render() {
    const extent = this.#extent;
    this.#top = scroll.clampTop(this.#top, extent);
    const { first, last } = scroll.rowWindow(this.#top, extent);
    this.#cache.want(first, Math.max(last, first + 1));
    const indices = Array.from({ length: last - first }, (_, i) => first + i);
    const inSight = this.active !== null && this.active >= first && this.active < last;
    return html`<div class="grid${this.#narrow ? ' narrow' : ''}${this.paths.length > 1 ? ' with-files' : ''}"
        role="grid" tabindex="0" aria-label="Samples" aria-multiselectable="true" aria-rowcount=${this.#cache.total === null ? -1 : extent.rows + 1}
        aria-colcount=${COLUMNS.length} aria-activedescendant=${inSight ? `row-${this.active}` : nothing}
        aria-busy=${this.#cache.total === null || this.#cache.isStale} @scroll=${this.#onScroll} @wheel=${this.#onWheel} @keydown=${this.#onKey}>
      <div role="rowgroup" class="grid-head">${headerRow(this.sort, (by) => this.events?.sort(by))}</div>
      <div role="presentation" class="grid-body"><div role="rowgroup" class="grid-rows">
        ${repeat(
          indices,
          (index) => index,
          (index) => this.#row(index),
        )}
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
      selected: row !== undefined && (row.row === this.selectedRow || this.#isAmong(index)),
      paths: this.paths,
      marks: this.marks,
      onClick: this.#onClick,
    });
  }

  #isAmong(index: number): boolean {
    const selection = this.#anchor === null ? null : this.#selection();
    return selection !== null && index >= selection[0] && index <= selection[1];
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
      <button class="link" @click=${this.#clearFilter}>Clear filters</button></div>`;
  }

  #clearFilter = (): void => {
    this.events?.clearFilter();
    this.#grid.focus({ preventScroll: true });
  };

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
    } else if (event.key.toLowerCase() === 'u' && !event.ctrlKey) {
      this.events?.undo();
    } else if (DECIDE_KEYS[event.key.toLowerCase()] && !event.ctrlKey) {
      this.#decide(DECIDE_KEYS[event.key.toLowerCase()]!);
    } else if (MARK_KEYS[event.key.toLowerCase()] && !event.ctrlKey) {
      const row = this.active === null ? undefined : this.#cache.row(this.active);
      if (row) this.events?.mark(row, MARK_KEYS[event.key.toLowerCase()]!);
    } else {
      const extent = this.#extent;
      const first = Math.ceil(this.#top / extent.rowHeight);
      const page = Math.floor(extent.viewport / extent.rowHeight) - 1;
      const next = rowAfterKey(event.key, this.active, { rows: extent.rows, first, page });
      if (next === null) return;
      this.#anchor = event.shiftKey ? (this.#anchor ?? this.active) : null;
      this.#setTop(scroll.topToShow(next, this.#top, extent));
      this.#selectActive(next);
    }
    event.preventDefault();
  };

  /** From the first to the last row that is selected, both inclusive. */
  #selection(): readonly [first: number, last: number] | null {
    const { active } = this;
    if (active === null) return null;
    const other = this.#anchor ?? active;
    return [Math.min(active, other), Math.max(active, other)];
  }

  /** The next row gets the focus, so that one key after the other goes through the list. */
  #decide(action: 'drop' | 'keep'): void {
    const selection = this.#selection();
    if (!selection || this.#cache.isStale) return;
    const [first, last] = selection;
    const rows = Array.from({ length: last - first + 1 }, (_, i) => this.#cache.row(first + i));
    // What was never loaded was never seen.
    if (!rows.every((row) => row !== undefined)) return;
    this.events?.decide(rows, action);
    this.#anchor = null;
    const next = Math.min(last + 1, this.#extent.rows - 1);
    this.#setTop(scroll.topToShow(next, this.#top, this.#extent));
    this.#selectActive(next);
  }

  #selectActive(index: number): void {
    const row = this.#cache.row(index);
    this.#selectWhenLoaded = row === undefined;
    if (row) this.events?.select(index, row);
    else this.events?.active(index);
  }

  #onClick = (index: number, isRange: boolean): void => {
    const row = this.#cache.row(index);
    if (isRange) getSelection()?.empty();
    if (!row || getSelection()?.isCollapsed === false) return;
    this.#grid.focus({ preventScroll: true });
    this.#anchor = isRange ? (this.#anchor ?? this.active) : null;
    if (isRange) {
      this.events?.select(index, row);
      return;
    }
    this.events?.select(index, row);
    this.events?.reveal(row);
  };
}
