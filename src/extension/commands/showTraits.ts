// Show Traits: where the sample at the cursor lies among human texts and what moved it; once more takes it away.
import * as vscode from 'vscode';
import { CallError, isCancelled } from '../../protocol/errors.ts';
import type { Corpus } from '../corpus.ts';
import { fileIndex } from '../resolvePath.ts';
import type { Services } from '../services.ts';
import { placeWords } from '../traits/traitHover.ts';
import { tell } from './run.ts';

const MESSAGE_MS = 8000;

export async function showTraits(services: Services): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document } = editor;
  const line = editor.selection.active.line + 1;
  const shown = services.traits.at(document.uri, line);
  if (shown?.asked) return services.traits.hide(document.uri, shown);
  try {
    const corpus = await measured(services, document.uri);
    const file = fileIndex(corpus, document.uri);
    const rows = await services.engine.api.traits({ corpus: corpus.id, file, line });
    const [first] = rows;
    if (!first) return notRead(line);
    services.traits.show(corpus, document, rows, true);
    vscode.window.setStatusBarMessage(placeWords(first), MESSAGE_MS);
    // The cursor stands on the sample: its hover tells the rest.
    await vscode.commands.executeCommand('editor.action.showHover', { focus: 'noAutoFocus' });
  } catch (error) {
    if (isCancelled(error)) return;
    if (!(error instanceof CallError && error.code === 'not-found')) return tell(error, services.log);
    notRead(line);
  }
}

function notRead(line: number): void {
  vscode.window.showInformationMessage(vscode.l10n.t('Line {0} holds no text that is read for traits.', line));
}

/** The corpus of a file, inspected as the file stands on the screen. */
async function measured({ engine, corpora, findings, traits }: Services, uri: vscode.Uri): Promise<Corpus> {
  const known = findings.of(uri)?.corpus;
  if (known && !traits.isEdited(uri)) return known;
  if (engine.failed) engine.startOver();
  const corpus = known ?? corpora.holding(uri)[0] ?? corpora.open([uri]);
  await corpus.inspect();
  return corpus;
}
