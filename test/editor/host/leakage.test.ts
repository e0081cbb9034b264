// Leakage: an evaluation set that the configuration names puts a diagnostic on the leaked line, which leads to the item; and
// takes it away when it is named no more.
import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import {
  closeAll,
  diagnosticsOf,
  didInspect,
  distinctRows,
  eventually,
  flagged,
  kindOf,
  showInspected,
  writeCorpus,
} from '../harnessHost.ts';

const KIND = 'leakage';
const textOf = (row: string) => (JSON.parse(row) as { text: string }).text;

async function hoverTexts(uri: vscode.Uri, at: vscode.Position): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
  return hovers.flatMap(({ contents }) => contents.map((c) => (typeof c === 'string' ? c : c.value)));
}

describe('Leakage into a corpus', function () {
  this.timeout(60_000);
  const items = distinctRows(20, 5000);
  let uri: vscode.Uri;
  let folder: string;
  const evaluation = () => vscode.Uri.file(join(folder, 'eval', 'items.jsonl'));
  const config = () => join(folder, 'corpus-inspector.json');
  const leaks = () => diagnosticsOf(uri).filter((d) => kindOf(d) === KIND);

  before(async () => {
    await closeAll();
    const rows = distinctRows(60);
    // Item 8 in full, inside of another text.
    rows[41] = JSON.stringify({ text: `${textOf(rows[41]!).slice(0, 80)} ${textOf(items[7]!)}` });
    uri = writeCorpus('corpus.jsonl', `${rows.join('\n')}\n`);
    folder = dirname(uri.fsPath);
    await vscode.workspace.fs.createDirectory(vscode.Uri.file(join(folder, 'eval')));
    writeFileSync(evaluation().fsPath, `${items.join('\n')}\n`);
    writeFileSync(config(), '{\n  // ours\n  "references": { "evaluation": ["eval/*.jsonl"] }\n}\n');
    await showInspected(uri);
  });
  after(closeAll);

  it('is a diagnostic on the leaked line that names the item and links to it', async () => {
    await eventually('the line is flagged', () => leaks().length > 0);
    const [leak, ...others] = leaks();
    assert.deepEqual(others, []);
    assert.equal(leak!.range.start.line, 41);
    assert.match(leak!.message, /^Leakage: holds 100 % of the 13-grams of line 8 of .*eval\/items\.jsonl\.$/);
    const [related] = leak!.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), evaluation().toString());
    assert.equal(related?.location.range.start.line, 7);
    const texts = await hoverTexts(uri, leak!.range.start);
    const told = texts.find((text) => text.includes('command:corpusInspector.revealLine'));
    assert.ok(told, texts.join('\n'));
    const [, link] = /command:corpusInspector\.revealLine\?([^)\s]+)/.exec(told) ?? [];
    await vscode.commands.executeCommand('corpusInspector.revealLine', ...JSON.parse(decodeURIComponent(link!)));
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), evaluation().toString());
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 7);
  });

  it('does not look for a set in itself', () => {
    assert.deepEqual(flagged(evaluation(), KIND), []);
  });

  it('goes when the items change, and when the set is named no more', async () => {
    writeFileSync(evaluation().fsPath, `${items.filter((_, i) => i !== 7).join('\n')}\n`);
    await eventually('the item is gone, and so is the finding', () => leaks().length === 0);
    writeFileSync(evaluation().fsPath, `${items.join('\n')}\n`);
    await eventually('it is back', () => leaks().length === 1);
    writeFileSync(config(), '{\n  // ours\n  "references": {}\n}\n');
    await eventually('nothing is looked for', () => leaks().length === 0);
  });

  it('is checked against a file that a person chooses, which the configuration keeps', async () => {
    await vscode.window.showTextDocument(uri, { preview: false });
    const inspected = didInspect(uri);
    await vscode.commands.executeCommand('corpusInspector.checkAgainst', { uri: evaluation().toString() });
    const { report } = await inspected;
    assert.deepEqual(
      report.leakage?.sets.map(({ items: n, leaked }) => [n, leaked]),
      [[20, 1]],
    );
    await eventually('the line is flagged', () => leaks().length === 1);
    const text = readFileSync(config(), 'utf8');
    assert.ok(text.includes('// ours') && text.includes('"evaluation": "eval/items.jsonl"'), text);
  });
});
