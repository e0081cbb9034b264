// Open Sample Corpus: the instruction set that ships with the extension, as an untitled copy that may be edited freely.
import * as vscode from 'vscode';
import type { Services } from '../services.ts';

export async function openSample({ extensionUri }: Services): Promise<void> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'samples', 'instructions.jsonl'));
  const content = new TextDecoder().decode(bytes);
  const document = await vscode.workspace.openTextDocument({ language: 'jsonl', content });
  await vscode.window.showTextDocument(document);
}
