// Dropping and undoing: an edit where the file is open, a line of the ledger elsewhere, and the order of both.
import * as vscode from 'vscode';
import { CallError } from '../../protocol/errors.ts';
import type { DropChoice, ReviewApi, ReviewState } from '../../protocol/reviewApi.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import { openDocument } from '../inspection.ts';
import { basename } from '../titles.ts';
import { applyCuts, type DocumentCut, type MadeCut, putBack } from './dropEdit.ts';
import type { EditLog } from './editLog.ts';
import { History } from './history.ts';
import { isOpen, ofOneResult, samplesOf, targetsOf } from './targets.ts';

const MESSAGE_MS = 8000;

export type Decision = Omit<Parameters<ReviewApi['decide']>[0], 'corpus'>;

export interface DropHost {
  readonly engine: Pick<Engine, 'api'>;
  readonly edits: Pick<EditLog, 'follow'>;
  /** What the engine answered to a decision or to undoing one. */
  took(corpus: Corpus, review: ReviewState): void;
  /** As it was told last; undefined before. */
  stateOf(corpus: Corpus): ReviewState | undefined;
  /** What undo would take back changed. */
  changed(corpus: Corpus): void;
}

export class Drops {
  readonly #history = new History<Corpus>();

  constructor(private readonly host: DropHost) {}

  /** What undo would take back in this session; undefined for nothing. */
  label(corpus: Corpus): string | undefined {
    return this.#history.last(corpus)?.label;
  }

  /** Where something was decided last. */
  get latest(): Corpus | undefined {
    return this.#history.latest;
  }

  /** Drops every sample of the choice as one step. */
  async drop(corpus: Corpus, choice: DropChoice): Promise<void> {
    if (!isOpen(corpus)) return this.decide(corpus, { choice, action: 'drop' });
    const { cuts, rows, gone } = await targetsOf(this.host, corpus, choice);
    if (cuts.length === 0 && rows.length === 0) {
      tell(gone > 0 ? vscode.l10n.t('These samples are gone already.') : vscode.l10n.t('There is nothing to drop.'));
      return;
    }
    const choosing: Decision = { choice: { decisions: false, rows }, action: 'drop' };
    const isNew = rows.length > 0 && (await this.#ask(corpus, choosing)) !== undefined;
    if (isNew || cuts.length > 0) await this.#cutAlong(corpus, cuts, isNew, isNew ? rows.length : 0);
    else tell(vscode.l10n.t('These samples are gone already.'));
  }

  /** Cuts what belongs to a decision that was just written; without the cut it does not hold either. */
  async #cutAlong(corpus: Corpus, cuts: readonly DocumentCut[], decided: boolean, more = 0): Promise<void> {
    try {
      await this.cut(corpus, cuts, { more, decided });
    } catch (error) {
      if (decided) this.host.took(corpus, await this.host.engine.api.undoDecision({ corpus: corpus.id }));
      throw error;
    }
  }

  /** Writes a decision into the ledger. */
  async decide(corpus: Corpus, decision: Decision): Promise<void> {
    const review = await this.#ask(corpus, decision);
    if (!review) {
      tell(vscode.l10n.t('That was decided already.'));
      return;
    }
    const { undo } = review;
    this.#history.push(corpus, { label: undo ?? vscode.l10n.t('Decision'), cuts: [], decided: true });
    this.host.changed(corpus);
    if (undo && decision.action !== 'yes' && decision.action !== 'no') tell(vscode.l10n.t('Done: {0}', undo));
  }

  /** Removes samples from open documents as one edit. `more`: samples that went into the ledger along with them. */
  async cut(
    corpus: Corpus,
    cuts: readonly DocumentCut[],
    { more = 0, decided = false }: { more?: number; decided?: boolean } = {},
  ): Promise<void> {
    const made = cuts.length > 0 ? await applyCuts(cuts) : [];
    const samples = cuts.reduce((n, cut) => n + cut.samples, more);
    this.note(corpus, made, samples, decided);
  }

  /** Remembers an edit that was made, for undo. */
  note(corpus: Corpus, cuts: readonly MadeCut[], samples: number, decided = false): void {
    const n = samples.toLocaleString('en-US');
    const label = samples === 1 ? vscode.l10n.t('Drop 1 sample') : vscode.l10n.t('Drop {0} samples', n);
    this.#history.push(corpus, { label, cuts, decided });
    tell(samples === 1 ? vscode.l10n.t('1 sample dropped.') : vscode.l10n.t('{0} samples dropped.', n));
    this.#followEdit(corpus);
    this.host.changed(corpus);
  }

  /** Takes back the last step. Rejects with 'bad-option', in a sentence, where only the editor's own undo can. */
  async undo(corpus: Corpus, fallback: string | null): Promise<void> {
    const step = this.#history.last(corpus);
    const label = step?.label ?? fallback;
    if (!label) {
      tell(vscode.l10n.t('There is nothing to undo.'));
      return;
    }
    if (step?.cuts.length) await this.#putBack(step.cuts);
    if (!step || step.decided) this.host.took(corpus, await this.host.engine.api.undoDecision({ corpus: corpus.id }));
    this.#history.undone(corpus, (id) => openDocument(vscode.Uri.parse(id, true))?.version);
    if (step?.cuts.length) this.#followEdit(corpus);
    tell(vscode.l10n.t('Undone: {0}', label));
    this.host.changed(corpus);
  }

  /** Removes from the open documents what was dropped by hand, and forgets these decisions: one step. */
  async apply(corpus: Corpus): Promise<void> {
    const choice: DropChoice = { decisions: true };
    const { cuts } = await targetsOf(this.host, corpus, choice);
    const samples = await samplesOf(this.host, corpus, choice);
    const rows = samples.filter(({ file }) => openDocument(corpus.targets[file] as vscode.Uri)).map(({ row }) => row);
    if (cuts.length === 0 || rows.length === 0) {
      tell(vscode.l10n.t('No sample that was dropped by hand stands in an open document.'));
      return;
    }
    // The ledger first: its rows are those of the text before the edit.
    const isNew = (await this.#ask(corpus, { choice: { decisions: false, rows }, action: 'clear' })) !== undefined;
    await this.#cutAlong(corpus, cuts, isNew);
  }

  /** A document of the corpus changed: the editor's own undo takes a step back, too. */
  edited(corpus: Corpus, { document, reason }: vscode.TextDocumentChangeEvent): void {
    const isUndo = reason === vscode.TextDocumentChangeReason.Undo;
    const change = { uri: document.uri, version: document.version, isUndo };
    if (this.#history.changed(corpus, change)) this.host.changed(corpus);
  }

  forget(corpus: Corpus): void {
    this.#history.forget(corpus);
  }

  /** Undefined where the decision changed nothing: undo would take back another one in its place. */
  async #ask(corpus: Corpus, decision: Decision): Promise<ReviewState | undefined> {
    const { api } = this.host.engine;
    const before = this.host.stateOf(corpus)?.version;
    const review = await ofOneResult(
      corpus,
      corpus.result,
      () => api.decide({ ...decision, corpus: corpus.id }),
      async () => this.host.took(corpus, await api.undoDecision({ corpus: corpus.id })),
    );
    this.host.took(corpus, review);
    return review.version === before ? undefined : review;
  }

  async #putBack(cuts: readonly MadeCut[]): Promise<void> {
    const now = cuts.map((cut) => ({ cut, document: openDocument(cut.uri) }));
    const present = now.flatMap(({ cut, document }) => (document?.version === cut.version ? [{ cut, document }] : []));
    const lost = now.find(({ cut, document }) => document?.version !== cut.version);
    if (lost) throw onlyInEditor(lost.cut.uri, lost.document !== undefined);
    if (!(await putBack(present))) throw onlyInEditor((cuts[0] as MadeCut).uri, true);
  }

  /** A corpus of one whole document is followed by itself. */
  #followEdit(corpus: Corpus): void {
    if (corpus.targets.length > 1 || corpus.lines) corpus.schedule(0);
  }
}

function onlyInEditor(uri: vscode.Uri, isOpen: boolean): CallError {
  const name = basename(uri);
  return new CallError(
    'bad-option',
    isOpen
      ? vscode.l10n.t(
          '{0} was edited since samples were dropped from it: go to its editor and undo there (Ctrl+Z).',
          name,
        )
      : vscode.l10n.t('{0} was closed since samples were dropped from it, so the drop cannot be undone here.', name),
  );
}

function tell(message: string): void {
  vscode.window.setStatusBarMessage(message, MESSAGE_MS);
}
