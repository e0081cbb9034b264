// The files that a configuration means by its evaluation sets: a file, a folder, a pattern; never out of a folder that is not trusted.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evaluationFiles } from '../../../src/runtime/leakage/referenceFiles.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'corpus-inspector-references-'));
  mkdirSync(join(root, 'project/eval/deep'), { recursive: true });
  mkdirSync(join(root, 'outside'));
  for (const name of ['eval/b.jsonl', 'eval/a.jsonl', 'eval/deep/c.txt', 'eval/notes.md'])
    writeFileSync(join(root, 'project', name), '{}\n');
  writeFileSync(join(root, 'outside/d.jsonl'), '{}\n');
  symlinkSync(join(root, 'outside/d.jsonl'), join(root, 'project/eval/link.jsonl'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const named = async (evaluation: readonly string[], insideOnly = false) => {
  const folder = join(root, 'project');
  const config = { path: join(folder, 'corpus-inspector.json'), evaluation };
  return (await evaluationFiles(config, folder, { root: folder, insideOnly })).map(({ name }) => name);
};

it('lists a folder and a pattern in order, each file once, and names a file that is not there', async () => {
  expect(await named(['eval'])).toEqual(['eval/a.jsonl', 'eval/b.jsonl', 'eval/deep/c.txt', 'eval/link.jsonl']);
  expect(await named(['eval/[ab].jsonl', 'eval/b.jsonl', 'gone.jsonl', '../outside/d.jsonl'])).toEqual([
    'eval/a.jsonl',
    'eval/b.jsonl',
    'gone.jsonl',
    '../outside/d.jsonl',
  ]);
});

it('follows no link out of a folder that is not trusted', async () => {
  expect(await named(['eval'], true)).toEqual(['eval/a.jsonl', 'eval/b.jsonl', 'eval/deep/c.txt']);
});
