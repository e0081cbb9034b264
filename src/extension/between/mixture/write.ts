// Writes the plan of the last mixture where the person says: the same choice once more, since plans do not depend on the moment.
import * as vscode from 'vscode';
import { CallError, isCancelled } from '../../../protocol/errors.ts';
import type { Corpus } from '../../corpus.ts';
import type { Services } from '../../services.ts';
import { basename } from '../../titles.ts';
import type { JobOrder } from '../jobs.ts';
import type { MixtureOrder } from './command.ts';

export async function writePlan(
  { engine }: Pick<Services, 'engine'>,
  { targets }: Pick<Corpus, 'targets'>,
  order: JobOrder<'mixture'>,
): Promise<void> {
  const { t } = vscode.l10n;
  const [first] = targets;
  const name = `${first ? basename(first).replace(/\.[^.]+$/, '') : 'mixture'}.plan.jsonl`;
  const chosen = await vscode.window.showSaveDialog({
    title: t('Write the Chosen Rows'),
    saveLabel: t('Write'),
    filters: { JSONL: ['jsonl'], Text: ['txt'] },
    ...(first && first.scheme === 'file' ? { defaultUri: vscode.Uri.joinPath(first, '..', name) } : {}),
  });
  if (!chosen) return;
  if (chosen.scheme !== 'file') {
    throw new CallError('bad-option', t('{0} is not on this machine: choose a place on it.', chosen.path));
  }
  if (engine.failed) engine.startOver();
  const progress = { location: vscode.ProgressLocation.Notification, title: t('Writing the plan'), cancellable: true };
  try {
    const report = await vscode.window.withProgress(progress, (bar, token) => {
      const control = new AbortController();
      token.onCancellationRequested(() => control.abort());
      const onProgress = ({ step }: { readonly step: string }) => bar.report({ message: step });
      return (order as MixtureOrder).write(chosen.fsPath, { signal: control.signal, onProgress });
    });
    const open = t('Open');
    const said = t('{0} rows written to {1}.', report.chosen.samples, basename(chosen));
    // Not awaited: the message may stand for as long as it likes.
    vscode.window.showInformationMessage(said, open).then(async (answer) => {
      if (answer === open) await vscode.window.showTextDocument(chosen);
    });
  } catch (error) {
    if (!isCancelled(error)) throw error;
  }
}
