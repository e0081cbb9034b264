// Next and Previous Finding: moves the cursor to the flagged line after or before it, around the ends of the file.
import * as vscode from 'vscode';
import { type Direction, ordinal, stepFrom } from '../places.ts';
import { RUN_IN_SAMPLE_EDITOR } from '../samples/commands.ts';
import { SAMPLES_TYPE } from '../samples/largeFile.ts';
import type { Services } from '../services.ts';

const MESSAGE_MS = 6000;

export function goToFinding({ findings }: Services, direction: Direction): void {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (tab instanceof vscode.TabInputCustom && tab.viewType === SAMPLES_TYPE) {
    vscode.commands.executeCommand(RUN_IN_SAMPLE_EDITOR, `${direction}Finding`);
    return;
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const all = findings.of(editor.document.uri)?.findings ?? [];
  const place = stepFrom(all, editor.selection.active.line + 1, direction);
  if (!place) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('No findings in this file.'), MESSAGE_MS);
    return;
  }
  const at = editor.document.validatePosition(new vscode.Position(place.line - 1, place.startColumn));
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  const { at: number, of } = ordinal(all, place);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Flagged line {0} of {1}: {2}', number, of, place.message),
    MESSAGE_MS,
  );
}
