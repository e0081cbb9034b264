// The custom editor "Corpus Inspector: Samples": read-only, for local files of any size, several of a file if wanted.
import * as vscode from 'vscode';
import type { SamplesCommand } from '../../protocol/samplesPanelApi.ts';
import type { Corpus } from '../corpus.ts';
import { revealInText } from '../reveal.ts';
import type { Services } from '../services.ts';
import { mayOpenAsSamples, SAMPLES_TYPE } from './largeFile.ts';
import { SampleEditor } from './sampleEditor.ts';

/** How long after a change of the file it is opened anew, so that a writer may finish, ms. */
const CHANGED_AFTER_MS = 400;

export interface ShowOptions {
  readonly viewColumn?: vscode.ViewColumn;
  readonly preserveFocus?: boolean;
}

export class SampleEditors implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  readonly #editors = new Set<SampleEditor>();
  /** Lines to show in editors that are about to open, by file. */
  readonly #lines = new Map<string, number>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    private readonly services: Services,
    private readonly cache: vscode.Uri,
  ) {
    const { corpora, review, engine } = services;
    const holds = (corpus: Corpus, { uri }: SampleEditor) =>
      corpus.targets.some((target) => target.toString() === uri.toString());
    const each = (corpus: Corpus, act: (editor: SampleEditor) => void) => {
      for (const editor of this.#editors) if (holds(corpus, editor)) act(editor);
    };
    const ofDocument = ({ uri }: vscode.TextDocument) =>
      this.#all((editor) => editor.uri.toString() === uri.toString() && editor.refreshState());
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => ofDocument(document)),
      vscode.workspace.onDidSaveTextDocument(ofDocument),
      vscode.workspace.onDidCloseTextDocument(ofDocument),
      vscode.window.registerCustomEditorProvider(SAMPLES_TYPE, this, { supportsMultipleEditorsPerDocument: true }),
      corpora.onDidInspect((corpus) => each(corpus, (editor) => editor.refresh())),
      corpora.onDidRemove(() => this.#all((editor) => editor.refresh())),
      corpora.onDidChange((corpus) => each(corpus, (editor) => editor.refreshState())),
      review.onDidChange((corpus) => each(corpus, (editor) => editor.refresh())),
      vscode.Disposable.from(engine.onDidRestart(() => this.#all((editor) => editor.reopen()))),
    ];
  }

  /** The sample editor that has the focus, or is in front of its group. */
  get active(): SampleEditor | undefined {
    return [...this.#editors].find(({ panel }) => panel.active);
  }

  /** Opens the file, or the open editor of it, at a 1-based line. */
  async show(uri: vscode.Uri, line?: number, options: ShowOptions = {}): Promise<void> {
    const open = [...this.#editors].find((editor) => editor.uri.toString() === uri.toString());
    if (open) {
      open.panel.reveal(open.panel.viewColumn, options.preserveFocus);
      if (line !== undefined) open.goTo(line);
      return;
    }
    if (line !== undefined) this.#lines.set(uri.toString(), line);
    await vscode.commands.executeCommand('vscode.openWith', uri, SAMPLES_TYPE, options);
  }

  isOpen(uri: vscode.Uri): boolean {
    return [...this.#editors].some((editor) => editor.uri.toString() === uri.toString());
  }

  run(command: SamplesCommand): void {
    this.active?.run(command);
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => {} };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    if (!mayOpenAsSamples(uri)) {
      panel.webview.html = `<p>${vscode.l10n.t('Only .jsonl, .ndjson and .txt files of this machine can be shown here.')}</p>`;
      return;
    }
    const showInTextEditor = (target: vscode.Uri, line: number) => revealInText(target, line);
    const editor = new SampleEditor(uri, panel, {
      services: this.services,
      cache: this.cache.fsPath,
      showInTextEditor,
    });
    const id = uri.toString();
    const line = this.#lines.get(id);
    if (line !== undefined) editor.goTo(line);
    this.#lines.delete(id);
    this.#editors.add(editor);
    const watching = watch(uri, () => editor.reopen());
    panel.onDidDispose(() => {
      watching.dispose();
      this.#editors.delete(editor);
      editor.dispose();
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#all((editor) => editor.dispose());
  }

  #all(act: (editor: SampleEditor) => unknown): void {
    for (const editor of this.#editors) act(editor);
  }
}

function watch(uri: vscode.Uri, changed: () => void): vscode.Disposable {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/[[\]{}*?]/g, '?');
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name),
  );
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, CHANGED_AFTER_MS);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(soon),
    watcher.onDidCreate(soon),
    watcher.onDidDelete(soon),
    {
      dispose: () => clearTimeout(timer),
    },
  );
}
