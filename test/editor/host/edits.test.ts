// Unsaved text is measured as it stands on the screen.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
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
  seed,
  setSetting,
  show,
  showInspected,
  writeCorpus,
} from '../harnessHost.ts';

/** Small numbers that are the same in every run of a seed. */
function numbers(from: number): (below: number) => number {
  let state = from >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('Edits that are not saved', () => {
  before(async () => {
    await closeAll();
    await setSetting('editDelay', 50);
  });
  afterEach(closeAll);
  after(() => setSetting('editDelay', undefined));

  it('bring findings, and undoing them takes those away', async () => {
    const rows = distinctRows(20);
    const uri = writeCorpus('edited.jsonl', `${rows.join('\n')}\n`);
    const editor = await showInspected(uri);
    assert.deepEqual(flagged(uri), [], 'a clean corpus');
    const inspected = didInspect(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(10, 0), `${rows[3]}\n`));
    const { report } = await inspected;
    assert.ok(editor.document.isDirty);
    assert.equal(report.files[0]?.samples, 21);
    assert.deepEqual(flagged(uri, 'exact-duplicate'), [11]);
    const again = didInspect(uri);
    await vscode.commands.executeCommand('undo');
    await again;
    assert.deepEqual(flagged(uri), []);
  });

  it('move the findings below them', async () => {
    const rows = distinctRows(10);
    const uri = writeCorpus('moved.jsonl', `${[...rows, rows[0]].join('\n')}\n`);
    const editor = await showInspected(uri);
    assert.deepEqual(flagged(uri), [11]);
    const inspected = didInspect(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(4, 0), `${distinctRows(3, 500).join('\n')}\n`));
    await inspected;
    assert.deepEqual(flagged(uri), [14]);
  });

  it('end, when many come quickly, at what a fresh inspection says', async function () {
    this.timeout(60_000);
    const corpus = generateInstructions(seed);
    const uri = writeCorpus('busy.jsonl', `${corpus.rows.join('\n')}\n`);
    const editor = await showInspected(uri);
    const { document } = editor;
    const number = numbers(seed);
    for (let i = 0; i < 80; i++) {
      const line = number(document.lineCount - 1);
      const row = document.lineAt(number(document.lineCount - 1)).text;
      await editor.edit(
        (edit) => {
          if (i % 4 === 0) edit.delete(document.lineAt(line).rangeIncludingLineBreak);
          else if (i % 4 === 1) edit.insert(new vscode.Position(line, 0), `${row}\n`);
          else if (i % 4 === 2) edit.insert(document.lineAt(line).range.end, ' ');
          // Several places in one edit.
          else for (const at of [0, line]) edit.insert(new vscode.Position(at, 0), `{"output":"😀 ${i} ${at}"}\n`);
        },
        { undoStopBefore: false, undoStopAfter: false },
      );
      if (i % 10 === 9) await pause(number(80));
    }
    await product().then(({ inspect }) => inspect(uri));
    const found = listing(uri);
    const copy = writeCorpus('busy.jsonl', document.getText());
    await product().then(({ inspect }) => inspect(copy));
    assert.deepEqual(found, listing(copy), `seed ${seed}`);
    assert.ok(found.length > 30, `${found.length} findings`);
    await pause(300);
    assert.deepEqual(listing(uri), found, `seed ${seed}: nothing late comes after`);
  });

  it('stay consistent with changed line ends and a replaced text', async () => {
    const rows = distinctRows(30);
    const uri = writeCorpus('ends.jsonl', `${rows.join('\n')}\n`);
    const editor = await showInspected(uri);
    const crlf = didInspect(uri);
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await editor.edit((edit) => edit.insert(new vscode.Position(29, 0), `${rows[1]}\n`));
    await crlf;
    await product().then(({ inspect }) => inspect(uri));
    assert.deepEqual(flagged(uri), [30]);
    const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
    const replaced = didInspect(uri);
    await editor.edit((edit) => edit.replace(whole, [rows[5], rows[6], rows[5]].join('\r\n')));
    await replaced;
    assert.deepEqual(flagged(uri), [3]);
  });

  it('count in untitled documents of language jsonl', async () => {
    const rows = distinctRows(8);
    const content = [...rows, rows[2]].join('\n');
    const document = await vscode.workspace.openTextDocument({ language: 'jsonl', content });
    const inspected = didInspect(document.uri);
    const editor = await vscode.window.showTextDocument(document);
    const { report } = await inspected;
    assert.equal(report.files[0]?.samples, 9);
    assert.deepEqual(flagged(document.uri), [9]);
    const again = didInspect(document.uri);
    await editor.edit((edit) => edit.delete(document.lineAt(2).rangeIncludingLineBreak));
    await again;
    assert.deepEqual(flagged(document.uri), []);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually('nothing is left of it', () => diagnosticsOf(document.uri).length === 0);
  });

  it('are measured in documents that stay open without a tab, too', async () => {
    const rows = distinctRows(6);
    const uri = writeCorpus('other.jsonl', rows.join('\n'));
    const edit = new vscode.WorkspaceEdit();
    await show(uri);
    edit.insert(uri, new vscode.Position(0, 0), `${rows[5]}\n`);
    await show(writeCorpus('front.jsonl', distinctRows(3, 900).join('\n')));
    await vscode.workspace.applyEdit(edit);
    await product().then(({ inspect }) => inspect(uri));
    assert.deepEqual(flagged(uri), [7]);
  });
});
