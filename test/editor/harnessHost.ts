// What the tests inside the extension host share: the product's exports, corpora to open, diagnostics to look at.
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { CorpusInspectorApi, DidInspect } from '../../src/extension/api.ts';

const SOURCE = 'Corpus Inspector';
// The bundled tests lie in out/editor/host.
export const outFolder = join(__dirname, '..', '..');

// The environment carries it from one test file to the next, which are bundled apart.
process.env.CORPUS_INSPECTOR_SEED ||= String(randomInt(2 ** 31));
/** The seed of the corpora, fresh for each run; CORPUS_INSPECTOR_SEED repeats a run. */
export const seed = Number(process.env.CORPUS_INSPECTOR_SEED);

export async function product(): Promise<CorpusInspectorApi> {
  const extension = vscode.extensions.getExtension<CorpusInspectorApi>('corpus-inspector.corpus-inspector');
  if (!extension) throw new Error('corpus-inspector.corpus-inspector is not installed.');
  return extension.activate();
}

/** Waits until the check answers something true, and answers that; else fails naming what did not happen. */
export async function eventually<T>(
  what: string,
  check: () => T | Promise<T>,
  timeout = 15_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Did not happen within ${timeout / 1000} s: ${what}`);
    await pause(50);
  }
}

/** Long enough for something that must not happen to happen. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A new file in the open folder, in a subfolder of its own. */
export function writeCorpus(name: string, text: string | Uint8Array): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (!folder) throw new Error('The suite wants an open folder.');
  const path = join(mkdtempSync(join(folder, 'test-')), name);
  writeFileSync(path, text);
  return vscode.Uri.file(path);
}

/** JSONL rows whose texts have nothing in common, each about 40 words long. */
export function distinctRows(count: number, from = 0): string[] {
  const syllables = 'ba de fi go lu ma ne pi ro su ta ve wi xo zu'.split(' ');
  const word = (n: number) => {
    let [text, rest] = ['', n * 7919 + 101];
    for (let i = 0; i < 6; i++) {
      text += syllables[rest % syllables.length];
      rest = Math.floor(rest / syllables.length);
    }
    return text;
  };
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({ text: Array.from({ length: 40 }, (_, k) => word((from + i) * 40 + k)).join(' ') }),
  );
}

export function didInspect(uri: vscode.Uri, timeout = 30_000): Promise<DidInspect> {
  const id = uri.toString();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(new Error(`No inspection of ${uri.path} within ${timeout / 1000} s.`)), timeout);
    let listening: vscode.Disposable | undefined;
    const end = (result: DidInspect | Error) => {
      clearTimeout(timer);
      listening?.dispose();
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
    product().then(({ onDidInspect }) => {
      listening = onDidInspect((event) => event.uri.toString() === id && end(event));
    }, reject);
  });
}

/** Opens a document in the editor. */
export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

/** Opens a document and waits for the inspection that follows by itself. */
export async function showInspected(uri: vscode.Uri, timeout?: number): Promise<vscode.TextEditor> {
  const inspected = didInspect(uri, timeout);
  const editor = await show(uri);
  await inspected;
  return editor;
}

export function diagnosticsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
}

export function kindOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** 1-based lines that carry a diagnostic of this kind (of any kind when absent), ascending, each once. */
export function flagged(uri: vscode.Uri, kind?: string): number[] {
  const lines = diagnosticsOf(uri)
    .filter((diagnostic) => kind === undefined || kindOf(diagnostic) === kind)
    .map(({ range }) => range.start.line + 1);
  return [...new Set(lines)].sort((a, b) => a - b);
}

/** One line per diagnostic, in the order of the file: what two results are compared by. */
export function listing(uri: vscode.Uri): string[] {
  return diagnosticsOf(uri)
    .map((d) => `${d.range.start.line + 1}:${d.range.start.character} ${kindOf(d)} ${d.message}`)
    .sort();
}

export async function setSetting(name: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('corpusInspector');
  await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
}

/** Closes all editors, without saving, and takes back all findings. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('corpusInspector.clearFindings');
}

/** Process ids of the engines that this extension host has started and that are alive. */
export function enginePids(): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, state, args] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isEngine = Number(parent) === process.pid && args?.includes('engine.mjs') && !state?.startsWith('Z');
    return isEngine ? [Number(pid)] : [];
  });
}

/** Whether a process is alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
