// From which size on the text editor keeps a file from extensions, and which files the sample editor takes.
import * as vscode from 'vscode';

export const SAMPLES_TYPE = 'corpusInspector.samples';

/** VS Code gives extensions no document of a larger file. Bytes. */
export const LARGE_BYTES = 50 * 1024 * 1024;

const TAKEN = /\.(jsonl|ndjson|txt)$/i;

/** Files on this machine only: rows are read from disk. */
export function mayOpenAsSamples(uri: vscode.Uri): boolean {
  return uri.scheme === 'file' && TAKEN.test(uri.path);
}

/** Bytes; undefined where there is no such file. */
export async function sizeOf(uri: vscode.Uri): Promise<number | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    return undefined;
  }
}

export async function isLarge(uri: vscode.Uri): Promise<boolean> {
  return mayOpenAsSamples(uri) && ((await sizeOf(uri)) ?? 0) > LARGE_BYTES;
}
