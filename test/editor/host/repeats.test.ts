// Show What Repeats: what of a sample stands elsewhere, told by hovers with links, through escapes and line endings.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import {
  closeAll,
  didInspect,
  distinctRows,
  eventually,
  setSetting,
  show,
  showInspected,
  writeCorpus,
} from '../harnessHost.ts';

const PHRASE = 'the tide 😀 “came in” over\nthe old "stones"';
const SHOW = 'corpusInspector.showRepeats';

const textOf = (row: string): string => JSON.parse(row).text;
const withPhrase = (row: string, n: number) => JSON.stringify({ text: `${'pre '.repeat(n)}${PHRASE} ${textOf(row)}` });

async function hoverTexts(uri: vscode.Uri, at: vscode.Position): Promise<{ text: string; range: vscode.Range }[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
  return hovers.flatMap(({ contents, range }) =>
    contents.map((c) => ({ text: typeof c === 'string' ? c : c.value, range: range! })),
  );
}

async function alsoIn(uri: vscode.Uri, at: vscode.Position) {
  return (await hoverTexts(uri, at)).find(({ text }) => text.startsWith('Also'));
}

/** The position of the phrase's word "tide" on a line, 0-based. */
function tide(document: vscode.TextDocument, line: number): vscode.Position {
  const at = document.lineAt(line).text.indexOf('tide');
  assert.ok(at > 0);
  return new vscode.Position(line, at + 1);
}

function putCursor(editor: vscode.TextEditor, line: number): void {
  const at = new vscode.Position(line, 3);
  editor.selection = new vscode.Selection(at, at);
}

describe('Show What Repeats', function () {
  this.timeout(60_000);
  let uri: vscode.Uri;
  let editor: vscode.TextEditor;

  before(async () => {
    await closeAll();
    const rows = distinctRows(40);
    for (const [i, line] of [4, 9, 19, 29].entries()) rows[line] = withPhrase(rows[line]!, i);
    // As some editors write it: every character beyond ASCII as an escape.
    rows[4] = rows[4]!.replace(/[“”]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`).replace('😀', '\\ud83d\\ude00');
    uri = writeCorpus('repeats.jsonl', `\ufeff${rows.join('\r\n')}\r\n`);
    editor = await showInspected(uri);
  });
  after(closeAll);

  it('underlines what stands elsewhere: a hover names the lines, each a link', async () => {
    assert.equal(await alsoIn(uri, tide(editor.document, 4)), undefined, 'nothing before somebody asked');
    putCursor(editor, 4);
    await vscode.commands.executeCommand(SHOW);
    const found = await alsoIn(uri, tide(editor.document, 4));
    assert.ok(found, 'a hover');
    for (const line of [10, 20, 30]) {
      const args = encodeURIComponent(JSON.stringify([uri.toString(), line]));
      assert.ok(
        found.text.replace(/%28/g, '(').includes(`[line ${line}](command:corpusInspector.revealLine?${args})`),
        found.text,
      );
    }
    assert.ok(!found.text.includes('more'), found.text);
    const text = editor.document.getText(found.range);
    assert.equal(JSON.parse(`"${text}"`), PHRASE.slice(0, -1), 'the phrase and nothing else');
  });

  it('takes it away when it is run once more', async () => {
    putCursor(editor, 4);
    await vscode.commands.executeCommand(SHOW);
    assert.equal(await alsoIn(uri, tide(editor.document, 4)), undefined);
  });

  it('follows a link to the line', async () => {
    await vscode.commands.executeCommand('corpusInspector.revealLine', uri.toString(), 20);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 19);
  });

  it('shows nothing where nothing repeats', async () => {
    putCursor(editor, 12);
    await vscode.commands.executeCommand(SHOW);
    for (const character of [10, 30, 60]) {
      assert.equal(await alsoIn(uri, new vscode.Position(12, character)), undefined);
    }
  });

  it('measures an edited text as it stands on the screen', async () => {
    await setSetting('editDelay', 60_000);
    try {
      const text = editor.document.lineAt(9).text;
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${text}\n`));
      putCursor(editor, 0);
      const inspected = didInspect(uri);
      await vscode.commands.executeCommand(SHOW);
      await inspected;
      const found = await alsoIn(uri, tide(editor.document, 0));
      assert.match(found?.text ?? '', /^Also&nbsp;in |^Also in /);
      assert.ok(found?.text.includes('[line 11]'), found?.text);
    } finally {
      await setSetting('editDelay', undefined);
    }
  });
});

describe('Show What Repeats in a file that nobody inspected', () => {
  afterEach(closeAll);

  it('inspects it first, and finds a stretch that runs over two lines of a paragraph', async () => {
    await closeAll();
    const rows = distinctRows(3).map(textOf);
    const lines = [`${rows[0]} he went down`, `to the sea ${rows[1]}`, '', `${rows[2]} he went down to the sea`];
    const uri = writeCorpus('notes.txt', `${lines.join('\n')}\n`);
    const editor = await show(uri);
    putCursor(editor, 1);
    const inspected = didInspect(uri);
    await vscode.commands.executeCommand(SHOW);
    await inspected;
    const found = await alsoIn(uri, new vscode.Position(1, 4));
    assert.ok(found?.text.includes('[line 4]'), found?.text);
    assert.equal(editor.document.getText(found?.range), 'he went down\nto the sea');
  });
});

describe('Repeats of flagged samples', () => {
  after(closeAll);

  it('are told in a hover without being asked for, with how many more', async () => {
    await closeAll();
    const rows = distinctRows(30);
    const shared = textOf(rows[0]!);
    for (const [i, line] of [3, 6, 9, 12, 15, 18, 21].entries()) {
      rows[line] = JSON.stringify({
        text: `${shared} ${textOf(rows[line]!)
          .split(' ')
          .slice(0, 3 + i)
          .join(' ')}`,
      });
    }
    const uri = writeCorpus('flagged.jsonl', `${rows.join('\n')}\n`);
    const { document } = await showInspected(uri);
    // Behind the 120 characters that carry the finding's own hover.
    const at = new vscode.Position(3, document.lineAt(3).text.indexOf(shared) + 180);
    const found = await eventually('a hover on the repeated stretch', () => alsoIn(uri, at));
    assert.ok(found.text.includes('[line 1]'), found.text);
    assert.equal(document.getText(found.range), shared);
  });
});
