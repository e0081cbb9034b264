// Decisions of the open corpora: asks the engine, remembers what it answered, and tells who shows it.
import * as vscode from 'vscode';
import type { FindingKind } from '../../engine/report.ts';
import type { PanelHostApi, PanelState } from '../../protocol/panelApi.ts';
import type { DropChoice, ReviewState } from '../../protocol/reviewApi.ts';
import type { Corpora } from '../corpora.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import type { PanelReview } from '../panel/api.ts';

type Shown = Pick<PanelState, 'review' | 'check'>;

export class Review implements PanelReview, vscode.Disposable {
  readonly #shown = new Map<Corpus, Shown>();
  readonly #onDidChange = new vscode.EventEmitter<Corpus>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /** Decisions of a corpus changed. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(
    corpora: Corpora,
    private readonly engine: Engine,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#subscriptions = [
      corpora.onDidInspect((corpus) => this.#read(corpus)),
      corpora.onDidRemove((corpus) => this.#shown.delete(corpus)),
    ];
  }

  of(corpus: Corpus): Shown | undefined {
    return this.#shown.get(corpus);
  }

  async decide(corpus: Corpus, p: Parameters<PanelHostApi['decide']>[0]): Promise<void> {
    this.#take(corpus, await this.engine.api.decide({ ...p, corpus: corpus.id }));
  }

  async undo(corpus: Corpus): Promise<void> {
    this.#take(corpus, await this.engine.api.undoDecision({ corpus: corpus.id }));
  }

  async write(_corpus: Corpus, _choice: DropChoice): Promise<void> {}

  async check(_corpus: Corpus, _kind: FindingKind): Promise<void> {}

  async judge(_corpus: Corpus, _p: Parameters<PanelHostApi['judge']>[0]): Promise<void> {}

  async endCheck(_corpus: Corpus): Promise<void> {}

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#onDidChange.dispose();
  }

  #read(corpus: Corpus): void {
    this.engine.api.review({ corpus: corpus.id }).then(
      (review) => this.#take(corpus, review),
      (error) => this.log.debug(String(error)),
    );
  }

  #take(corpus: Corpus, review: ReviewState): void {
    this.#shown.set(corpus, { ...this.#shown.get(corpus), review });
    this.#onDidChange.fire(corpus);
  }
}
