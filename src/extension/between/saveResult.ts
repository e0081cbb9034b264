// Writes a result between corpora as JSON, where the person says.
import * as vscode from 'vscode';
import type { BetweenKind, BetweenResults } from '../../protocol/betweenPanelApi.ts';
import { openAtomic } from '../../runtime/sources/atomicFile.ts';
import type { Corpus } from '../corpus.ts';
import { basename } from '../titles.ts';

export async function saveResult(
  { targets }: Pick<Corpus, 'targets'>,
  kind: BetweenKind,
  value: BetweenResults[BetweenKind],
): Promise<void> {
  const { t } = vscode.l10n;
  const [first] = targets;
  const title = {
    comparison: t('Export Comparison'),
    simulation: t('Export Simulation'),
    mixture: t('Export Mixture'),
  };
  const name = `${first ? basename(first).replace(/\.[^.]+$/, '') : 'corpus'}.${kind}.json`;
  const chosen = await vscode.window.showSaveDialog({
    title: title[kind],
    saveLabel: t('Export'),
    filters: { JSON: ['json'] },
    ...(first && first.scheme !== 'untitled' ? { defaultUri: vscode.Uri.joinPath(first, '..', name) } : {}),
  });
  if (!chosen) return;
  await write(chosen, `${JSON.stringify(value, null, 2)}\n`);
  const open = t('Open');
  // Not awaited: the message may stand for as long as it likes.
  vscode.window.showInformationMessage(t('Exported to {0}.', basename(chosen)), open).then(async (answer) => {
    if (answer === open) await vscode.window.showTextDocument(chosen);
  });
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  if (uri.scheme !== 'file') return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const file = await openAtomic(uri.fsPath);
  try {
    await file.write(text);
    await file.commit();
  } finally {
    await file.abandon();
  }
}
