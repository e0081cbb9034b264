// Inspect Selection: only the samples that start in the selected lines, as a corpus of their own.
import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { runExplicitly } from './run.ts';

export async function inspectSelection(services: Services): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { corpora } = services;
  const { uri } = editor.document;
  const { start, end } = editor.selection;
  // A selection of whole lines ends at the start of the line after them.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const corpus = corpora.open([uri], { from: start.line + 1, to: last + 1 });
  for (const other of corpora.holding(uri)) if (other.lines && other !== corpus) corpora.remove(other);
  await runExplicitly(services, corpus);
}
