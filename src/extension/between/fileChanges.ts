// Whether files are still what they were: told once, of the first that changed, in the editor or on disk.
import * as vscode from 'vscode';
import { openDocument } from '../inspection.ts';
import { basename } from '../titles.ts';

export class FileChanges implements vscode.Disposable {
  readonly #onDidChange = new vscode.EventEmitter<string>();
  readonly #subscriptions: vscode.Disposable[];
  #changed: string | undefined;

  constructor(files: readonly vscode.Uri[]) {
    const ids = new Set(files.map(String));
    const onDisk = files.filter(({ scheme }) => scheme !== 'untitled').map((uri) => this.#watch(uri));
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && ids.has(document.uri.toString())) this.#tell(document.uri);
      }),
      ...onDisk,
    ];
  }

  /** Gets the file's name; at once where one has changed already. */
  onDidChange(listener: (name: string) => void): void {
    if (this.#changed === undefined) this.#onDidChange.event(listener);
    else listener(this.#changed);
  }

  dispose(): void {
    for (const owned of [...this.#subscriptions, this.#onDidChange]) owned.dispose();
  }

  #watch(uri: vscode.Uri): vscode.Disposable {
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), escaped(basename(uri)));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    // An open document tells of its own changes: the editor reads the file again, or keeps the unsaved text.
    const tell = () => {
      if (!openDocument(uri)) this.#tell(uri);
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(tell),
      watcher.onDidCreate(tell),
      watcher.onDidDelete(tell),
    );
  }

  #tell(uri: vscode.Uri): void {
    if (this.#changed !== undefined) return;
    this.#changed = basename(uri);
    this.#onDidChange.fire(this.#changed);
  }
}

/** As a glob that matches only this name. */
function escaped(name: string): string {
  return name.replace(/[[\]{}*?]/g, (c) => `[${c}]`);
}
