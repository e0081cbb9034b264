// Inspect Corpus: the active editor's file, the explorer's selection, or files and folders together as one corpus.
import * as vscode from 'vscode';
import { activeUri } from '../active.ts';
import { isExportNote, isOwnFile } from '../eligible.ts';
import type { Services } from '../services.ts';
import { runExplicitly } from './run.ts';

const MAX_FILES = 1000;
const SKIPPED = '**/{node_modules,.git,.corpus-inspector}/**';

/** From a menu: the file under the pointer and the whole selection; from the palette: nothing. */
export async function inspect(services: Services, first?: unknown, selected?: unknown): Promise<void> {
  const targets = await expand(asked(first, selected));
  if (targets.length === 0) {
    vscode.window.showInformationMessage(
      vscode.l10n.t('Open a corpus (JSONL, JSON or text), or choose files in the explorer, and inspect again.'),
    );
    return;
  }
  await runExplicitly(services, services.corpora.open(targets));
}

function asked(first: unknown, selected: unknown): vscode.Uri[] {
  const chosen = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
  if (chosen.length > 0) return chosen;
  if (first instanceof vscode.Uri) return [first];
  const active = activeUri();
  return active ? [active] : [];
}

/** Folders become the JSONL files in them, or the other texts where there is no JSONL. Each file once, in order. */
async function expand(uris: readonly vscode.Uri[]): Promise<vscode.Uri[]> {
  const files = new Map<string, vscode.Uri>();
  for (const uri of uris) {
    const found = (await isFolder(uri)) ? await filesIn(uri) : [uri];
    for (const file of found) if (!isOwnFile(file.path)) files.set(file.toString(), file);
  }
  return [...files.values()];
}

async function filesIn(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const find = async (extensions: string) => {
    const pattern = new vscode.RelativePattern(folder, `**/*.{${extensions}}`);
    const found = await vscode.workspace.findFiles(pattern, SKIPPED, MAX_FILES);
    return found.filter((uri) => !isExportNote(uri.path));
  };
  const rows = await find('jsonl,ndjson');
  const files = rows.length > 0 ? rows : await find('json,txt');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}
