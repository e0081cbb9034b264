// Small files of the workspace, on any file system.
import * as vscode from 'vscode';

/** As it stands on the screen where it is open; empty where there is none. */
export async function textOf(uri: vscode.Uri): Promise<string> {
  return (await exists(uri)) ? (await vscode.workspace.openTextDocument(uri)).getText() : '';
}

/** An existing file is edited, so that the change can be undone where it is open, and saved. */
export async function writeText(uri: vscode.Uri, text: string): Promise<void> {
  if (!(await exists(uri))) return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.getText() === text) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save())) {
    throw new Error(vscode.l10n.t('{0} could not be changed.', uri.path));
  }
}

/** Into the trash where the file system has one. What is not there is no error. */
export async function discard(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri, { useTrash: true });
  } catch {
    await vscode.workspace.fs.delete(uri).then(undefined, () => {});
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
