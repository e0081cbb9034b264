// Ties state, host and screen: applies actions, makes the calls that follow from them, saves and redraws.
import { isCancelled } from '../../protocol/errors.ts';
import type { PanelHostApi, PanelState, PanelViewApi } from '../../protocol/panelApi.ts';
import type { BinnedColumn, Bins, DropChoice } from '../../protocol/reviewApi.ts';
import type { CallOptions, Client } from '../../protocol/rpc.ts';
import type { PageSource } from '../table/pageCache.ts';
import { INITIAL_UI, initialModel, type Model } from './model.ts';
import { filterParams, questionOf } from './query.ts';
import { type Action, reduce } from './reduce.ts';
import { ResultFetcher } from './resultFetcher.ts';
import { fromSaved, toSaved } from './saved.ts';
import { WhatIfCaller } from './whatIfCaller.ts';

const SAVE_AFTER_MS = 200;
const DETAIL_AFTER_MS = 60;
const SEARCH_AFTER_MS = 250;
/** The host refuses longer ones. */
const MAX_SEARCH = 1000;

/** So many that the edges are round. */
const BINS: Readonly<Record<BinnedColumn, number>> = { words: 24, novelty: 20, percentile: 20 };

/** What was typed last does not come any more. */
function setsText(action: Action): boolean {
  if (action.type === 'filter') return action.change.text !== undefined;
  return action.type === 'clear-filter' || action.type === 'rows-within';
}

export interface ControllerOptions {
  readonly host: Client<PanelHostApi>;
  readonly saved: unknown;
  save(state: unknown): void;
  draw(model: Model): void;
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'The extension did not answer.';
}

export class Controller implements PanelViewApi {
  model: Model;
  #drawing = false;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #searching: ReturnType<typeof setTimeout> | undefined;
  #asking: { timer: ReturnType<typeof setTimeout>; control: AbortController } | undefined;

  readonly whatIf: WhatIfCaller;
  readonly #results: ResultFetcher;
  /** Decisions wait for each other: their order is what undo takes back. */
  #deciding: Promise<void> = Promise.resolve();

  constructor(readonly options: ControllerOptions) {
    this.model = initialModel(fromSaved(options.saved));
    this.#results = new ResultFetcher(options.host, (action) => this.dispatch(action), sentenceOf);
    this.whatIf = new WhatIfCaller(options.host, (state) => this.dispatch({ type: 'what-if', state }), sentenceOf);
  }

  async start(): Promise<void> {
    this.#draw();
    try {
      const { ui, ...host } = await this.options.host.ready({});
      // What the page kept itself is as new as the host's, or newer.
      if (ui !== undefined && this.model.ui === INITIAL_UI) this.dispatch({ type: 'restore', ui: fromSaved(ui) });
      await this.update(host);
    } catch (error) {
      this.dispatch({ type: 'notice', message: sentenceOf(error) });
    }
  }

  async update(host: PanelState): Promise<void> {
    this.dispatch({ type: 'snapshot', host });
  }

  readonly dispatch = (action: Action): void => {
    const before = this.model;
    if (setsText(action)) clearTimeout(this.#searching);
    this.model = reduce(before, action);
    if (this.model === before) return;
    const { ui, host } = this.model;
    const told = before.host;
    const renewed = host?.generation !== told?.generation || host?.review?.version !== told?.review?.version;
    if (ui.selected === null) this.#dropQuestion();
    else if (ui.selected.row !== before.ui.selected?.row || renewed) this.#askDetail(ui.selected.row);
    if (ui !== before.ui) this.#saveSoon();
    this.#draw();
    // Last: what it tells is an action of its own.
    if (ui !== before.ui || host !== before.host) this.whatIf.follow(this.model);
    if (host !== before.host) this.#results.follow(this.model);
  };

  /** The search box: asks once typing pauses; the table aborts what the last question still had running. */
  readonly search = (typed: string): void => {
    const text = typed.slice(0, MAX_SEARCH);
    this.dispatch({ type: 'typed', text });
    clearTimeout(this.#searching);
    this.#searching = setTimeout(() => this.dispatch({ type: 'filter', change: { text } }), text ? SEARCH_AFTER_MS : 0);
  };

  /** Pages for the question that stands now. */
  pageSource(): PageSource {
    const question = questionOf(this.model.ui);
    return (range, signal) => this.options.host.page({ ...range, ...question }, { signal });
  }

  /** Counts for a histogram of a column, under the other filters that stand now. */
  bins(column: BinnedColumn, signal: AbortSignal): Promise<Bins> {
    const { [column]: _own, ...filter } = filterParams(this.model.ui.filter);
    return this.options.host.bins({ column, filter, count: BINS[column] }, { signal });
  }

  /** Calls a command of the host; a failure becomes a sentence in the panel. */
  call<K extends Exclude<keyof PanelHostApi, 'ready' | 'remember' | 'page' | 'detail' | 'repeats'>>(
    method: K,
    p: Parameters<PanelHostApi[K]>[0],
  ): void {
    if (method === 'inspect') this.dispatch({ type: 'said', words: null });
    const run = this.options.host[method] as (p: unknown, options?: CallOptions) => Promise<void>;
    run(p).catch((error: unknown) => {
      if (!isCancelled(error)) this.dispatch({ type: 'notice', message: sentenceOf(error) });
    });
  }

  /** Decides about the samples of a choice; `words` say so once it is done. */
  decide(choice: DropChoice, action: 'drop' | 'keep', words: string): void {
    const generation = this.model.host?.generation;
    this.#then(words, () =>
      this.options.host.decide({ choice, action, ...(generation === undefined ? {} : { generation }) }),
    );
  }

  /** Takes the last decision back. */
  undo(): void {
    const what = this.model.host?.review?.undo;
    this.#then(what ? `Undone: ${what}.` : 'Undone.', () => this.options.host.undo({}));
  }

  #then(words: string, run: () => Promise<void>): void {
    this.#deciding = this.#deciding.then(async () => {
      try {
        await run();
        this.dispatch({ type: 'said', words });
      } catch (error) {
        if (!isCancelled(error)) this.dispatch({ type: 'notice', message: sentenceOf(error) });
      }
    });
  }

  #dropQuestion(): void {
    if (!this.#asking) return;
    clearTimeout(this.#asking.timer);
    this.#asking.control.abort();
    this.#asking = undefined;
  }

  #askDetail(row: number): void {
    this.#dropQuestion();
    const control = new AbortController();
    const ask = async () => {
      try {
        const detail = await this.options.host.detail({ row }, { signal: control.signal });
        if (!control.signal.aborted) this.dispatch({ type: 'detail', row, detail });
      } catch (error) {
        if (!control.signal.aborted) this.dispatch({ type: 'detail-failed', row, message: sentenceOf(error) });
      }
    };
    this.#asking = { timer: setTimeout(() => void ask(), DETAIL_AFTER_MS), control };
  }

  #saveSoon(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.saveNow(), SAVE_AFTER_MS);
  }

  /** Before the page goes away. */
  saveNow(): void {
    clearTimeout(this.#saving);
    const ui = toSaved(this.model.ui);
    this.options.save(ui);
    // Only a convenience: when it fails, the panel comes back as it is at first.
    this.options.host.remember({ ui }).catch(() => {});
  }

  /** Once per task, however many actions came. */
  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.options.draw(this.model);
    });
  }
}
