// A corpus against its version in git, through the editor's Git extension.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ComparisonReport } from '../../../src/engine/compare/report.ts';
import { closeAll, distinctRows, eventually, product, show, writeCorpus } from '../harnessHost.ts';

const rows = distinctRows(60);

function git(uri: vscode.Uri, ...args: string[]): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...args], { cwd: dirname(uri.fsPath), stdio: 'pipe' });
}

/** A file in a repository of its own, committed. */
function committed(name: string, text: string): vscode.Uri {
  const uri = writeCorpus(name, text);
  git(uri, 'init', '-q');
  git(uri, 'add', name);
  git(uri, 'commit', '-q', '-m', 'First version');
  return uri;
}

function compareWithGit(uri: vscode.Uri, ref: string | string[] = 'HEAD'): Thenable<ComparisonReport | undefined> {
  return vscode.commands.executeCommand('corpusInspector.compareWithGit', { uri: uri.toString(), git: ref });
}

async function setGit(enabled: boolean | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('git').update('enabled', enabled, vscode.ConfigurationTarget.Workspace);
}

/** The 40 words of a row with another last one. */
function edited(row: string): string {
  return row.replace(/\w+"}$/, 'edited"}');
}

describe('A corpus against its version in git', () => {
  const before60 = `${rows.join('\n')}\n`;

  before(async () => {
    await closeAll();
    await product();
    await setGit(true);
    const extension = vscode.extensions.getExtension<{ enabled: boolean }>('vscode.git');
    assert.ok(extension, 'the editor has its Git extension');
    const exported = await extension.activate();
    await eventually('git is enabled', () => exported.enabled);
  });
  after(async () => {
    await setGit(undefined);
    await closeAll();
  });

  it('tells what was added, removed and changed, and says how it differs', async () => {
    const uri = committed('train.jsonl', before60);
    // Five go, four are edited, three come.
    const now = [...rows.slice(5, 9).map(edited), ...rows.slice(9), ...distinctRows(3, 500)];
    writeFileSync(uri.fsPath, `${now.join('\n')}\n`);
    const report = await compareWithGit(uri);
    assert.ok(report, 'there is a report');
    assert.deepEqual(
      report.steps.map(({ name, samples }) => [name, samples]),
      [
        ['HEAD', 60],
        ['train.jsonl', 58],
      ],
    );
    assert.deepEqual(report.steps[1]?.changes, { same: 51, added: 3, removed: 5, changed: 4 });
    assert.match(report.verdict.sentences[0] ?? '', /\S/);
    assert.ok(['none', 'change', 'loss', 'gain'].includes(report.verdict.outcome));
    assert.equal(readFileSync(uri.fsPath, 'utf8'), `${now.join('\n')}\n`);
  });

  it('measures what stands on the screen, saved or not', async () => {
    const uri = committed('open.jsonl', before60);
    const editor = await show(uri);
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 10, 0)));
    assert.ok(editor.document.isDirty);
    const report = await compareWithGit(uri);
    assert.deepEqual(report?.steps[1]?.changes, { same: 50, added: 0, removed: 10, changed: 0 });
  });

  it('goes through several versions, from the oldest to what is there now', async () => {
    const uri = committed('several.jsonl', before60);
    git(uri, 'tag', 'v1');
    writeFileSync(uri.fsPath, `${rows.slice(0, 50).join('\n')}\n`);
    git(uri, 'commit', '-q', '-a', '-m', 'Second version');
    writeFileSync(uri.fsPath, `${rows.slice(0, 40).join('\n')}\n`);
    const report = await compareWithGit(uri, ['v1', 'HEAD']);
    assert.deepEqual(
      report?.steps.map(({ name, samples, changes }) => [name, samples, changes?.removed]),
      [
        ['v1', 60, undefined],
        ['HEAD', 50, 10],
        ['several.jsonl', 40, 10],
      ],
    );
  });

  it('says what to do about a file that was never committed, and a version that is not there', async () => {
    const uri = committed('known.jsonl', before60);
    await assert.rejects(
      async () => compareWithGit(uri, 'no-such-tag'),
      /There is no commit, tag or branch no-such-tag/,
    );
    const beside = vscode.Uri.joinPath(uri, '..', 'unknown.jsonl');
    writeFileSync(beside.fsPath, before60);
    await assert.rejects(async () => compareWithGit(beside), /unknown\.jsonl was never committed/);
  });
});
