// Which calibration holds for which files: the one that corpus-inspector.json of their workspace folder names. Read once,
// and again when it changes on disk.
import * as vscode from 'vscode';
import { readCalibration } from '../../engine/traits/calibration/calibration.ts';
import type { CalibrationRef } from '../../protocol/hostApi.ts';
import { throttle } from '../throttle.ts';
import { CALIBRATION_PATH, CONFIG_NAME, calibrationPath, withCalibration } from './configText.ts';

const SETTLE_MS = 300;

interface Known {
  readonly ref: CalibrationRef | undefined;
  /** Said once, until it changes. */
  readonly problem?: string;
}

export class Calibrations implements vscode.Disposable {
  readonly #known = new Map<string, Promise<Known>>();
  readonly #settled = new Map<string, Known>();
  readonly #told = new Set<string>();
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #reload = throttle(() => void this.#reloadAll(), SETTLE_MS);

  /** Another calibration may hold for some files. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(private readonly log: Pick<vscode.LogOutputChannel, 'warn'>) {
    const watchers = [CONFIG_NAME, CALIBRATION_PATH].map((name) =>
      vscode.workspace.createFileSystemWatcher(`**/${name}`),
    );
    this.#subscriptions = watchers.flatMap((watcher) => [
      watcher,
      watcher.onDidChange(this.#reload),
      watcher.onDidCreate(this.#reload),
      watcher.onDidDelete(this.#reload),
    ]);
    this.#subscriptions.push(vscode.workspace.onDidChangeWorkspaceFolders(this.#reload));
  }

  /** What holds for a file, as far as it was loaded. */
  of(uri: vscode.Uri | undefined): CalibrationRef | undefined {
    const folder = uri && folderOf(uri);
    return folder && this.#settled.get(folder.uri.toString())?.ref;
  }

  /** Reads what holds for a file, unless that is known. Never rejects: a calibration that cannot be read is told once. */
  async load(uri: vscode.Uri | undefined): Promise<void> {
    const folder = uri && folderOf(uri);
    if (!folder) return;
    const id = folder.uri.toString();
    const loading = this.#known.get(id) ?? this.#read(folder);
    this.#known.set(id, loading);
    const known = await loading;
    if (this.#known.get(id) !== loading) return;
    this.#settled.set(id, known);
    if (known.problem) this.#tell(known.problem);
  }

  /** Keeps a calibration for all files of a folder. Rejects where the configuration is no JSON or cannot be written. */
  async store(folder: vscode.WorkspaceFolder, content: unknown): Promise<void> {
    const config = vscode.Uri.joinPath(folder.uri, CONFIG_NAME);
    // Before anything is written: a configuration with an error stays as it is.
    const changed = withCalibration(await textOf(config), CALIBRATION_PATH);
    const file = vscode.Uri.joinPath(folder.uri, CALIBRATION_PATH);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${JSON.stringify(content)}\n`));
    await writeText(config, changed);
    await this.#forget(folder);
  }

  /** Takes the calibration out of the configuration; the editor's own file goes to the trash. False where there is none. */
  async remove(folder: vscode.WorkspaceFolder): Promise<boolean> {
    const config = vscode.Uri.joinPath(folder.uri, CONFIG_NAME);
    const text = await textOf(config);
    const path = calibrationPath(text);
    if (path === undefined) return false;
    await writeText(config, withCalibration(text, undefined));
    if (path === CALIBRATION_PATH) await discard(vscode.Uri.joinPath(folder.uri, CALIBRATION_PATH));
    await this.#forget(folder);
    return true;
  }

  dispose(): void {
    this.#reload.dispose();
    for (const owned of [...this.#subscriptions, this.#onDidChange]) owned.dispose();
  }

  async #forget(folder: vscode.WorkspaceFolder): Promise<void> {
    this.#known.delete(folder.uri.toString());
    await this.load(folder.uri);
    this.#onDidChange.fire();
  }

  async #reloadAll(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const before = JSON.stringify([...this.#settled]);
    this.#known.clear();
    this.#settled.clear();
    await Promise.all(folders.map((folder) => this.load(folder.uri)));
    if (JSON.stringify([...this.#settled]) !== before) this.#onDidChange.fire();
  }

  async #read(folder: vscode.WorkspaceFolder): Promise<Known> {
    try {
      const path = calibrationPath(await textOf(vscode.Uri.joinPath(folder.uri, CONFIG_NAME)));
      if (path === undefined) return { ref: undefined };
      const file = isAbsolute(path) ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder.uri, path);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      // Checked here, so that a broken file costs its verdicts and not the inspection.
      const { human } = readCalibration(text, path);
      return { ref: { name: human.from, content: JSON.parse(text) } };
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

/** The folder whose configuration holds for a file; undefined for untitled documents and files outside. */
export function folderOf(uri: vscode.Uri): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.getWorkspaceFolder(uri);
}

function isAbsolute(path: string): boolean {
  return /^([\\/]|[a-z]:[\\/])/i.test(path);
}

/** As it stands on the screen where it is open; empty where there is none. */
async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    return '';
  }
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

async function writeText(uri: vscode.Uri, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!exists) return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.getText() === text) return;
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save())) {
    throw new Error(vscode.l10n.t('{0} could not be changed.', CONFIG_NAME));
  }
}

async function discard(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri, { useTrash: true });
  } catch {
    // Not every file system has a trash; where the file is gone already, nothing is left to do.
    await vscode.workspace.fs.delete(uri).then(undefined, () => {});
  }
}
