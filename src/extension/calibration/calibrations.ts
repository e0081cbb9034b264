// Which calibration holds for which files: the one that the nearest corpus-inspector.json of their workspace folder names.
// Read once per folder, and again when it changes on disk.
import { dirname, relative } from 'node:path';
import * as vscode from 'vscode';
import { readCalibration } from '../../engine/traits/calibration/calibration.ts';
import type { CalibrationRef } from '../../protocol/hostApi.ts';
import { CONFIG_FILE, findConfig, parseConfig } from '../../runtime/config.ts';
import { throttle } from '../throttle.ts';
import { CALIBRATION_PATH, withCalibration } from './configText.ts';
import { discard, textOf, writeText } from './files.ts';

const SETTLE_MS = 300;

interface Named {
  /** The configuration; undefined where there is none. */
  readonly config: vscode.Uri | undefined;
  /** What it names. */
  readonly calibration?: vscode.Uri;
  readonly rate?: number;
  /** Keys that were ignored because they lead out of a folder that is not trusted. */
  readonly ignored?: readonly string[];
}

interface Known {
  readonly ref: CalibrationRef | undefined;
  /** Told once. */
  readonly problem?: string;
}

export class Calibrations implements vscode.Disposable {
  /** By the folder of the files. */
  readonly #loading = new Map<string, Promise<Known>>();
  readonly #known = new Map<string, Known>();
  readonly #told = new Set<string>();
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  /** Calibration files, wherever they lie. */
  readonly #watched = new Set<string>();
  readonly #reload = throttle(() => void this.#reloadAll(), SETTLE_MS);

  /** Another calibration may hold for some files. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(private readonly log: Pick<vscode.LogOutputChannel, 'warn'>) {
    this.#watch(`**/${CONFIG_FILE}`);
    this.#subscriptions.push(
      vscode.workspace.onDidChangeWorkspaceFolders(this.#reload),
      vscode.workspace.onDidGrantWorkspaceTrust(this.#reload),
    );
  }

  /** What holds for a file, as far as it was loaded. */
  of(uri: vscode.Uri | undefined): CalibrationRef | undefined {
    return uri && this.#known.get(folderKey(uri))?.ref;
  }

  /** Reads what holds for a file, unless that is known. Never rejects: a calibration that cannot be read is told once. */
  async load(uri: vscode.Uri | undefined): Promise<void> {
    if (!uri || !folderOf(uri)) return;
    const key = folderKey(uri);
    const loading = this.#loading.get(key) ?? this.#read(uri);
    this.#loading.set(key, loading);
    const known = await loading;
    if (this.#loading.get(key) !== loading) return;
    this.#known.set(key, known);
    if (known.problem) this.#tell(known.problem);
  }

  /** Keeps a calibration for a file and those around it. Rejects where the configuration has an error or cannot be written. */
  async store(uri: vscode.Uri, content: unknown, rate: number): Promise<void> {
    const folder = folderOf(uri);
    if (!folder) return;
    const config = (await this.#named(uri)).config ?? vscode.Uri.joinPath(folder.uri, CONFIG_FILE);
    // Before anything is written: a configuration with an error stays as it is.
    const changed = withCalibration(await textOf(config), CONFIG_FILE, { path: CALIBRATION_PATH, rate });
    const file = vscode.Uri.joinPath(config, '..', CALIBRATION_PATH);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${JSON.stringify(content)}\n`));
    await writeText(config, changed);
    await this.#renew(uri);
  }

  /** Takes the calibration out of the configuration; the editor's own file goes to the trash. False where there is none. */
  async remove(uri: vscode.Uri): Promise<boolean> {
    const { config, calibration } = await this.#named(uri);
    if (!config || !calibration) return false;
    await writeText(config, withCalibration(await textOf(config), CONFIG_FILE, undefined));
    const own = vscode.Uri.joinPath(config, '..', CALIBRATION_PATH);
    if (own.toString() === calibration.toString()) await discard(own);
    await this.#renew(uri);
    return true;
  }

  dispose(): void {
    this.#reload.dispose();
    for (const owned of [...this.#subscriptions, this.#onDidChange]) owned.dispose();
  }

  #watch(pattern: vscode.GlobPattern): void {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const events = [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete];
    this.#subscriptions.push(watcher, ...events.map((event) => event(this.#reload)));
  }

  async #renew(uri: vscode.Uri): Promise<void> {
    this.#loading.clear();
    this.#known.clear();
    await this.load(uri);
    this.#onDidChange.fire();
  }

  async #reloadAll(): Promise<void> {
    const before = new Map(this.#known);
    this.#loading.clear();
    await Promise.all(
      [...before.keys()].map((key) => this.load(vscode.Uri.joinPath(vscode.Uri.parse(key, true), CONFIG_FILE))),
    );
    const refs = (known: ReadonlyMap<string, Known>) =>
      JSON.stringify([...known].map(([key, { ref }]) => [key, ref]).sort());
    if (refs(before) !== refs(this.#known)) this.#onDidChange.fire();
  }

  async #named(uri: vscode.Uri): Promise<Named> {
    const folder = folderOf(uri);
    if (!folder) return { config: undefined };
    if (uri.scheme === 'file') {
      const insideOnly = !vscode.workspace.isTrusted;
      const found = await findConfig(dirname(uri.fsPath), { root: folder.uri.fsPath, insideOnly });
      if (!found) return { config: undefined };
      return named(vscode.Uri.file(found.path), found.config.traits?.rate, {
        ...(found.calibration === undefined ? {} : { calibration: vscode.Uri.file(found.calibration) }),
        ignored: found.ignored,
      });
    }
    // Other file systems: the folder's own configuration.
    const config = vscode.Uri.joinPath(folder.uri, CONFIG_FILE);
    const text = await textOf(config);
    if (text === '') return { config: undefined };
    const { traits } = parseConfig(text, CONFIG_FILE);
    const path = traits?.calibration;
    return named(
      config,
      traits?.rate,
      path === undefined ? {} : { calibration: vscode.Uri.joinPath(folder.uri, path) },
    );
  }

  async #read(uri: vscode.Uri): Promise<Known> {
    try {
      const { calibration, rate, ignored } = await this.#named(uri);
      if (!calibration) {
        if (!ignored?.includes('traits.calibration')) return { ref: undefined };
        const problem = vscode.l10n.t(
          '{0} names a calibration outside of this folder, which is not trusted.',
          CONFIG_FILE,
        );
        return { ref: undefined, problem };
      }
      if (!this.#watched.has(calibration.toString())) {
        this.#watched.add(calibration.toString());
        const name = calibration.path.slice(calibration.path.lastIndexOf('/') + 1);
        this.#watch(new vscode.RelativePattern(vscode.Uri.joinPath(calibration, '..'), name));
      }
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(calibration));
      // Checked here, so that a broken file costs its verdicts and not the inspection.
      const { human } = readCalibration(text, relativeName(calibration, uri));
      const content: unknown = JSON.parse(text);
      return { ref: { name: human.from, content, ...(rate === undefined ? {} : { rate }) } };
    } catch (error) {
      return { ref: undefined, problem: error instanceof Error ? error.message : String(error) };
    }
  }

  #tell(problem: string): void {
    this.log.warn(problem);
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    vscode.window.showWarningMessage(vscode.l10n.t('LLM traits are shown without verdicts. {0}', problem));
  }
}

/** The workspace folder whose configuration may hold for a file; undefined for untitled documents and files outside. */
export function folderOf(uri: vscode.Uri): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.getWorkspaceFolder(uri);
}

function folderKey(uri: vscode.Uri): string {
  return vscode.Uri.joinPath(uri, '..').toString();
}

function named(config: vscode.Uri, rate: number | undefined, more: Omit<Named, 'config' | 'rate'>): Named {
  return { config, ...(rate === undefined ? {} : { rate }), ...more };
}

function relativeName(calibration: vscode.Uri, uri: vscode.Uri): string {
  const folder = folderOf(uri);
  return folder && calibration.scheme === 'file' ? relative(folder.uri.fsPath, calibration.fsPath) : calibration.path;
}
