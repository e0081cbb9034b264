// From the names in a report back to the files of the corpus, and to those of evaluation sets.
import * as vscode from 'vscode';
import type { Corpus } from './corpus.ts';
import { shownPath } from './inspection.ts';

/** `file` is the name that a report or a finding gives. */
export function uriOfPath(corpus: Corpus, file: string): vscode.Uri | undefined {
  const index = corpus.report?.files.findIndex((f) => f.path === file) ?? -1;
  if (index >= 0) return corpus.targets[index];
  if (isEvaluationSet(corpus, file)) return vscode.Uri.file(file);
  const found = corpus.targets.find((uri) => shownPath(uri) === file);
  return found ?? (corpus.targets.length === 1 ? corpus.targets[0] : undefined);
}

export function fileIndex(corpus: Corpus, uri: vscode.Uri): number {
  return corpus.targets.findIndex((target) => target.toString() === uri.toString());
}

/** Whether a name of the report is that of an evaluation set outside of the corpus. */
export function isEvaluationSet(corpus: Corpus, file: string): boolean {
  return corpus.report?.leakage?.sets.some((set) => set.from === 'reference' && set.path === file) ?? false;
}
