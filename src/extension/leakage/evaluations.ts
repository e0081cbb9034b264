// Which evaluation sets hold for which files: those that the nearest corpus-inspector.json of their workspace folder names.
// Listed once per folder, and again when the configuration or one of the sets changes on disk.
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { EvaluationRef } from '../../protocol/hostApi.ts';
import { CONFIG_FILE, type FoundConfig, findConfig } from '../../runtime/config.ts';
import { evaluationFiles } from '../../runtime/leakage/referenceFiles.ts';
import { folderOf } from '../calibration/calibrations.ts';
import { withEvaluation } from '../calibration/configText.ts';
import { textOf, writeText } from '../calibration/files.ts';
import { throttle } from '../throttle.ts';

const SETTLE_MS = 300;

interface Known {
  readonly refs: readonly EvaluationRef[];
  /** Told once. */
  readonly problem?: string;
}

export class Evaluations implements vscode.Disposable {
  /** By the folder of the files. */
  readonly #loading = new Map<string, Promise<Known>>();
  readonly #known = new Map<string, Known>();
  readonly #told = new Set<string>();
  readonly #watched = new Set<string>();
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #reload = throttle(() => void this.#reloadAll(), SETTLE_MS);

  /** Other sets may hold for some files, or other items in them. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(private readonly log: Pick<vscode.LogOutputChannel, 'warn'>) {
    this.#watch(`**/${CONFIG_FILE}`);
    this.#subscriptions.push(
      vscode.workspace.onDidChangeWorkspaceFolders(this.#reload),
      vscode.workspace.onDidGrantWorkspaceTrust(this.#reload),
    );
  }

  /** What holds for a file, as far as it was loaded. */
  of(uri: vscode.Uri | undefined): readonly EvaluationRef[] {
    return (uri && this.#known.get(keyOf(uri))?.refs) ?? [];
  }

  /** Lists what holds for a file, unless that is known. Never rejects: a configuration with an error is told once. */
  async load(uri: vscode.Uri | undefined): Promise<void> {
    if (uri?.scheme !== 'file' || !folderOf(uri)) return;
    const key = keyOf(uri);
    const loading = this.#loading.get(key) ?? this.#read(uri);
    this.#loading.set(key, loading);
    const known = await loading;
    if (this.#loading.get(key) !== loading) return;
    this.#known.set(key, known);
    if (known.problem) this.#tell(known.problem);
  }

  /** Names a file as an evaluation set for a corpus and those around it. Rejects where the configuration has an error. */
  async add(uri: vscode.Uri, file: vscode.Uri): Promise<void> {
    await this.#change(uri, (config) => withEvaluation(config.text, CONFIG_FILE, wordFor(file, config.uri), 'add'));
  }

  /** Takes a word out of the configuration, as `words` gives it. */
  async remove(uri: vscode.Uri, word: string): Promise<void> {
    await this.#change(uri, (config) => withEvaluation(config.text, CONFIG_FILE, word, 'remove'));
  }

  /** Files, folders and patterns that the configuration of a file names. Rejects where it has an error. */
  async words(uri: vscode.Uri): Promise<readonly string[]> {
    return [(await this.#found(uri))?.config.references?.evaluation ?? []].flat();
  }

  dispose(): void {
    this.#reload.dispose();
    for (const owned of [...this.#subscriptions, this.#onDidChange]) owned.dispose();
  }

  async #change(
    uri: vscode.Uri,
    change: (config: { readonly uri: vscode.Uri; readonly text: string }) => string,
  ): Promise<void> {
    const folder = folderOf(uri);
    if (!folder) return;
    const found = await this.#found(uri);
    const config = found ? vscode.Uri.file(found.path) : vscode.Uri.joinPath(folder.uri, CONFIG_FILE);
    await writeText(config, change({ uri: config, text: await textOf(config) }));
    this.#loading.clear();
    this.#known.clear();
    await this.load(uri);
    this.#onDidChange.fire();
  }

  async #found(uri: vscode.Uri): Promise<FoundConfig | undefined> {
    const folder = folderOf(uri);
    if (!folder || uri.scheme !== 'file') return undefined;
    return findConfig(dirname(uri.fsPath), { root: folder.uri.fsPath, insideOnly: !vscode.workspace.isTrusted });
  }

  async #read(uri: vscode.Uri): Promise<Known> {
    try {
      const folder = folderOf(uri);
      const found = await this.#found(uri);
      if (!found || !folder) return { refs: [] };
      for (const word of found.evaluation ?? []) this.#watchWord(dirname(found.path), word);
      const limits = { root: folder.uri.fsPath, insideOnly: !vscode.workspace.isTrusted };
      const refs = await evaluationFiles(found, folder.uri.fsPath, limits);
      if (!found.ignored.includes('references.evaluation')) return { refs };
      const problem = vscode.l10n.t(
        '{0} names an evaluation set outside of this folder, which is not trusted.',
        CONFIG_FILE,
      );
      return { refs, problem };
    } catch (error) {
      return { refs: [], problem: error instanceof Error ? error.message : String(error) };
    }
  }

  /** A file, all of a folder, or what a pattern means; all of it may lie outside of the workspace. */
  #watchWord(folder: string, word: string): void {
    const target = resolve(folder, word);
    if (this.#watched.has(target)) return;
    this.#watched.add(target);
    const pattern = isAbsolute(word) || word.startsWith('..') ? relative(dirname(target), target) : word;
    const base = vscode.Uri.file(pattern === word ? folder : dirname(target));
    for (const what of [pattern, `${pattern}/**`]) {
      this.#watch(new vscode.RelativePattern(base, what.replaceAll('\\', '/').replace(/^\.\//, '')));
    }
  }

  #watch(pattern: vscode.GlobPattern): void {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const events = [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete];
    this.#subscriptions.push(watcher, ...events.map((event) => event(this.#reload)));
  }

  async #reloadAll(): Promise<void> {
    const before = new Map(this.#known);
    this.#loading.clear();
    await Promise.all(
      [...before.keys()].map((key) => this.load(vscode.Uri.joinPath(vscode.Uri.parse(key, true), CONFIG_FILE))),
    );
    const refs = (known: ReadonlyMap<string, Known>) =>
      JSON.stringify([...known].map(([key, { refs: all }]) => [key, all]).sort());
    if (refs(before) !== refs(this.#known)) this.#onDidChange.fire();
  }

  #tell(problem: string): void {
    this.log.warn(problem);
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    vscode.window.showWarningMessage(vscode.l10n.t('Leakage is not looked for. {0}', problem));
  }
}

function keyOf(uri: vscode.Uri): string {
  return vscode.Uri.joinPath(uri, '..').toString();
}

/** How the configuration names a file: relative where both are on one drive. */
function wordFor(file: vscode.Uri, config: vscode.Uri): string {
  return relative(dirname(config.fsPath), file.fsPath).replaceAll('\\', '/');
}
