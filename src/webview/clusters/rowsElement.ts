// The rows of one group: those that stay first; the row in focus opens word by word against the row that covers it.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RowSummary } from '../../protocol/hostApi.ts';
import type { GroupRef, GroupRow } from '../../protocol/reviewApi.ts';
import type { FetchDetail } from '../diff/compareElement.ts';
import '../diff/compareElement.ts';
import { baseName, formatInteger } from '../format.ts';
import { sentenceOf } from '../state/controller.ts';
import { rowAfterKey } from '../table/keys.ts';
import { nearestPlace } from './refind.ts';

const PAGE = 50;

export interface GroupRowEvents {
  load(
    p: { group: GroupRef; offset: number; limit: number },
    signal: AbortSignal,
  ): Promise<{ total: number; rows: readonly GroupRow[] }>;
  detail: FetchDetail;
  decide(row: RowSummary, action: 'drop' | 'keep'): void;
  undo(): void;
  reveal(row: RowSummary): void;
  /** Back to the list of groups. */
  leave(): void;
}

@customElement('ci-group-rows')
export class GroupRows extends LitElement {
  @property({ attribute: false }) group: GroupRef | null = null;
  /** Changes with the group, with every new result and with every decision. */
  @property({ attribute: false }) question = '';
  @property({ attribute: false }) paths: readonly string[] = [];
  @property({ attribute: false }) events: GroupRowEvents | null = null;
  @state() private rows: readonly GroupRow[] = [];
  @state() private total: number | null = null;
  @state() private active = 0;
  @state() private failure: string | null = null;
  private control: AbortController | null = null;
  /** Of the group that the rows are of. */
  private shown = '';
  private focusLater = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.control?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('question')) return;
    const shown = JSON.stringify(this.group);
    const same = shown === this.shown;
    this.shown = shown;
    if (!same) {
      this.rows = [];
      this.total = null;
      this.active = 0;
    }
    void this.#load(0, same ? Math.max(PAGE, this.rows.length) : PAGE);
  }

  async #load(offset: number, limit: number): Promise<void> {
    this.control?.abort();
    const control = new AbortController();
    this.control = control;
    this.failure = null;
    if (!this.group || !this.events) return;
    try {
      const page = await this.events.load({ group: this.group, offset, limit: Math.min(limit, 200) }, control.signal);
      if (control.signal.aborted) return;
      const hash = this.rows[this.active]?.summary.hash;
      this.rows = [...this.rows.slice(0, offset), ...page.rows];
      this.total = page.total;
      const here = nearestPlace(
        this.active,
        (i) => this.rows[i],
        (row) => row.summary.hash === hash,
      );
      this.active = here ?? Math.min(this.active, Math.max(0, this.rows.length - 1));
    } catch (error) {
      if (!control.signal.aborted) this.failure = sentenceOf(error);
    }
  }

  protected override render() {
    if (this.failure) {
      return html`<p class="note" role="alert">The rows of this group could not be loaded. ${this.failure}
        <button class="link" @click=${() => void this.#load(0, PAGE)}>Try again</button></p>`;
    }
    if (this.total === null) return html`<p class="muted note">Loading…</p>`;
    const more = this.total - this.rows.length;
    return html`<div class="group-rows" role="grid" aria-label="Rows of the group" aria-rowcount=${this.total}
      @keydown=${this.#onKey}>${this.rows.map((row, i) => this.#row(row, i))}</div>
      ${
        more > 0
          ? html`<button class="link note" @click=${() => void this.#load(this.rows.length, PAGE)}>Show more (${formatInteger(more)})</button>`
          : nothing
      }`;
  }

  #row({ summary, isKept, jaccard, partner }: GroupRow, i: number): TemplateResult {
    const isOpen = i === this.active;
    const { decision, line } = summary;
    const path = this.paths[summary.file] ?? '';
    const verdict = decision ?? (isKept ? 'stays' : 'covered');
    const act = (action: 'drop' | 'keep') => (event: Event) => {
      event.stopPropagation();
      this.#decide(i, action);
    };
    return html`<div role="row" aria-rowindex=${i + 1} class="group-member ${verdict}${isOpen ? ' open' : ''}" tabindex=${isOpen ? 0 : -1}
      @click=${() => this.#move(i)}>
      <div role="gridcell" class="member-head">
        <span class="member-line tabular">${this.paths.length > 1 ? html`<span title=${path}>${baseName(path)}:</span>` : 'Line '}${formatInteger(line)}</span>
        <span class="badge badge-${verdict}">${verdict}</span>
        ${isKept && i === 0 ? nothing : html`<span class="muted tabular member-jaccard" title=${isKept ? 'To the row of the group that is nearest' : 'To the row that covers it'}>Jaccard ${jaccard.toFixed(2)}</span>`}
        <span class="member-buttons">
          <button class="chip" tabindex=${isOpen ? 0 : -1} title="Keep (K)" @click=${act('keep')}>Keep<span class="sr-only"> line ${line}</span></button>
          <button class="chip" tabindex=${isOpen ? 0 : -1} title="Drop (D)" @click=${act('drop')}>Drop<span class="sr-only"> line ${line}</span></button>
        </span>
      </div>
      <div role="gridcell" class="member-body">${
        isOpen && i > 0 && partner !== summary.row
          ? html`<ci-compare .row=${summary.row} .other=${isKept ? this.rows[0]!.summary.row : partner}
              .otherKey=${`${this.question} ${isKept ? 'keeper' : partner}`} .fetch=${this.events?.detail ?? null}></ci-compare>`
          : html`<p class="quote member-text" dir="auto">${summary.start}</p>`
      }</div>
    </div>`;
  }

  protected override updated(): void {
    if (!this.focusLater) return;
    this.focusLater = false;
    this.querySelectorAll<HTMLElement>('.group-member')[this.active]?.focus();
  }

  #move(i: number): void {
    if (i === this.active) return;
    this.active = i;
    this.focusLater = true;
  }

  #decide(i: number, action: 'drop' | 'keep'): void {
    const row = this.rows[i]?.summary;
    if (!row) return;
    this.events?.decide(row, action);
    this.active = Math.min(i + 1, this.rows.length - 1);
    this.focusLater = true;
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const onRow = event.target instanceof HTMLElement && event.target.classList.contains('group-member');
    const key = event.key.toLowerCase();
    const row = this.rows[this.active]?.summary;
    if (key === 'k' || key === 'd') this.#decide(this.active, key === 'k' ? 'keep' : 'drop');
    else if (key === 'u') this.events?.undo();
    else if (key === 'escape' || (key === 'arrowleft' && onRow)) this.events?.leave();
    else if (key === 'enter' && onRow && row) this.events?.reveal(row);
    else {
      const next = onRow ? rowAfterKey(event.key, this.active, { rows: this.rows.length, first: 0, page: 8 }) : null;
      if (next === null) return;
      this.#move(next);
    }
    event.preventDefault();
  };
}
