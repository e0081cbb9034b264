// What was asked for between corpora, by corpus: what runs, what the last results are, and whether they are out of date.
import * as vscode from 'vscode';
import type { ViewName } from '../../engine/sample.ts';
import type { BetweenProgress } from '../../protocol/betweenApi.ts';
import type { BetweenJob, BetweenKind, BetweenResults, BetweenState } from '../../protocol/betweenPanelApi.ts';
import { CallError, isCancelled } from '../../protocol/errors.ts';
import type { Corpora } from '../corpora.ts';
import type { Corpus } from '../corpus.ts';
import { FileChanges } from './fileChanges.ts';

export interface JobHooks {
  readonly signal: AbortSignal;
  onProgress(progress: BetweenProgress): void;
}

/** Of a comparison: another field of convergence (null for none), another view. */
export interface JobChange {
  readonly by?: string | null;
  readonly view?: ViewName;
}

/** What is to be done. */
export interface JobOrder<K extends BetweenKind> {
  readonly kind: K;
  /** What it is about, in a few words. */
  readonly title: string;
  run(hooks: JobHooks): Promise<BetweenResults[K]>;
  /** Does the same anew, or with what is changed. */
  again(change: JobChange): Promise<void>;
  /** Files whose change puts the result out of date. */
  readonly files: readonly vscode.Uri[];
  /** Where a sample of the result can be shown, by the name that the result gives its file. */
  place?(file: string): vscode.Uri | undefined;
}

interface Done {
  readonly number: number;
  readonly order: JobOrder<BetweenKind>;
  readonly value: BetweenResults[BetweenKind];
  readonly changes: FileChanges;
  stale?: string;
}

interface Entry {
  job: Omit<BetweenJob, 'result'>;
  order: JobOrder<BetweenKind>;
  control?: AbortController | undefined;
  done?: Done | undefined;
}

export class BetweenJobs implements vscode.Disposable {
  readonly #entries = new Map<Corpus, Map<BetweenKind, Entry>>();
  readonly #asked = new Map<Corpus, number>();
  readonly #onDidChange = new vscode.EventEmitter<Corpus>();
  readonly #subscription: vscode.Disposable;
  #next = 1;

  readonly onDidChange = this.#onDidChange.event;

  constructor(corpora: Pick<Corpora, 'onDidRemove'>) {
    this.#subscription = corpora.onDidRemove((corpus) => this.#forget(corpus));
  }

  /** What the panel shows; empty where nothing was asked for. */
  shownOf(corpus: Corpus): { readonly between?: BetweenState } {
    const entries = this.#entries.get(corpus);
    if (!entries) return {};
    const jobs = Object.fromEntries([...entries].map(([kind, { job, done }]) => [kind, { ...job, ...shown(done) }]));
    return { between: { jobs, asked: this.#asked.get(corpus) ?? 0 } };
  }

  /** The result of a number; throws 'not-found' where there is a newer one. */
  result(corpus: Corpus, kind: BetweenKind, number: number): BetweenResults[BetweenKind] {
    const done = this.#entries.get(corpus)?.get(kind)?.done;
    if (done?.number === number) return done.value;
    throw new CallError('not-found', vscode.l10n.t('There is a newer result.'));
  }

  /** The last result, with what it was made from. */
  last<K extends BetweenKind>(
    corpus: Corpus,
    kind: K,
  ): { readonly value: BetweenResults[K]; readonly order: JobOrder<K> } | undefined {
    const done = this.#entries.get(corpus)?.get(kind)?.done;
    return done && { value: done.value as BetweenResults[K], order: done.order as unknown as JobOrder<K> };
  }

  /** The panel of this corpus turns to what comes next. */
  turnTo(corpus: Corpus): void {
    // After a reload of the window the page may still know a count: a moment is never the same.
    this.#asked.set(corpus, Date.now());
  }

  /**
   * Does it in place of one of its kind that still runs. Resolves with undefined where it was cancelled; rejects as the
   * engine does, which the state tells, too.
   */
  async run<K extends BetweenKind>(corpus: Corpus, order: JobOrder<K>): Promise<BetweenResults[K] | undefined> {
    const entries = this.#entries.get(corpus) ?? new Map<BetweenKind, Entry>();
    this.#entries.set(corpus, entries);
    const older = entries.get(order.kind);
    older?.control?.abort();
    const control = new AbortController();
    const entry: Entry = {
      job: { phase: 'running', title: order.title },
      order: order as unknown as JobOrder<BetweenKind>,
      control,
      done: older?.done,
    };
    // The last one that was asked for comes last.
    entries.delete(order.kind);
    entries.set(order.kind, entry);
    const isCurrent = () => this.#entries.get(corpus)?.get(order.kind) === entry;
    const set = (job: Entry['job']) => {
      if (!isCurrent()) return;
      entry.job = job;
      this.#onDidChange.fire(corpus);
    };
    this.#onDidChange.fire(corpus);
    // From now on: what changes while it runs may be in the result or not.
    const changes = new FileChanges(order.files);
    const onProgress = (progress: BetweenProgress) => {
      if (entry.control) set({ phase: 'running', title: order.title, progress });
    };
    try {
      const value = await order.run({ signal: control.signal, onProgress });
      entry.control = undefined;
      if (!isCurrent()) throw new CallError('cancelled', vscode.l10n.t('Cancelled.'));
      this.#keep(corpus, entry, { number: this.#next++, order: entry.order, value, changes });
      set({ phase: 'done', title: order.title });
      return value;
    } catch (error) {
      entry.control = undefined;
      changes.dispose();
      if (isCancelled(error)) {
        set({ phase: 'cancelled', title: order.title });
        return undefined;
      }
      set({ phase: 'failed', title: order.title, message: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  cancel(corpus: Corpus, kind: BetweenKind): void {
    this.#entries.get(corpus)?.get(kind)?.control?.abort();
  }

  /** Does the last one of a kind anew. */
  async again(corpus: Corpus, kind: BetweenKind, change: JobChange): Promise<void> {
    await this.#entries.get(corpus)?.get(kind)?.order.again(change);
  }

  dispose(): void {
    for (const corpus of [...this.#entries.keys()]) this.#forget(corpus);
    this.#subscription.dispose();
    this.#onDidChange.dispose();
  }

  #keep(corpus: Corpus, entry: Entry, done: Done): void {
    entry.done?.changes.dispose();
    entry.done = done;
    done.changes.onDidChange((name) => {
      done.stale = vscode.l10n.t('{0} changed since.', name);
      this.#onDidChange.fire(corpus);
    });
  }

  #forget(corpus: Corpus): void {
    for (const entry of this.#entries.get(corpus)?.values() ?? []) {
      entry.control?.abort();
      entry.done?.changes.dispose();
    }
    this.#entries.delete(corpus);
    this.#asked.delete(corpus);
  }
}

function shown(done: Done | undefined): Pick<BetweenJob, 'result'> {
  if (!done) return {};
  const { number, order, stale } = done;
  return { result: { number, title: order.title, ...(stale === undefined ? {} : { stale }) } };
}
