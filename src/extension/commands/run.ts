// An inspection that a person asked for: shows the report, and says in one sentence when it fails.
import * as vscode from 'vscode';
import { isCancelled } from '../../protocol/errors.ts';
import type { Corpus } from '../corpus.ts';
import type { Services } from '../services.ts';

export async function runExplicitly({ engine, panels, log }: Services, corpus: Corpus): Promise<void> {
  if (engine.failed) engine.startOver();
  panels.show(corpus);
  try {
    await corpus.inspect();
  } catch (error) {
    if (!isCancelled(error)) await tell(error, log);
  }
}

export async function tell(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const showLog = vscode.l10n.t('Show Log');
  if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) log.show();
}
