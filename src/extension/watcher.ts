// Follows the files of the corpora outside of the editor: changed → stale, renamed → findings move, deleted → they go.
import * as vscode from 'vscode';
import type { Corpora } from './corpora.ts';
import type { Corpus } from './corpus.ts';
import type { Findings } from './findings.ts';
import { openDocument } from './inspection.ts';
import { basename } from './titles.ts';

/** A rename outside arrives as a deletion and a creation; how long to wait for the second. */
const RENAME_WINDOW_MS = 600;

export class Watcher implements vscode.Disposable {
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #created = new Map<string, vscode.Uri>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    private readonly corpora: Corpora,
    private readonly findings: Findings,
  ) {
    this.#subscriptions = [
      corpora.onDidInspect(() => this.#follow()),
      corpora.onDidRemove(() => this.#follow()),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#renamed(oldUri, newUri);
      }),
    ];
  }

  dispose(): void {
    for (const owned of [...this.#subscriptions, ...this.#watchers.values()]) owned.dispose();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#watchers.clear();
  }

  /** One watcher per folder that holds a file of a corpus. */
  #follow(): void {
    const folders = new Map<string, vscode.Uri>();
    for (const corpus of this.corpora.all()) {
      for (const uri of corpus.targets) {
        if (uri.scheme === 'untitled') continue;
        const folder = vscode.Uri.joinPath(uri, '..');
        folders.set(folder.toString(), folder);
      }
    }
    for (const [id, watcher] of this.#watchers) {
      if (folders.has(id)) continue;
      watcher.dispose();
      this.#watchers.delete(id);
    }
    for (const [id, folder] of folders) if (!this.#watchers.has(id)) this.#watchers.set(id, this.#watch(folder));
  }

  #watch(folder: vscode.Uri): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange((uri) => this.#changed(uri)),
      watcher.onDidCreate((uri) => {
        this.#changed(uri);
        this.#created.set(uri.toString(), uri);
        // Outlives the wait of a deletion that comes with it.
        this.#later(() => this.#created.delete(uri.toString()), 2 * RENAME_WINDOW_MS);
      }),
      watcher.onDidDelete((uri) => {
        if (this.corpora.holding(uri).length > 0) this.#later(() => void this.#deleted(uri), RENAME_WINDOW_MS);
      }),
    );
  }

  /** An open document tells of its own changes: the editor reads the file again, or keeps the unsaved text. */
  #changed(uri: vscode.Uri): void {
    if (openDocument(uri)) return;
    for (const corpus of this.corpora.holding(uri)) {
      corpus.markStale(vscode.l10n.t('{0} changed on disk: inspect again.', basename(uri)));
    }
  }

  async #deleted(uri: vscode.Uri): Promise<void> {
    if (await sizeOf(uri).then((size) => size !== undefined)) return;
    for (const corpus of this.corpora.holding(uri)) {
      const renamed = await this.#createdWithSizeOf(corpus, uri);
      if (renamed) this.#renamed(uri, renamed);
      else this.#gone(corpus, uri);
    }
  }

  #gone(corpus: Corpus, uri: vscode.Uri): void {
    this.findings.clear(uri);
    corpus.markStale(vscode.l10n.t('{0} is no longer there: its findings were cleared.', basename(uri)));
  }

  async #createdWithSizeOf(corpus: Corpus, uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    const index = corpus.targets.findIndex((target) => target.toString() === uri.toString());
    const bytes = corpus.report?.files[index]?.bytes;
    for (const created of this.#created.values()) {
      const isNew = this.corpora.holding(created).length === 0;
      if (isNew && bytes !== undefined && (await sizeOf(created)) === bytes) return created;
    }
    return undefined;
  }

  #renamed(from: vscode.Uri, to: vscode.Uri): void {
    for (const corpus of this.corpora.all()) {
      if (!corpus.targets.some((uri) => isInside(uri, from))) continue;
      // The document may have been opened under its new name already: this corpus goes on in its place.
      const isWhole = corpus.targets.length === 1 && !corpus.lines;
      const twins = isWhole ? this.corpora.holding(to).filter((c) => c.targets.length === 1 && !c.lines) : [];
      for (const twin of twins) if (twin !== corpus) this.corpora.remove(twin);
      const renames = corpus.targets.map((uri) => [uri, isInside(uri, from) ? moved(uri, from, to) : uri] as const);
      corpus.targets = renames.map(([, uri]) => uri);
      for (const [before, after] of renames) if (before !== after) this.findings.move(before, after);
      corpus.schedule(0);
    }
    this.#follow();
  }

  #later(then: () => void, ms: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.add(timer);
  }
}

function isInside(uri: vscode.Uri, parent: vscode.Uri): boolean {
  return uri.toString() === parent.toString() || uri.toString().startsWith(`${parent.toString()}/`);
}

function moved(uri: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri {
  return uri.with({ path: to.path + uri.path.slice(from.path.length) });
}

async function sizeOf(uri: vscode.Uri): Promise<number | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    return undefined;
  }
}
