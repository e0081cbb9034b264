// The engine's process: a crash is survived once by itself and again on request, and nothing is left behind.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import {
  closeAll,
  diagnosticsOf,
  didInspect,
  distinctRows,
  enginePids,
  eventually,
  flagged,
  isAlive,
  pause,
  product,
  show,
  showInspected,
  writeCorpus,
} from '../harnessHost.ts';

const rows = distinctRows(12);
const withCopy = `${[...rows, rows[0]].join('\n')}\n`;

/** Large enough to be under way for a while. */
function largeCorpus(name: string): vscode.Uri {
  const many = distinctRows(15_000);
  return writeCorpus(name, `${[...many, many[7]].join('\n')}\n`);
}

async function inspect(uri: vscode.Uri) {
  return (await product()).inspect(uri);
}

function theEngine(): number {
  const pids = enginePids();
  assert.equal(pids.length, 1, `one engine, not ${pids.length}`);
  return pids[0]!;
}

async function kill(): Promise<number> {
  const pid = theEngine();
  process.kill(pid, 'SIGKILL');
  await eventually('the engine is dead', () => !enginePids().includes(pid));
  return pid;
}

describe('The engine', function () {
  this.timeout(90_000);
  before(closeAll);
  afterEach(closeAll);

  it('is one process for all corpora', async () => {
    await Promise.all([1, 2, 3].map((i) => inspect(writeCorpus(`parallel-${i}.jsonl`, withCopy))));
    theEngine();
  });

  it('is restarted after a crash, and what was open is measured again', async () => {
    const uri = writeCorpus('survivor.jsonl', withCopy);
    const editor = await showInspected(uri);
    const again = didInspect(uri);
    const dead = await kill();
    await again;
    assert.notEqual(theEngine(), dead);
    assert.deepEqual(flagged(uri), [13]);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${rows[5]}\n`));
    await inspect(uri);
    assert.deepEqual(flagged(uri), [7, 14], 'the unsaved text reached the new engine');
    // A second crash is not survived by itself, but the next request of a person starts the engine anew.
    const second = await kill();
    await pause(300);
    assert.ok(!isAlive(second));
    await inspect(uri);
    assert.deepEqual(flagged(uri), [7, 14]);
    theEngine();
  });

  it('may crash in the middle of an inspection, which is then done by the new one', async () => {
    const uri = largeCorpus('crashed.jsonl');
    await inspect(writeCorpus('first.jsonl', withCopy));
    const running = inspect(uri);
    await pause(250);
    const dead = await kill();
    const { report } = await running;
    assert.equal(report.files[0]?.samples, 15_001);
    assert.deepEqual(flagged(uri, 'exact-duplicate'), [15_001]);
    assert.notEqual(theEngine(), dead);
  });

  it('stops when the inspection is cancelled, and says so', async () => {
    const uri = largeCorpus('cancelled.jsonl');
    await show(writeCorpus('empty.txt', 'nothing'));
    const running = inspect(uri);
    running.catch(() => {});
    await pause(150);
    const asked = Date.now();
    await vscode.commands.executeCommand('corpusInspector.cancel');
    await assert.rejects(running, { code: 'cancelled' });
    assert.ok(Date.now() - asked < 2000, `${Date.now() - asked} ms`);
    assert.deepEqual(diagnosticsOf(uri), []);
    await inspect(uri);
    assert.deepEqual(flagged(uri, 'exact-duplicate'), [15_001]);
  });
});

describe('Inspect Selection', () => {
  before(closeAll);
  afterEach(closeAll);

  async function inspectLines(editor: vscode.TextEditor, selection: vscode.Selection) {
    editor.selection = selection;
    const inspected = didInspect(editor.document.uri);
    await vscode.commands.executeCommand('corpusInspector.inspectSelection');
    return (await inspected).report;
  }

  it('measures the selected lines only, and names them rightly', async () => {
    const all = [...rows, rows[0], rows[7], rows[7]];
    const uri = writeCorpus('selected.jsonl', `${all.join('\n')}\n`);
    const editor = await showInspected(uri);
    assert.deepEqual(flagged(uri), [13, 14, 15]);
    // Lines 8 to 14: line 14 repeats line 8; line 13 repeats line 1, which is not selected.
    let { views } = await inspectLines(editor, new vscode.Selection(7, 5, 13, 3));
    assert.equal(views.text?.metrics.samples?.value, 7);
    assert.deepEqual(flagged(uri), [14]);
    const [related] = diagnosticsOf(uri)[0]?.relatedInformation ?? [];
    assert.equal(related?.location.range.start.line, 7);
    // Whole lines, to the start of the line after them.
    ({ views } = await inspectLines(editor, new vscode.Selection(13, 0, 15, 0)));
    assert.equal(views.text?.metrics.samples?.value, 2);
    assert.deepEqual(flagged(uri), [15]);
  });

  it('counts the samples of the selection only', async () => {
    const uri = writeCorpus('counted.jsonl', withCopy);
    const editor = await showInspected(uri);
    const { files } = await inspectLines(editor, new vscode.Selection(2, 0, 6, 1));
    assert.deepEqual([files[0]?.samples, files[0]?.views[0]?.share], [5, 1]);
  });
});
