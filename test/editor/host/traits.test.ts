// Traits: no finding without a calibration, findings with one, none again once it is removed; and what the hover says.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, didInspect, eventually, flagged, product, showInspected, writeCorpus } from '../harnessHost.ts';
import { traitRows } from '../traitRows.ts';

const KIND = 'llm-traits';
const CALIBRATE = 'corpusInspector.calibrate';
const people = { from: 'field', field: 'source', value: 'people' };

const root = () => vscode.workspace.workspaceFolders![0]!.uri.fsPath;
const config = () => join(root(), 'corpus-inspector.json');
const calibration = () => join(root(), '.corpus-inspector', 'calibration.json');

async function hoverTexts(uri: vscode.Uri, at: vscode.Position): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
  return hovers.flatMap(({ contents }) => contents.map((c) => (typeof c === 'string' ? c : c.value)));
}

/** Spaces as people read them. */
function readable(markdown: string): string {
  return markdown.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ');
}

describe('Traits of a corpus', function () {
  this.timeout(120_000);
  const rows = traitRows(150);
  let uri: vscode.Uri;

  before(async () => {
    await closeAll();
    for (const path of [config(), calibration()]) rmSync(path, { force: true });
    uri = writeCorpus('people-and-models.jsonl', `${rows.rows.join('\n')}\n`);
    await showInspected(uri);
  });
  after(async () => {
    for (const path of [config(), calibration()]) rmSync(path, { force: true });
    await closeAll();
  });

  it('never make a finding without a calibration', async () => {
    assert.deepEqual(flagged(uri, KIND), []);
    const { report } = await (await product()).inspect(uri);
    const traits = report.views.text?.traits;
    assert.ok(traits && traits.scored > 0, 'the texts are scored all the same');
    assert.equal(traits.calibration, undefined);
  });

  it('are told in a hover when asked for, with no proof of origin', async () => {
    const editor = vscode.window.activeTextEditor!;
    const line = rows.llm[0]! - 1;
    editor.selection = new vscode.Selection(line, 12, line, 12);
    await vscode.commands.executeCommand('corpusInspector.showTraits');
    const texts = (await hoverTexts(uri, new vscode.Position(line, 12))).map(readable);
    const told = texts.find((text) => text.includes('No proof of origin'));
    assert.ok(told, texts.join('\n'));
    assert.match(told, /Shares more surface traits with LLM text than \d+ % of human/);
    await vscode.commands.executeCommand('corpusInspector.showTraits');
    const after = (await hoverTexts(uri, new vscode.Position(line, 12))).map(readable);
    assert.ok(!after.some((text) => text.includes('No proof of origin')), 'once more takes it away');
  });

  it('make findings once the human rows are named, kept beside the other keys of the configuration', async () => {
    writeFileSync(config(), '{\n  // ours\n  "references": { "human": "people.jsonl" }\n}\n');
    await vscode.commands.executeCommand(CALIBRATE, { human: people, rate: 0.05 });
    const lines = await eventually<number[] | null>('some lines are flagged', () => {
      const found = flagged(uri, KIND);
      return found.length > 0 ? found : null;
    });
    const wrong = lines.filter((line) => rows.human.includes(line));
    const right = lines.filter((line) => rows.llm.includes(line));
    assert.ok(right.length >= rows.llm.length / 2, `${right.length} of ${rows.llm.length} found`);
    // A rate of 5 % of the rows that the calibration is made of, and a little.
    assert.ok(wrong.length <= Math.ceil(0.07 * rows.human.length), `${wrong.length} human rows are flagged`);
    const text = readFileSync(config(), 'utf8');
    assert.ok(text.includes('// ours') && text.includes('"references"'), text);
    assert.ok(text.includes('.corpus-inspector/calibration.json'), text);
    const stored = readFileSync(calibration(), 'utf8');
    assert.ok(!stored.includes('bees') && !stored.includes('tapestry'), 'numbers, never texts');
  });

  it('say p in the hover of a flagged line without being asked', async () => {
    const line = flagged(uri, KIND).find((n) => rows.llm.includes(n))! - 1;
    vscode.window.activeTextEditor!.revealRange(new vscode.Range(line, 0, line, 0));
    const told = await eventually('a hover with the traits', async () => {
      const texts = (await hoverTexts(uri, new vscode.Position(line, 12))).map(readable);
      return texts.find((text) => text.includes('No proof of origin'));
    });
    assert.match(told, /p = [\d.]+ against your human rows/);
    assert.ok(!/AI-written|AI-generated/i.test(told));
  });

  it('make none any more once the calibration is removed', async () => {
    const inspected = didInspect(uri);
    await vscode.commands.executeCommand('corpusInspector.removeCalibration');
    await inspected;
    await eventually('no line is flagged', () => flagged(uri, KIND).length === 0);
    assert.ok(!existsSync(calibration()), 'the file is gone');
    assert.ok(readFileSync(config(), 'utf8').includes('// ours'), 'the configuration is not');
  });
});
