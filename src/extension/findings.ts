// The findings that the editor shows, per file: the latest corpus that holds a file owns them. Diagnostics, hover,
// navigation and the status bar all read them here.
import * as vscode from 'vscode';
import type { PlacedFinding } from '../protocol/hostApi.ts';
import type { Corpora } from './corpora.ts';
import type { Corpus } from './corpus.ts';
import { shiftPlaces } from './places.ts';

export interface ShownFindings {
  readonly corpus: Corpus;
  readonly uri: vscode.Uri;
  readonly total: number;
  readonly findings: readonly PlacedFinding[];
}

export interface FindingsChange {
  readonly uri: vscode.Uri;
  /** Undefined when the file has none any more. */
  readonly shown: ShownFindings | undefined;
}

export class Findings implements vscode.Disposable {
  readonly #shown = new Map<string, ShownFindings>();
  readonly #onDidChange = new vscode.EventEmitter<FindingsChange>();
  readonly #subscriptions: vscode.Disposable[];

  readonly onDidChange = this.#onDidChange.event;

  constructor(corpora: Corpora) {
    this.#subscriptions = [
      corpora.onDidInspect((corpus) => this.#take(corpus)),
      corpora.onDidRemove((corpus) => this.#drop((shown) => shown.corpus === corpus)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#shift(event)),
    ];
  }

  of(uri: vscode.Uri): ShownFindings | undefined {
    return this.#shown.get(uri.toString());
  }

  /** Findings on a 1-based line. */
  at(uri: vscode.Uri, line: number): readonly PlacedFinding[] {
    return this.of(uri)?.findings.filter((finding) => finding.line === line) ?? [];
  }

  /** How many findings of a corpus the editor shows, of how many. */
  countOf(corpus: Corpus): { readonly shown: number; readonly total: number } {
    const files = corpus.state.outcome?.files ?? [];
    return {
      shown: files.reduce((sum, file) => sum + file.findings.length, 0),
      total: files.reduce((sum, file) => sum + file.total, 0),
    };
  }

  get isEmpty(): boolean {
    return this.#shown.size === 0;
  }

  clear(uri?: vscode.Uri): void {
    this.#drop((shown) => !uri || shown.uri.toString() === uri.toString());
  }

  /** A renamed file keeps its findings until it is measured anew. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    const shown = this.of(from);
    if (!shown) return;
    this.clear(from);
    this.#set({ ...shown, uri: to });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#onDidChange.dispose();
  }

  #take(corpus: Corpus): void {
    const files = corpus.state.outcome?.files ?? [];
    const now = new Set(files.map((file) => file.uri.toString()));
    this.#drop((shown) => shown.corpus === corpus && !now.has(shown.uri.toString()));
    for (const file of files) this.#set({ corpus, ...file });
  }

  #set(shown: ShownFindings): void {
    this.#shown.set(shown.uri.toString(), shown);
    this.#onDidChange.fire({ uri: shown.uri, shown });
  }

  #drop(which: (shown: ShownFindings) => boolean): void {
    for (const [id, shown] of [...this.#shown]) {
      if (!which(shown)) continue;
      this.#shown.delete(id);
      this.#onDidChange.fire({ uri: shown.uri, shown: undefined });
    }
  }

  /** The editor moves the underlines itself; this keeps navigation and hover in step until the next result. */
  #shift({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const id = document.uri.toString();
    const shown = this.#shown.get(id);
    if (shown) this.#shown.set(id, { ...shown, findings: shiftPlaces(shown.findings, contentChanges) });
  }
}
