// What the nearest corpus-inspector.json says about verification: which verifiers run, a schema, labels, the answer's field.
// Read once per folder, and again when it changes on disk.
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { InspectOptions } from '../protocol/hostApi.ts';
import { CONFIG_FILE, findConfig } from '../runtime/config.ts';
import { readSchema } from '../runtime/verify/verifyConfig.ts';
import { throttle } from './throttle.ts';

const SETTLE_MS = 300;

type Asked = Pick<InspectOptions, 'verify' | 'verification'>;

export class Verification implements vscode.Disposable {
  /** By the folder of the files. */
  readonly #known = new Map<string, Promise<Asked>>();
  readonly #read = new Map<string, Asked>();
  readonly #told = new Set<string>();
  readonly #watched = new Set<string>();
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #forget = throttle(() => void this.#reload(), SETTLE_MS);

  /** Something else holds for some files. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(private readonly log: Pick<vscode.LogOutputChannel, 'warn'>) {
    this.#watch(`**/${CONFIG_FILE}`);
    this.#subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(this.#forget));
  }

  /** What holds for a file, as far as it was loaded. */
  of(uri: vscode.Uri | undefined): Asked {
    return (uri && this.#read.get(folderKey(uri))) ?? {};
  }

  /** Reads what holds for a file, unless that is known. Never rejects: what cannot be read is told once. */
  async load(uri: vscode.Uri | undefined): Promise<void> {
    const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
    if (uri?.scheme !== 'file' || !folder) return;
    const key = folderKey(uri);
    const reading = this.#known.get(key) ?? this.#readFor(uri, folder);
    this.#known.set(key, reading);
    this.#read.set(key, await reading);
  }

  dispose(): void {
    this.#forget.dispose();
    for (const owned of [...this.#subscriptions, this.#onDidChange]) owned.dispose();
  }

  async #readFor(uri: vscode.Uri, folder: vscode.WorkspaceFolder): Promise<Asked> {
    try {
      const insideOnly = !vscode.workspace.isTrusted;
      const found = await findConfig(dirname(uri.fsPath), { root: folder.uri.fsPath, insideOnly });
      if (found?.ignored.includes('verification.schema')) {
        const problem = '{0} names a JSON Schema outside of this folder, which is not trusted.';
        this.#tell(vscode.l10n.t(problem, CONFIG_FILE));
      }
      const { verifiers, labels, answer } = found?.config.verification ?? {};
      const facts = {
        ...(labels && { labels }),
        ...(answer === undefined ? {} : { answer }),
        ...(found?.schema === undefined ? {} : { schema: await this.#schema(found.schema) }),
      };
      return {
        ...(verifiers === undefined ? {} : { verify: verifiers }),
        ...(Object.keys(facts).length > 0 && { verification: facts }),
      };
    } catch (error) {
      // A configuration that cannot be read at all is told where the calibration is looked for.
      this.#tell(error instanceof Error ? error.message : String(error));
      return {};
    }
  }

  #schema(path: string): Promise<unknown> {
    const uri = vscode.Uri.file(path);
    if (!this.#watched.has(path)) {
      this.#watched.add(path);
      const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      this.#watch(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name));
    }
    return readSchema(path, path);
  }

  async #reload(): Promise<void> {
    const before = JSON.stringify([...this.#read].sort());
    const keys = [...this.#read.keys()];
    this.#known.clear();
    this.#read.clear();
    await Promise.all(keys.map((key) => this.load(vscode.Uri.joinPath(vscode.Uri.parse(key, true), CONFIG_FILE))));
    if (before !== JSON.stringify([...this.#read].sort())) this.#onDidChange.fire();
  }

  #watch(pattern: vscode.GlobPattern): void {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const events = [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete];
    this.#subscriptions.push(watcher, ...events.map((event) => event(this.#forget)));
  }

  #tell(problem: string): void {
    this.log.warn(problem);
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    vscode.window.showWarningMessage(vscode.l10n.t('Samples are verified without what you declared. {0}', problem));
  }
}

function folderKey(uri: vscode.Uri): string {
  return vscode.Uri.joinPath(uri, '..').toString();
}
