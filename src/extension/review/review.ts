// Decisions of the open corpora: what the engine answered about them, kept for all that show it, and what a person does next.
import * as vscode from 'vscode';
import type { FindingKind } from '../../engine/report.ts';
import type { PanelHostApi, PanelState } from '../../protocol/panelApi.ts';
import type { ReviewState } from '../../protocol/reviewApi.ts';
import type { Corpora } from '../corpora.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import { Drops } from './drops.ts';
import { EditLog } from './editLog.ts';
import { LedgerWatch } from './ledgerWatch.ts';
import { SpotChecks } from './spotChecks.ts';

type Shown = Pick<PanelState, 'review' | 'check'>;

export class Review implements vscode.Disposable {
  readonly #states = new Map<Corpus, ReviewState>();
  /** The result that a state is about. */
  readonly #generations = new WeakMap<ReviewState, number>();
  readonly #checks: SpotChecks<Corpus>;
  readonly #onDidChange = new vscode.EventEmitter<Corpus>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /** What was edited since the corpora were inspected. */
  readonly edits: EditLog;
  readonly drops: Drops;
  /** Decisions of a corpus changed, or what undo would take back. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(
    corpora: Corpora,
    private readonly engine: Engine,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#checks = new SpotChecks(engine);
    this.edits = new EditLog((uri) => corpora.holding(uri).length > 0);
    this.drops = new Drops({
      engine,
      edits: this.edits,
      took: (corpus, review) => this.#take(corpus, review),
      stateOf: (corpus) => this.#states.get(corpus),
      changed: (corpus) => this.#onDidChange.fire(corpus),
    });
    this.#subscriptions = [
      this.edits,
      new LedgerWatch(corpora, (corpus) => this.#read(corpus)),
      corpora.onDidInspect((corpus) => this.#inspected(corpus)),
      corpora.onDidRemove((corpus) => this.#forget(corpus)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.contentChanges.length === 0) return;
        for (const corpus of corpora.holding(event.document.uri)) this.drops.edited(corpus, event);
      }),
    ];
  }

  /** For the panel. */
  of(corpus: Corpus): Shown | undefined {
    const review = this.stateOf(corpus);
    return review && { review, ...this.#checks.of(corpus) };
  }

  /** Undefined until the engine has told. */
  stateOf(corpus: Corpus): ReviewState | undefined {
    const review = this.#states.get(corpus);
    return review && { ...review, undo: this.drops.label(corpus) ?? review.undo };
  }

  async decide(corpus: Corpus, p: Parameters<PanelHostApi['decide']>[0]): Promise<void> {
    const choice = { ...p.choice, decisions: false };
    if (p.action === 'drop') await this.drops.drop(corpus, choice);
    else await this.drops.decide(corpus, { ...p, choice });
  }

  undo(corpus: Corpus): Promise<void> {
    return this.drops.undo(corpus, this.#states.get(corpus)?.undo ?? null);
  }

  /** Draws samples with this finding for the person to judge; answers how many. */
  async check(corpus: Corpus, kind: FindingKind): Promise<number> {
    const drawn = await this.#checks.start(corpus, kind);
    this.#onDidChange.fire(corpus);
    return drawn;
  }

  async judge(corpus: Corpus, { row, kind, verdict }: Parameters<PanelHostApi['judge']>[0]): Promise<void> {
    const choice = { decisions: false, rows: [row] };
    await this.drops.decide(corpus, { choice, action: verdict, finding: kind });
    this.#checks.judged(corpus, row);
  }

  async endCheck(corpus: Corpus): Promise<void> {
    if (this.#checks.end(corpus)) this.#onDidChange.fire(corpus);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#onDidChange.dispose();
  }

  #inspected(corpus: Corpus): void {
    if (!corpus.report) {
      this.#forget(corpus);
      return;
    }
    this.#read(corpus);
    this.#checks.follow(corpus).then(
      (followed) => followed && this.#onDidChange.fire(corpus),
      (error) => this.log.debug(String(error)),
    );
  }

  #forget(corpus: Corpus): void {
    this.#states.delete(corpus);
    this.#checks.end(corpus);
    this.drops.forget(corpus);
  }

  #read(corpus: Corpus): void {
    this.engine.api.review({ corpus: corpus.id }).then(
      (review) => this.#take(corpus, review),
      (error) => this.log.debug(String(error)),
    );
  }

  /** What was kept leaves the findings that the editor shows. */
  #take(corpus: Corpus, review: ReviewState): void {
    const before = this.#states.get(corpus);
    const { generation } = corpus.state;
    this.#states.set(corpus, review);
    this.#generations.set(review, generation);
    // A new result comes with findings of its own; only another decision makes them old.
    const isNews = before && this.#generations.get(before) === generation && before.version !== review.version;
    if (isNews) corpus.refreshFindings().catch((error) => this.log.debug(String(error)));
    this.#onDidChange.fire(corpus);
  }
}
