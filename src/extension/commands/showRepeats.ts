// Show What Repeats: underlines what of the sample at the cursor stands in other samples; once more takes it away.
import * as vscode from 'vscode';
import { CallError, isCancelled } from '../../protocol/errors.ts';
import type { RowRepeats } from '../../protocol/hostApi.ts';
import type { Corpus } from '../corpus.ts';
import { fileIndex } from '../resolvePath.ts';
import type { Services } from '../services.ts';
import { tell } from './run.ts';

/** A search that takes longer gets a notification with Cancel. */
const QUIET_MS = 500;
const MESSAGE_MS = 8000;

export async function showRepeats(services: Services): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { uri } = editor.document;
  const line = editor.selection.active.line + 1;
  const shown = services.repeats.askedOn(uri, line);
  if (shown !== undefined) return services.repeats.hide(uri, shown);
  try {
    const corpus = await measured(services, uri);
    const rows = await withProgress(line, (signal) =>
      services.engine.api.repeats({ corpus: corpus.id, file: fileIndex(corpus, uri), line }, { signal }),
    );
    services.repeats.show(corpus, uri, rows);
    summarise(rows, line);
  } catch (error) {
    if (isCancelled(error)) return;
    if (!(error instanceof CallError && error.code === 'not-found')) return tell(error, services.log);
    vscode.window.showInformationMessage(vscode.l10n.t('Line {0} holds no sample that was measured.', line));
  }
}

/** The corpus of a file, inspected as the file stands on the screen. */
async function measured({ engine, corpora, findings, repeats }: Services, uri: vscode.Uri): Promise<Corpus> {
  const known = findings.of(uri)?.corpus;
  if (known && !repeats.isEdited(uri)) return known;
  if (engine.failed) engine.startOver();
  const corpus = known ?? corpora.holding(uri)[0] ?? corpora.open([uri]);
  await corpus.inspect();
  return corpus;
}

async function withProgress<T>(line: number, search: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const control = new AbortController();
  const running = search(control.signal);
  const pause = new Promise<'slow'>((resolve) => setTimeout(resolve, QUIET_MS, 'slow'));
  if ((await Promise.race([running, pause])) !== 'slow') return running;
  const title = vscode.l10n.t('Searching for what repeats of line {0}', line);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => {
      token.onCancellationRequested(() => control.abort());
      return running;
    },
  );
}

function summarise(rows: readonly RowRepeats[], line: number): void {
  const sample = rows[0]?.line ?? line;
  const spans = rows.reduce((n, row) => n + row.spans.length, 0);
  if (spans === 0) {
    vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing repeats in line {0}: no four words in a row stand in another sample.', sample),
    );
    return;
  }
  const message =
    spans === 1
      ? vscode.l10n.t('One stretch of line {0} stands in other samples too.', sample)
      : vscode.l10n.t('{0} stretches of line {1} stand in other samples too.', spans, sample);
  vscode.window.setStatusBarMessage(message, MESSAGE_MS);
}
