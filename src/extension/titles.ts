// How a corpus is named in tabs, the status bar and messages.
import * as vscode from 'vscode';
import type { Corpus } from './corpus.ts';

export function titleOf({ targets, lines }: Pick<Corpus, 'targets' | 'lines'>): string {
  const [first] = targets;
  const name = first ? basename(first) : vscode.l10n.t('Corpus');
  if (lines) return vscode.l10n.t('{0}, lines {1}–{2}', name, lines.from, lines.to);
  return targets.length > 1 ? vscode.l10n.t('{0} and {1} more', name, targets.length - 1) : name;
}

export function basename(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1) || uri.path;
}
