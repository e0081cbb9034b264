// The list of groups: as long as it may be, only what is in sight stands in the document. Focus stays on the list, and
// aria-activedescendant names the group.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { GroupSummary } from '../../protocol/reviewApi.ts';
import { sentenceOf } from '../state/controller.ts';
import type { ChosenGroup } from '../state/reviewUi.ts';
import { rowAfterKey } from '../table/keys.ts';
import { PageCache, type PageSource } from '../table/pageCache.ts';
import * as scroll from '../table/scroll.ts';
import { GROUP_COLUMNS, groupHead, groupTemplate } from './groupTemplate.ts';
import { nearestPlace } from './refind.ts';

export interface GroupEvents {
  choose(at: number, group: GroupSummary | null): void;
  sort(by: 'size' | 'line'): void;
  /** To the rows of the open group. */
  enter(): void;
  /** Drops what the keeper covers. */
  drop(group: GroupSummary): void;
  undo(): void;
  reveal(group: GroupSummary): void;
}

const MIN_HEIGHT = 150;
/** Below this a group takes two lines. */
const NARROW_PX = 480;

@customElement('ci-groups')
export class GroupList extends LitElement {
  /** Changes with every new result of the host. */
  @property({ attribute: false }) generation = 0;
  /** Changes with every decision. */
  @property({ attribute: false }) version = 0;
  /** Changes with kind, sort and view. */
  @property({ attribute: false }) question = '';
  @property({ attribute: false }) source: (() => PageSource<GroupSummary>) | null = null;
  @property({ attribute: false }) sort: 'size' | 'line' = 'size';
  @property({ attribute: false }) at: number | null = null;
  @property({ attribute: false }) chosen: ChosenGroup | null = null;
  @property({ attribute: false }) emptyText = '';
  @property({ attribute: false }) events: GroupEvents | null = null;

  readonly #cache = new PageCache<GroupSummary>(() => this.#pagesCame());
  readonly #resized = new ResizeObserver(() => this.#measure());
  #top = 0;
  #viewport = 0;
  #headHeight = 0;
  #narrow = false;
  #rowHeight = 24;
  #ownScrollTop = -1;
  /** After an inspection groups have other numbers and places. */
  #isMoved = true;
  #chooseWhenLoaded = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.source) return;
    if (changed.has('question') || changed.has('generation')) {
      if (this.hasUpdated && changed.has('question')) this.#top = 0;
      this.#isMoved = true;
      this.#cache.reset(this.source());
    } else if (changed.has('version')) this.#cache.refresh(this.source());
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
    const wasSeen = this.at !== null && scroll.isInside(this.at, this.#top, this.#extent);
    const topRow = this.#top / this.#rowHeight;
    const font = Number.parseFloat(getComputedStyle(grid).fontSize) || 13;
    this.#narrow = grid.clientWidth < NARROW_PX;
    this.#rowHeight = Math.round(font * (this.#narrow ? 3.5 : 1.85));
    this.#headHeight = grid.querySelector<HTMLElement>('.grid-head')?.offsetHeight ?? 0;
    this.#viewport = Math.max(0, grid.clientHeight - this.#headHeight);
    this.#top = topRow * this.#rowHeight;
    // The pane of an open group takes room from the list when it stands below.
    if (wasSeen) this.#top = scroll.topToShow(this.at!, this.#top, this.#extent);
    this.requestUpdate();
  }

  #pagesCame(): void {
    const { total } = this.#cache;
    if (total !== null) {
      if (this.#isMoved && !this.#cache.isStale) this.#findAgain(total);
      else this.#tellAnew();
    }
    if (this.#chooseWhenLoaded && this.at !== null) this.#choose(this.at);
    this.requestUpdate();
  }

  /** The open group by its keeper; where it is gone, the one that stands in its place. */
  #findAgain(total: number): void {
    const { chosen, at } = this;
    this.#isMoved = false;
    if (!chosen || at === null) return;
    const here = nearestPlace(
      at,
      (i) => this.#cache.row(i),
      (g) => g.keeper.hash === chosen.hash,
    );
    const index = here ?? Math.min(at, total - 1);
    if (index < 0) this.events?.choose(0, null);
    else {
      this.#top = scroll.topToShow(index, this.#top, this.#extent);
      this.#choose(index);
    }
  }

  /** A decision changes how many rows of the open group can go. */
  #tellAnew(): void {
    const { at, chosen } = this;
    const group = at === null ? undefined : this.#cache.row(at);
    const isOther = group?.id === chosen?.id && group?.droppable !== chosen?.droppable;
    if (group && chosen && isOther && !this.#cache.isStale) this.events?.choose(at!, group);
  }

  protected override render() {
    const extent = this.#extent;
    this.#top = scroll.clampTop(this.#top, extent);
    const { first, last } = scroll.rowWindow(this.#top, extent);
    // Before the groups are known, the open one is asked for.
    const wanted = this.#cache.total === null && this.at !== null ? this.at : first;
    this.#cache.want(wanted, Math.max(last, wanted + 1));
    const { at } = this;
    const inSight = at !== null && at >= first && at < last;
    return html`<div class="grid${this.#narrow ? ' narrow' : ''}" role="grid" tabindex="0" aria-label="Groups of repeats"
        aria-rowcount=${this.#cache.total === null ? -1 : extent.rows + 1} aria-colcount=${GROUP_COLUMNS}
        aria-activedescendant=${inSight ? `group-${at}` : nothing} aria-busy=${this.#cache.total === null}
        @scroll=${this.#onScroll} @wheel=${this.#onWheel} @keydown=${this.#onKey}>
      <div role="rowgroup" class="grid-head">${groupHead(this.sort, (by) => this.events?.sort(by))}</div>
      <div role="presentation" class="grid-body"><div role="rowgroup" class="grid-rows">
        ${Array.from({ length: last - first }, (_, i) => first + i).map((index) =>
          keyed(index, groupTemplate(this.#cache.row(index), { index, active: index === at, onClick: this.#onClick })),
        )}
      </div></div>
      <div role="presentation" class="grid-space"></div>
    </div>${this.#overlay(extent.rows)}`;
  }

  #overlay(rows: number) {
    if (this.#cache.failure !== null) {
      return html`<div class="grid-message" role="alert">Groups could not be loaded. ${sentenceOf(this.#cache.failure)}
        <button class="link" @click=${() => this.#cache.retry()}>Try again</button></div>`;
    }
    if (this.#cache.total === null) return html`<div class="grid-message">Loading groups…</div>`;
    return rows === 0 ? html`<div class="grid-message">${this.emptyText}</div>` : nothing;
  }

  protected override updated(): void {
    const grid = this.#grid;
    const extent = this.#extent;
    const part = (name: string) => grid.querySelector<HTMLElement>(name)!;
    grid.style.setProperty('--row-height', `${this.#rowHeight}px`);
    part('.grid-body').style.top = `${this.#headHeight}px`;
    part('.grid-body').style.height = `${Math.min(this.#viewport, scroll.virtualHeight(extent))}px`;
    part('.grid-space').style.height = `${Math.max(0, scroll.domHeight(extent) - this.#viewport)}px`;
    part('.grid-rows').style.transform = `translateY(${scroll.rowWindow(this.#top, extent).shift}px)`;
    // A short list takes no more room than its groups.
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
  }

  #onScroll = (): void => {
    const at = this.#grid.scrollTop;
    const echo = Math.abs(at - this.#ownScrollTop) < 1;
    this.#ownScrollTop = -1;
    if (!echo) this.#setTop(scroll.toVirtual(at, this.#extent));
  };

  /** On a shortened scroll bar one notch of the wheel would leap over groups. */
  #onWheel = (event: WheelEvent): void => {
    if (!scroll.isScaled(this.#extent) || event.ctrlKey) return;
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? this.#rowHeight : this.#viewport;
    this.#setTop(this.#top + event.deltaY * unit);
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey || event.ctrlKey) return;
    const group = this.at === null ? undefined : this.#cache.row(this.at);
    const key = event.key.toLowerCase();
    if (key === 'enter' && group) this.events?.reveal(group);
    else if (key === 'd' && group) this.#drop(group);
    else if (key === 'u') this.events?.undo();
    else if (key === 'arrowright' && this.chosen) this.events?.enter();
    else if (key === 'escape' && this.at !== null) this.events?.choose(this.at, null);
    else {
      const extent = this.#extent;
      const first = Math.ceil(this.#top / extent.rowHeight);
      const page = Math.floor(extent.viewport / extent.rowHeight) - 1;
      const next = rowAfterKey(event.key, this.at, { rows: extent.rows, first, page });
      if (next === null) return;
      this.#show(next);
    }
    event.preventDefault();
  };

  #drop(group: GroupSummary): void {
    if (group.droppable === 0 || this.#cache.isStale) return;
    this.events?.drop(group);
    const next = this.at! + 1;
    if (next < (this.#cache.total ?? 0)) this.#show(next);
  }

  #show(index: number): void {
    this.#setTop(scroll.topToShow(index, this.#top, this.#extent));
    this.#choose(index);
  }

  #choose(index: number): void {
    const group = this.#cache.row(index);
    this.#chooseWhenLoaded = group === undefined;
    this.at = index;
    if (group) this.events?.choose(index, group);
  }

  #onClick = (index: number): void => {
    this.#grid.focus({ preventScroll: true });
    this.#choose(index);
  };
}
