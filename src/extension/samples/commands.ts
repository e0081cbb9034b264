// The commands of the sample editor.
import * as vscode from 'vscode';
import { SAMPLES_COMMANDS, type SamplesCommand } from '../../protocol/samplesPanelApi.ts';
import { activeUri } from '../active.ts';
import { mayOpenAsSamples } from './largeFile.ts';
import type { SampleEditors, ShowOptions } from './sampleEditors.ts';

export const OPEN_IN_SAMPLE_EDITOR = 'corpusInspector.openInSampleEditor';
/** For other commands that act where the person is: not in the manifest. */
export const RUN_IN_SAMPLE_EDITOR = 'corpusInspector.samples.run';

export function registerSampleCommands(editors: SampleEditors): vscode.Disposable {
  const run = (command: SamplesCommand) => () => editors.run(command);
  return vscode.Disposable.from(
    // From a menu: the file, and perhaps a selection of files; from the palette: nothing; from ourselves: a line, and where.
    vscode.commands.registerCommand(OPEN_IN_SAMPLE_EDITOR, (given?: unknown, line?: unknown, options?: unknown) =>
      open(editors, given, line, options),
    ),
    vscode.commands.registerCommand(RUN_IN_SAMPLE_EDITOR, (command: SamplesCommand) => editors.run(command)),
    ...SAMPLES_COMMANDS.map((name) => vscode.commands.registerCommand(`corpusInspector.samples.${name}`, run(name))),
  );
}

async function open(editors: SampleEditors, given: unknown, line: unknown, options: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : activeUri();
  if (!uri || !mayOpenAsSamples(uri)) {
    vscode.window.showInformationMessage(
      vscode.l10n.t('Open a .jsonl, .ndjson or .txt file of this machine, and open it in the sample editor then.'),
    );
    return;
  }
  const at = typeof line === 'number' ? line : lineOfCursor(uri);
  await editors.show(uri, at, typeof line === 'number' ? (options as ShowOptions) : {});
}

/** Where the person is reading it as text. */
function lineOfCursor(uri: vscode.Uri): number | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.uri.toString() === uri.toString() ? editor.selection.active.line + 1 : undefined;
}
