// Tells when the decisions beside a corpus changed on disk: by the command line, another window, or version control.
import * as vscode from 'vscode';
import type { Corpora } from '../corpora.ts';
import type { Corpus } from '../corpus.ts';

export const LEDGER_FOLDER = '.corpus-inspector';
export const LEDGER_FILE = 'decisions.jsonl';

export class LedgerWatch implements vscode.Disposable {
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(
    private readonly corpora: Corpora,
    private readonly onChange: (corpus: Corpus) => void,
  ) {
    this.#subscriptions = [corpora.onDidInspect(() => this.#follow()), corpora.onDidRemove(() => this.#follow())];
  }

  dispose(): void {
    for (const owned of [...this.#subscriptions, ...this.#watchers.values()]) owned.dispose();
    this.#watchers.clear();
  }

  #follow(): void {
    const folders = new Map<string, vscode.Uri>();
    for (const corpus of this.corpora.all()) {
      for (const folder of ledgerFolders(corpus)) folders.set(folder.toString(), folder);
    }
    for (const [id, watcher] of this.#watchers) {
      if (folders.has(id)) continue;
      watcher.dispose();
      this.#watchers.delete(id);
    }
    for (const [id, folder] of folders) if (!this.#watchers.has(id)) this.#watchers.set(id, this.#watch(folder));
  }

  #watch(folder: vscode.Uri): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, LEDGER_FILE));
    const changed = () => {
      for (const corpus of this.corpora.all()) {
        const isHere = ledgerFolders(corpus).some((uri) => uri.toString() === folder.toString());
        if (isHere && corpus.report) this.onChange(corpus);
      }
    };
    const events = [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete];
    return vscode.Disposable.from(watcher, ...events.map((event) => event(changed)));
  }
}

function ledgerFolders({ targets }: Corpus): vscode.Uri[] {
  const files = targets.filter((uri) => uri.scheme === 'file');
  return files.map((uri) => vscode.Uri.joinPath(uri, '..', LEDGER_FOLDER));
}
