// A wrong sum as a diagnostic on its place, and gone once the sum is right.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import {
  closeAll,
  diagnosticsOf,
  didInspect,
  distinctRows,
  eventually,
  kindOf,
  setSetting,
  showInspected,
  writeCorpus,
} from '../harnessHost.ts';

const WRONG = '17 × 3 = 54';
const LINE = 4;

function corpus(): string {
  const rows = distinctRows(12).map((text, i) => {
    const { text: own } = JSON.parse(text) as { text: string };
    const sum = i === LINE ? WRONG : `${i + 2} × 3 = ${3 * (i + 2)}`;
    return JSON.stringify({ prompt: `Say something about number ${i}.`, response: `${own} The "sum": ${sum}.` });
  });
  return `${rows.join('\n')}\n`;
}

const failed = (uri: vscode.Uri) => diagnosticsOf(uri).filter((d) => kindOf(d) === 'verification-failed');

describe('Verification', function () {
  this.timeout(60_000);
  before(async () => {
    await closeAll();
    await setSetting('editDelay', 50);
  });
  afterEach(closeAll);
  after(async () => {
    await setSetting('editDelay', undefined);
    await setSetting('verify', undefined);
  });

  it('underlines one wrong sum, and no longer when it is right', async () => {
    const uri = writeCorpus('sums.jsonl', corpus());
    const editor = await showInspected(uri);
    const [diagnostic, ...others] = failed(uri);
    assert.equal(others.length, 0);
    assert.ok(diagnostic, 'a diagnostic for the wrong sum');
    assert.equal(editor.document.getText(diagnostic.range), WRONG);
    assert.equal(diagnostic.range.start.line, LINE);
    assert.match(diagnostic.message, /^Verification failed: 17 × 3 is 51, not 54\.$/);

    const at = diagnostic.range.end;
    const inspected = didInspect(uri);
    await editor.edit((edit) => edit.replace(new vscode.Range(at.translate(0, -2), at), '51'));
    await inspected;
    await eventually('the diagnostic goes away', async () => failed(uri).length === 0);
  });

  it('leaves it out where it is not wanted', async () => {
    await setSetting('verify', 'none');
    const uri = writeCorpus('quiet.jsonl', corpus());
    await showInspected(uri);
    assert.deepEqual(failed(uri), []);
  });
});
