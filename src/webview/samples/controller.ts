// Ties the page of the sample editor to the host: what keys and buttons do, the search, and what comes from the host by itself.
import { isCancelled } from '../../protocol/errors.ts';
import type { Client } from '../../protocol/rpc.ts';
import type { RowIndex } from '../../protocol/samplesApi.ts';
import type { SamplesCommand, SamplesHostApi, SamplesState, SamplesViewApi } from '../../protocol/samplesPanelApi.ts';
import { formatInteger } from '../format.ts';
import { type FindState, INITIAL, type Model, NO_FIND, type Saved, savedFrom } from './model.ts';
import { RowStore } from './rowStore.ts';

const FIND_AFTER_MS = 250;
const SAVE_AFTER_MS = 200;
/** What one more look at a long row shows, characters. */
const MORE_CHARS = 200_000;

export interface ControllerParts {
  readonly host: Client<SamplesHostApi>;
  readonly saved: unknown;
  save(saved: Saved): void;
  draw(model: Model): void;
}

/** What the page does besides drawing. */
export interface Screen {
  showRow(row: number, mark?: boolean): void;
  focusList(): void;
  focusFind(): void;
  focusLine(): void;
  rowsChanged(): void;
}

export class SamplesController implements SamplesViewApi {
  model: Model;
  readonly store: RowStore;
  readonly startTop: Saved['top'];
  screen: Screen | null = null;
  #top: Saved['top'];
  #pending: number | null = null;
  #searching: AbortController | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #drawing = false;

  constructor(private readonly parts: ControllerParts) {
    const saved = savedFrom(parts.saved);
    this.startTop = saved.top;
    this.#top = saved.top;
    this.model = { ...INITIAL, selected: saved.selected, find: { ...NO_FIND, ...saved.find } };
    this.store = new RowStore(parts.host, () => this.screen?.rowsChanged());
  }

  async start(): Promise<void> {
    this.#draw();
    try {
      const { state, index, line } = await this.parts.host.ready({});
      this.#set({ index });
      await this.update(state);
      if (line !== undefined) await this.goTo({ line });
    } catch (error) {
      this.#fail(error);
    }
  }

  // ── From the host ──

  async index(index: RowIndex): Promise<void> {
    this.#set({ index });
    if (this.#pending !== null && (this.#pending < index.rows || index.done)) this.select(this.#pending);
  }

  async update(state: SamplesState): Promise<void> {
    const before = this.model.state;
    this.#set({ state });
    if (before && before.opened !== state.opened) this.store.reset();
    const has = state.inspected !== 'no';
    if (before?.notes !== state.notes || before.opened !== state.opened) this.store.renewNotes(has);
    this.screen?.rowsChanged();
  }

  async goTo({ line }: { line: number }): Promise<void> {
    this.select(line - 1);
    this.screen?.focusList();
  }

  async run({ command }: { command: SamplesCommand }): Promise<void> {
    const run: Record<SamplesCommand, () => void> = {
      find: () => this.openFind(),
      findNext: () => this.findNext(false),
      findPrevious: () => this.findNext(true),
      goToLine: () => this.screen?.focusLine(),
      nextFinding: () => void this.nextFinding(false),
      previousFinding: () => void this.nextFinding(true),
    };
    run[command]();
  }

  // ── Moving ──

  /** Shows a row and makes it the one that keys are about; one that the index does not know yet, as soon as it does. */
  select(row: number, mark = false): void {
    const { index } = this.model;
    if (!index || index.rows === 0) return;
    const isKnown = row < index.rows || index.done;
    this.#pending = isKnown ? null : row;
    if (!isKnown) {
      this.#tell(`Line ${formatInteger(row + 1)} shows as soon as the index has come so far.`);
      return;
    }
    const there = Math.max(0, Math.min(row, index.rows - 1));
    this.#set({ selected: there, notice: '' });
    this.screen?.showRow(there, mark);
    this.#saveSoon();
  }

  /** As `select`, where the row is in sight already. */
  choose(row: number): void {
    this.#pending = null;
    if (row !== this.model.selected) this.#set({ selected: row, notice: '' });
    this.#saveSoon();
  }

  /** The person scrolled. */
  scrolled(top: Saved['top']): void {
    this.#top = top;
    this.#saveSoon();
  }

  async nextFinding(backwards: boolean): Promise<void> {
    if (this.model.state?.inspected === 'no') return this.#tell('Nothing is flagged before the file is inspected.');
    try {
      const line = await this.parts.host.nextFinding({ line: this.#here + 1, backwards });
      if (line === null) return this.#tell('No open findings in this file.');
      this.select(line - 1);
      this.screen?.focusList();
    } catch (error) {
      this.#fail(error);
    }
  }

  // ── Rows ──

  toggle(row: number): void {
    const expanded = new Set(this.model.expanded);
    if (!expanded.delete(row)) expanded.add(row);
    this.#set({ expanded });
    this.screen?.rowsChanged();
    // A button in the row may be gone now, and the focus with it.
    this.screen?.focusList();
  }

  readMore(row: number): void {
    this.store.more(row, MORE_CHARS).catch((error) => this.#fail(error));
    if (!this.model.expanded.has(row)) this.toggle(row);
    this.screen?.focusList();
  }

  copy(row = this.model.selected): void {
    if (row === null) return;
    this.#call(this.parts.host.copyRow({ row }), `Line ${formatInteger(row + 1)} copied.`);
  }

  reveal(row = this.model.selected): void {
    if (row !== null && this.model.state?.small) this.#call(this.parts.host.reveal({ line: row + 1 }));
  }

  decide(action: 'drop' | 'keep', row = this.model.selected): void {
    if (row === null) return;
    if (this.model.state?.inspected === 'no') {
      this.#tell('Inspect the file first: decisions are about its samples.');
      return;
    }
    const what = action === 'drop' ? 'dropped' : 'kept';
    this.#call(this.parts.host.decide({ line: row + 1, action }), `Line ${formatInteger(row + 1)} ${what}.`);
  }

  undo(): void {
    const { undo } = this.model.state ?? {};
    if (undo) this.#call(this.parts.host.undo({}), `Undone: ${undo}.`);
    else this.#tell('There is nothing to undo.');
  }

  inspect(): void {
    this.#call(this.parts.host.inspect({}));
  }

  // ── Search ──

  openFind(): void {
    this.#setFind({ open: true });
    this.screen?.focusFind();
  }

  closeFind(): void {
    this.cancelFind();
    this.#setFind({ open: false, message: '', found: null });
    this.screen?.focusList();
  }

  cancelFind(): void {
    clearTimeout(this.#typing);
    this.#searching?.abort();
  }

  /** While the person types: from the row that is chosen on, that one included. */
  typed(change: Partial<Pick<FindState, 'text' | 'regex' | 'matchCase'>>): void {
    this.cancelFind();
    this.#setFind({ ...change, found: null, message: '' });
    this.#saveSoon();
    this.#typing = setTimeout(() => void this.#search(this.#here - 1, false), FIND_AFTER_MS);
  }

  findNext(backwards: boolean): void {
    if (!this.model.find.open || this.model.find.text === '') {
      this.openFind();
      return;
    }
    this.cancelFind();
    const isOnIt = this.model.find.found !== null;
    const from = isOnIt || this.model.selected !== null ? this.#here : this.#here - 1;
    void this.#search(from, backwards);
  }

  get #here(): number {
    return this.model.selected ?? this.#top.row;
  }

  async #search(from: number, backwards: boolean): Promise<void> {
    const { text, regex, matchCase } = this.model.find;
    if (text === '') return;
    const control = new AbortController();
    this.#searching = control;
    this.#setFind({ at: Math.max(0, from), message: '' });
    const ask = (row: number) =>
      this.parts.host.find(
        { from: row, backwards, text, regex, matchCase },
        {
          signal: control.signal,
          onProgress: (p) => this.#searching === control && this.#setFind({ at: (p as { row: number }).row }),
        },
      );
    try {
      let found = await ask(from);
      const wrapped = found === null;
      // At the end the search goes on from the other one, once.
      found ??= await ask(backwards ? (this.model.index?.rows ?? 0) : -1);
      if (this.#searching !== control) return;
      const message =
        found === null
          ? 'No results'
          : wrapped
            ? `Line ${formatInteger(found.line)}, from the ${backwards ? 'end' : 'start'} again`
            : `Line ${formatInteger(found.line)}`;
      this.#setFind({ at: null, found, message });
      if (found) {
        const { row } = found;
        this.#set({ expanded: new Set([...this.model.expanded, row]) });
        this.select(row, true);
      }
    } catch (error) {
      if (this.#searching !== control) return;
      this.#setFind({ at: null, message: isCancelled(error) ? 'Stopped' : sentenceOf(error) });
    }
  }

  // ── Drawing ──

  saveNow(): void {
    clearTimeout(this.#saving);
    const { open, text, regex, matchCase } = this.model.find;
    this.parts.save({ top: this.#top, selected: this.model.selected, find: { open, text, regex, matchCase } });
  }

  #call(call: Promise<unknown>, done = ''): void {
    call.then(
      () => done && this.#tell(done),
      (error) => this.#fail(error),
    );
  }

  #tell(notice: string): void {
    this.#set({ notice });
  }

  #fail(error: unknown): void {
    if (!isCancelled(error)) this.#tell(sentenceOf(error));
  }

  #setFind(change: Partial<FindState>): void {
    this.#set({ find: { ...this.model.find, ...change } });
  }

  #set(change: Partial<Model>): void {
    this.model = { ...this.model, ...change };
    this.#draw();
  }

  #saveSoon(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.saveNow(), SAVE_AFTER_MS);
  }

  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.parts.draw(this.model);
    });
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'The extension did not answer.';
}
