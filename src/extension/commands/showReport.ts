// Show Report: the panel of the active corpus; a file that is not inspected yet is inspected first.
import * as vscode from 'vscode';
import type { Corpus } from '../corpus.ts';
import type { Services } from '../services.ts';
import { titleOf } from '../titles.ts';
import { inspect } from './inspect.ts';

/** From the editor's title: its file; from the palette and the status bar: nothing. */
export async function showReport(services: Services, uri?: unknown): Promise<void> {
  const { active, corpora, panels } = services;
  const corpus = uri instanceof vscode.Uri ? corpora.holding(uri)[0] : active.corpus();
  if (corpus && corpus.state.phase !== 'empty') return panels.show(corpus);
  if (uri instanceof vscode.Uri || active.mayInspect()) return inspect(services, uri);
  const other = await chooseCorpus(corpora.all().filter((c) => c.report));
  if (other) return panels.show(other);
}

export async function chooseCorpus(corpora: readonly Corpus[]): Promise<Corpus | undefined> {
  if (corpora.length === 0) {
    vscode.window.showInformationMessage(
      vscode.l10n.t('No corpus is inspected yet: open one and choose Inspect Corpus.'),
    );
    return undefined;
  }
  if (corpora.length === 1) return corpora[0];
  const items = corpora.map((corpus) => ({ label: titleOf(corpus), corpus }));
  const placeHolder = vscode.l10n.t('Which report?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.corpus;
}
