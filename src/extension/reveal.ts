// Shows a line of a file in a column that holds text, never over the panel.
import * as vscode from 'vscode';
import { OPEN_IN_SAMPLE_EDITOR } from './samples/commands.ts';
import { isLarge, SAMPLES_TYPE } from './samples/largeFile.ts';

/**
 * `line` is 1-based; `avoid` is the column of the panel that asks, which then keeps the focus, so that its table can be
 * walked by keyboard. `keepsFocus`: so does any other view that asks. A file that is too large for the text editor's
 * extensions, or that is open in the sample editor alone, is shown there.
 */
export async function revealLine(
  uri: vscode.Uri,
  line: number,
  avoid?: vscode.ViewColumn,
  keepsFocus = avoid !== undefined,
): Promise<void> {
  if (!isOpenAs(uri, 'samples') || isOpenAs(uri, 'text')) {
    if (!(await isLarge(uri))) return revealInText(uri, line, avoid, keepsFocus);
  }
  const place = { viewColumn: textColumn(uri, avoid), preserveFocus: keepsFocus };
  await vscode.commands.executeCommand(OPEN_IN_SAMPLE_EDITOR, uri, line, place);
}

/** As `revealLine`, in the text editor. */
export async function revealInText(
  uri: vscode.Uri,
  line: number,
  avoid?: vscode.ViewColumn,
  keepsFocus = avoid !== undefined,
): Promise<void> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: textColumn(uri, avoid),
      preserveFocus: keepsFocus,
    });
    const at = document.lineAt(Math.min(Math.max(line, 1), document.lineCount) - 1).range.start;
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenter);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    vscode.window.showErrorMessage(vscode.l10n.t('Line {0} could not be shown: {1}', line, reason));
  }
}

function isOpenAs(uri: vscode.Uri, kind: 'text' | 'samples'): boolean {
  const id = uri.toString();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) =>
    kind === 'text'
      ? input instanceof vscode.TabInputText && input.uri.toString() === id
      : input instanceof vscode.TabInputCustom && input.viewType === SAMPLES_TYPE && input.uri.toString() === id,
  );
}

/** Where the file is already open, else where other text is, else the first column that is not the panel's. */
function textColumn(uri: vscode.Uri, avoid: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const id = uri.toString();
  const groups = vscode.window.tabGroups.all;
  const open = groups.find((group) =>
    group.tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === id),
  );
  if (open && open.viewColumn !== avoid) return open.viewColumn;
  const text = groups.find(
    (group) => group.viewColumn !== avoid && group.activeTab?.input instanceof vscode.TabInputText,
  );
  const other = text ?? groups.find((group) => group.viewColumn !== avoid);
  if (other) return other.viewColumn;
  return avoid === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
}
