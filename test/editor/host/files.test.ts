// Files that are deleted, renamed, ignored, several at once, or no corpus at all.
import { strict as assert } from 'node:assert';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import {
  closeAll,
  diagnosticsOf,
  didInspect,
  distinctRows,
  eventually,
  flagged,
  listing,
  pause,
  product,
  setSetting,
  show,
  showInspected,
  writeCorpus,
} from '../harnessHost.ts';

const rows = distinctRows(12);
const withCopy = `${[...rows, rows[0]].join('\n')}\n`;

function beside(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', name);
}

async function inspect(uri: vscode.Uri) {
  return (await product()).inspect(uri);
}

describe('Files of a corpus', () => {
  before(closeAll);
  afterEach(closeAll);

  it('lose their findings when they are deleted outside of the editor', async () => {
    const uri = writeCorpus('deleted.jsonl', withCopy);
    await inspect(uri);
    assert.deepEqual(flagged(uri), [13]);
    await pause(1000);
    rmSync(uri.fsPath);
    await eventually('the findings are gone', () => diagnosticsOf(uri).length === 0);
  });

  it('lose their findings when they are deleted in the editor', async () => {
    const uri = writeCorpus('trashed.jsonl', withCopy);
    await showInspected(uri);
    await vscode.workspace.fs.delete(uri);
    await eventually('the findings are gone', () => diagnosticsOf(uri).length === 0);
  });

  it('keep their findings when they are renamed outside of the editor', async () => {
    const uri = writeCorpus('before.jsonl', withCopy);
    await inspect(uri);
    await pause(1000);
    const renamed = beside(uri, 'after.jsonl');
    const inspected = didInspect(renamed);
    renameSync(uri.fsPath, renamed.fsPath);
    await inspected;
    assert.deepEqual(flagged(renamed), [13]);
    assert.deepEqual(flagged(uri), []);
  });

  it('keep their findings when they are renamed in the editor, open and unsaved', async () => {
    const uri = writeCorpus('open.jsonl', withCopy);
    const editor = await showInspected(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${distinctRows(1, 700)[0]}\n`));
    await inspect(uri);
    const renamed = beside(uri, 'open-renamed.jsonl');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uri, renamed);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually('the findings moved', () => flagged(renamed).join() === '14' && flagged(uri).length === 0);
  });

  it('are inspected again when an open one changes on disk', async () => {
    const uri = writeCorpus('changed.jsonl', withCopy);
    await showInspected(uri);
    assert.deepEqual(flagged(uri), [13]);
    writeFileSync(uri.fsPath, `${rows.join('\n')}\n`);
    await eventually('the finding is gone', () => diagnosticsOf(uri).length === 0);
  });

  it('lose their findings when their editor is closed', async () => {
    const uri = writeCorpus('closed.jsonl', withCopy);
    await showInspected(uri);
    assert.deepEqual(flagged(uri), [13]);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually('the findings are gone', () => diagnosticsOf(uri).length === 0);
  });

  it('make one corpus when several are inspected together', async () => {
    const one = writeCorpus('one.jsonl', `${rows.join('\n')}\n`);
    const two = writeCorpus('two.jsonl', `${distinctRows(5, 300).join('\n')}\n${rows[4]}\n`);
    const inspected = Promise.all([didInspect(one), didInspect(two)]);
    await vscode.commands.executeCommand('corpusInspector.inspect', one, [one, two]);
    const [{ report }] = await inspected;
    assert.deepEqual(
      report.files.map((file) => [file.path, file.samples]),
      [
        [one.fsPath, 12],
        [two.fsPath, 6],
      ],
    );
    assert.deepEqual(flagged(one), []);
    assert.deepEqual(flagged(two), [6]);
    const [related] = diagnosticsOf(two)[0]?.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), one.toString());
    assert.equal(related?.location.range.start.line, 4);
  });

  it('are found in a folder, except those of our own', async () => {
    const one = writeCorpus('inside.jsonl', withCopy);
    const own = vscode.Uri.joinPath(one, '..', '.corpus-inspector', 'snapshot.jsonl');
    await vscode.workspace.fs.writeFile(own, Buffer.from(withCopy));
    const inspected = didInspect(one);
    await vscode.commands.executeCommand('corpusInspector.inspect', vscode.Uri.joinPath(one, '..'));
    const { report } = await inspected;
    assert.deepEqual(
      report.files.map(({ path }) => path),
      [one.fsPath],
    );
  });
});

describe('What is not inspected by itself', () => {
  before(closeAll);
  afterEach(closeAll);

  async function assertQuiet(uri: vscode.Uri): Promise<void> {
    let happened = false;
    const listening = (await product()).onDidInspect((event) => {
      happened ||= event.uri.toString() === uri.toString();
    });
    await show(uri);
    await pause(1200);
    listening.dispose();
    assert.equal(happened, false, `${uri} was inspected`);
    assert.deepEqual(diagnosticsOf(uri), []);
  }

  it('anything, when analyzeOnOpen is off, until it is asked for', async () => {
    const uri = writeCorpus('off.jsonl', withCopy);
    await setSetting('analyzeOnOpen', 'off');
    try {
      await assertQuiet(uri);
      await inspect(uri);
      assert.deepEqual(flagged(uri), [13]);
    } finally {
      await setSetting('analyzeOnOpen', undefined);
    }
  });

  it('text and JSON files by default', async () => {
    await assertQuiet(writeCorpus('plain.txt', 'One.\n\nTwo.\n'));
    await assertQuiet(writeCorpus('rows.json', '[{"text":"one"},{"text":"one"}]'));
  });

  it('excluded files and files over the size cap', async () => {
    await setSetting('exclude', ['**/excluded-*.jsonl']);
    await setSetting('maxFileSizeMB', 0.001);
    try {
      await assertQuiet(writeCorpus('excluded-1.jsonl', '{"text":"a b"}\n{"text":"a b"}\n'));
      await assertQuiet(writeCorpus('large.jsonl', withCopy));
    } finally {
      await setSetting('exclude', undefined);
      await setSetting('maxFileSizeMB', undefined);
    }
  });

  // As those of git:, which the editor's own extension serves.
  it('documents of other schemes, which a diff shows', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('old-version', {
      provideTextDocumentContent: () => withCopy,
    });
    const old = vscode.Uri.from({ scheme: 'old-version', path: '/old/train.jsonl' });
    try {
      await assertQuiet(old);
      const now = writeCorpus('now.txt', 'Something else.');
      await vscode.commands.executeCommand('vscode.diff', old, now);
      await pause(1200);
      assert.deepEqual(diagnosticsOf(old), []);
      assert.equal((await vscode.workspace.openTextDocument(old)).lineCount, 14, 'the document is there');
    } finally {
      provider.dispose();
    }
  });
});

describe('Files that are no corpus', () => {
  before(closeAll);
  afterEach(closeAll);

  async function refusal(uri: vscode.Uri): Promise<{ code: string; message: string }> {
    try {
      await inspect(uri);
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      // One sentence that names the file and says what to do.
      assert.match(message, /^[^\n]{10,250}\.$/);
      assert.ok(message.includes(uri.path.split('/').at(-1)!), message);
      assert.deepEqual(diagnosticsOf(uri), []);
      return { code, message };
    }
    throw new Error(`${uri} was inspected.`);
  }

  it('an empty file', async () => {
    assert.equal((await refusal(writeCorpus('empty.jsonl', ''))).code, 'empty-file');
  });

  it('an empty document', async () => {
    const uri = writeCorpus('blank.jsonl', '\n\n  \n');
    await show(uri);
    assert.equal((await refusal(uri)).code, 'empty-file');
  });

  it('a binary file', async () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...new Uint8Array(2000)]);
    assert.equal((await refusal(writeCorpus('picture.jsonl', png))).code, 'binary-file');
  });

  it('a file that is not there', async () => {
    assert.equal((await refusal(vscode.Uri.file('/nowhere/none.jsonl'))).code, 'not-found');
  });

  it('and what was shown before stays away after such a failure', async () => {
    const uri = writeCorpus('shrinking.jsonl', withCopy);
    const editor = await showInspected(uri);
    assert.deepEqual(flagged(uri), [13]);
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, editor.document.lineCount, 0)));
    await eventually('nothing is flagged in an empty document', () => listing(uri).length === 0);
    const inspected = didInspect(uri);
    await vscode.commands.executeCommand('undo');
    await inspected;
    assert.deepEqual(flagged(uri), [13]);
  });
});
