// Deciding where findings stand: quick fixes drop as one edit, keep goes into the ledger, and both are undone.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import {
  closeAll,
  didInspect,
  distinctRows,
  eventually,
  flagged,
  setSetting,
  showInspected,
  writeCorpus,
} from '../harnessHost.ts';

const rows = distinctRows(12);
/** Lines 4 and 9 are copies of line 2; line 6 differs from it in one word of forty. */
const near = (rows[1] as string).replace(/ \w+"/, ' elsewhere"');
const lines = [...rows.slice(0, 3), rows[1], rows[3], near, rows[4], rows[5], rows[1], ...rows.slice(6)] as string[];

function ledgerOf(uri: vscode.Uri): Record<string, unknown>[] {
  const path = join(dirname(uri.fsPath), '.corpus-inspector', 'decisions.jsonl');
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  return text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Record<string, unknown>] : []));
}

async function fixesAt(uri: vscode.Uri, from: number, to = from, resolve = 0): Promise<vscode.CodeAction[]> {
  const range = new vscode.Range(from - 1, 0, to - 1, 5);
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, 'quickfix', resolve);
}

/** As the editor does it: the edit, then the command. */
async function choose(uri: vscode.Uri, title: string, from: number, to = from): Promise<void> {
  const fixes = await fixesAt(uri, from, to, 20);
  const fix = fixes.find((f) => f.title === title);
  assert.ok(fix, `"${title}" is not among ${fixes.map((f) => f.title).join(' | ')}`);
  if (fix.edit) assert.ok(await vscode.workspace.applyEdit(fix.edit));
  if (fix.command) await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
}

describe('Quick fixes of flagged lines', () => {
  let uri: vscode.Uri;
  let editor: vscode.TextEditor;
  const text = () => editor.document.getText();

  before(() => setSetting('editDelay', 50));
  after(async () => {
    await closeAll();
    await setSetting('editDelay', undefined);
  });
  beforeEach(async () => {
    await closeAll();
    uri = writeCorpus('review.jsonl', `${lines.join('\n')}\n`);
    editor = await showInspected(uri);
    assert.deepEqual(flagged(uri, 'exact-duplicate'), [4, 9]);
    assert.deepEqual(flagged(uri, 'near-duplicate'), [6]);
  });

  it('drop the samples of a selection over several lines, as one edit that one undo takes back', async () => {
    const inspected = didInspect(uri);
    await choose(uri, 'Drop these 3 samples', 1, lines.length);
    const kept = lines.filter((_, i) => ![3, 5, 8].includes(i));
    assert.equal(text(), `${kept.join('\n')}\n`);
    await inspected;
    assert.deepEqual(flagged(uri), []);
    assert.deepEqual(ledgerOf(uri), [], 'an edit is no decision');
    await vscode.commands.executeCommand('undo');
    assert.equal(text(), `${lines.join('\n')}\n`);
  });

  it('drop what a keeper covers, and Undo Last Decision brings it back', async () => {
    await choose(uri, 'Drop what line 2 covers (3 samples)', 6);
    assert.equal(text(), `${lines.filter((_, i) => ![3, 5, 8].includes(i)).join('\n')}\n`);
    await vscode.commands.executeCommand('corpusInspector.undoDecision');
    assert.equal(text(), `${lines.join('\n')}\n`);
  });

  it('prefer dropping only for copies, and offer to look at what is covered', async () => {
    const [copy, similar] = [await fixesAt(uri, 4), await fixesAt(uri, 6)];
    assert.deepEqual([copy[0]?.title, copy[0]?.isPreferred], ['Drop this sample', true]);
    assert.deepEqual([similar[0]?.title, similar[0]?.isPreferred], ['Drop this sample', false]);
    const titles = similar.map((fix) => fix.title);
    for (const title of ['Keep (ignore this finding here)', 'Compare with the covering sample', 'Show what repeats']) {
      assert.ok(titles.includes(title), titles.join(' | '));
    }
    assert.ok(!copy[0]?.edit, 'nothing is edited before one is chosen');
    assert.deepEqual(await fixesAt(uri, 1), []);
  });

  it('keep: the finding goes, stays away when the lines are sorted, and comes back with undo', async () => {
    await choose(uri, 'Keep (ignore this finding here)', 6);
    await eventually('the finding is ignored', () => flagged(uri, 'near-duplicate').length === 0);
    const [entry] = ledgerOf(uri);
    assert.deepEqual([entry?.action, entry?.finding, entry?.line], ['keep', 'near-duplicate', 6]);
    assert.equal(text(), `${lines.join('\n')}\n`);

    const moved = didInspect(uri);
    const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await editor.edit((edit) => edit.replace(whole, `${[...lines].reverse().join('\n')}\n`));
    await moved;
    await eventually('copies are flagged where they are now', () => flagged(uri, 'exact-duplicate').length === 2);
    // The first of the three texts stays now, which is a copy; the row that was kept is not flagged again.
    const at = [...lines].reverse().indexOf(near) + 1;
    assert.ok(!flagged(uri, 'near-duplicate').includes(at), 'still ignored');

    await vscode.commands.executeCommand('corpusInspector.undoDecision');
    await eventually('the finding is back', () => flagged(uri, 'near-duplicate').length === 1);
    assert.deepEqual(
      ledgerOf(uri).map(({ undoes }) => undoes !== undefined),
      [false, true],
    );
  });

  it('Drop Sample drops the samples of the selection, also of a list and of paragraphs', async () => {
    const list = writeCorpus(
      'list.json',
      JSON.stringify(
        rows.slice(0, 4).map((row) => JSON.parse(row)),
        null,
        2,
      ),
    );
    const other = await showInspectedBy(list);
    const line = other.document
      .getText()
      .split('\n')
      .findIndex((l) => l.includes(JSON.parse(rows[2] as string).text));
    other.selection = new vscode.Selection(line, 8, line, 8);
    await vscode.commands.executeCommand('corpusInspector.dropSample');
    const left = JSON.parse(other.document.getText()) as unknown[];
    assert.deepEqual(
      left,
      [0, 1, 3].map((i) => JSON.parse(rows[i] as string)),
    );
  });
});

async function showInspectedBy(uri: vscode.Uri): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  const inspected = didInspect(uri);
  await vscode.commands.executeCommand('corpusInspector.inspect', uri);
  await inspected;
  return editor;
}
