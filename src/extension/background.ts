// Inspects documents when they are opened, again after edits, and lets go of them when they are closed.
import * as vscode from 'vscode';
import { workspaceSchemes } from './active.ts';
import { type Corpora, settingsFor } from './corpora.ts';
import type { Corpus } from './corpus.ts';
import { type DocumentFacts, isInspectedOnOpen } from './eligible.ts';
import type { Findings } from './findings.ts';
import { openDocument } from './inspection.ts';
import type { Panels } from './panel/panels.ts';
import { SECTION } from './settings.ts';
import { basename } from './titles.ts';

/** A rename, a change of language and a save of an untitled document close a document and open it again. */
const CLOSE_DELAY_MS = 300;
const OPEN_DELAY_MS = 100;
/** From here on the editor shows a file without telling extensions its text. */
const TOO_LARGE_FOR_A_DOCUMENT = 50 * 2 ** 20;

export class Background implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable[];
  readonly #closing = new Map<string, NodeJS.Timeout>();
  /** Corpora whose file was closed while a panel shows them; they go with the panel. */
  readonly #orphans = new Set<Corpus>();

  constructor(
    private readonly corpora: Corpora,
    private readonly findings: Findings,
    private readonly panels: Panels,
  ) {
    this.#subscriptions = [
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document.uri)),
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        for (const { input } of closed) if (input instanceof vscode.TabInputText) this.#closed(input.uri);
        for (const { input } of opened) if (input instanceof vscode.TabInputText) this.#tabOpened(input.uri);
      }),
      panels.onDidClose((corpus) => {
        if (this.#orphans.delete(corpus)) corpora.remove(corpus);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) this.#reconfigured();
      }),
    ];
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    if (activeTab?.input instanceof vscode.TabInputText) this.#tabOpened(activeTab.input.uri);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const timer of this.#closing.values()) clearTimeout(timer);
  }

  #opened(document: vscode.TextDocument): void {
    const id = document.uri.toString();
    clearTimeout(this.#closing.get(id));
    this.#closing.delete(id);
    for (const corpus of this.#orphans)
      if (corpus.targets.some((target) => target.toString() === id)) this.#orphans.delete(corpus);
    if (!isInspectedOnOpen(factsOf(document), settingsFor(document.uri), workspaceSchemes())) return;
    const corpus = this.corpora.open([document.uri]);
    if (!corpus.isRunning) corpus.schedule(OPEN_DELAY_MS);
  }

  /** A tab may come without its document: one that never went away, or a file too large for a document. */
  async #tabOpened(uri: vscode.Uri): Promise<void> {
    if (this.corpora.holding(uri).length > 0) return;
    const document = openDocument(uri);
    if (document) return this.#opened(document);
    if (uri.scheme !== 'file') return;
    const size = await fileSize(uri);
    if (size < TOO_LARGE_FOR_A_DOCUMENT || openDocument(uri)) return;
    const facts = { scheme: uri.scheme, path: uri.path, relativePath: relativePath(uri), languageId: '', size };
    if (isInspectedOnOpen(facts, settingsFor(uri), workspaceSchemes()))
      this.corpora.open([uri]).schedule(OPEN_DELAY_MS);
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const holding = this.corpora.holding(document.uri);
    for (const corpus of holding) {
      const isWhole = corpus.targets.length === 1 && !corpus.lines;
      if (isWhole) corpus.edited(settingsFor(document.uri).editDelay);
      else corpus.markStale(vscode.l10n.t('{0} was edited: inspect again.', basename(document.uri)));
    }
    // An untitled document becomes a corpus with its first text.
    if (!holding.some((corpus) => corpus.targets.length === 1 && !corpus.lines) && document.isUntitled) {
      if (isInspectedOnOpen(factsOf(document), settingsFor(document.uri), workspaceSchemes())) {
        this.corpora.open([document.uri]).schedule(settingsFor(document.uri).editDelay);
      }
    }
  }

  #closed(uri: vscode.Uri): void {
    const id = uri.toString();
    clearTimeout(this.#closing.get(id));
    this.#closing.set(
      id,
      setTimeout(() => {
        this.#closing.delete(id);
        if (!hasTab(uri)) this.#forget(uri);
      }, CLOSE_DELAY_MS),
    );
  }

  #forget(uri: vscode.Uri): void {
    for (const corpus of this.corpora.holding(uri)) {
      if (corpus.targets.length > 1) continue;
      const isDue = uri.scheme === 'file' && (corpus.isRunning || isOfText(corpus, uri));
      corpus.cancel();
      if (this.panels.has(corpus)) {
        this.#orphans.add(corpus);
        this.findings.clear(uri);
        if (isDue) corpus.schedule(0);
      } else this.corpora.remove(corpus);
    }
  }

  #reconfigured(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (this.corpora.holding(document.uri).length === 0) this.#opened(document);
    }
    for (const corpus of this.corpora.all()) if (corpus.report) corpus.reconfigure();
  }
}

/** What was measured is a text that was edited, or a part of it is not measured yet: the file is what counts from now on. */
function isOfText({ state: { outcome } }: Corpus, uri: vscode.Uri): boolean {
  return outcome !== undefined && (outcome.updating.length > 0 || (outcome.versions.get(uri.toString()) ?? 1) > 1);
}

function hasTab(uri: vscode.Uri): boolean {
  const id = uri.toString();
  return vscode.window.tabGroups.all.some((group) =>
    group.tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === id),
  );
}

function factsOf(document: vscode.TextDocument): DocumentFacts {
  const { uri, languageId } = document;
  return {
    scheme: uri.scheme,
    path: uri.path,
    relativePath: relativePath(uri),
    languageId,
    get size() {
      return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
    },
  };
}

/** Inside the workspace folder; of a file outside of it, the whole path without its root. */
function relativePath(uri: vscode.Uri): string {
  return vscode.workspace
    .asRelativePath(uri, false)
    .replaceAll('\\', '/')
    .replace(/^([A-Za-z]:)?\/+/, '');
}

async function fileSize(uri: vscode.Uri): Promise<number> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    return 0;
  }
}
