// The product as installed from its VSIX: there, active, and with its commands.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

describe('The installed extension', () => {
  it('is installed from the VSIX and becomes active', async () => {
    const extension = vscode.extensions.getExtension('corpus-inspector.corpus-inspector');
    assert.ok(extension, 'corpus-inspector.corpus-inspector is not installed');
    assert.ok(!extension.extensionPath.startsWith(process.cwd()), 'it must run from the VSIX, not from the work tree');
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('contributes commands that VS Code knows', async () => {
    const extension = vscode.extensions.getExtension('corpus-inspector.corpus-inspector');
    const contributed: { command: string }[] = extension?.packageJSON.contributes?.commands ?? [];
    const known = new Set(await vscode.commands.getCommands(true));
    assert.ok(contributed.length > 0, 'package.json contributes no command');
    assert.deepEqual(
      contributed.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  it('opens its sample corpus as an untitled copy', async () => {
    await vscode.commands.executeCommand('corpusInspector.openSample');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'jsonl');
    assert.ok(document?.isUntitled);
    assert.match(document?.lineAt(0).text ?? '', /^\{"id":/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
