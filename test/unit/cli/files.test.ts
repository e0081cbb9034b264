// Which files are meant by a path, a pattern or a folder.
import '../runtime/tempRoot.ts';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { resolveFiles } from '../../../src/cli/files.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'files-'));
  const names = [
    'b.jsonl',
    'a.ndjson',
    'deep/er/c.json',
    'deep/notes.txt',
    'deep/picture.png',
    'node_modules/x/d.jsonl',
    '.corpus-inspector/e.jsonl',
    'odd[1].jsonl',
  ];
  for (const name of names) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), '{}\n');
  }
});

const shown = async (...words: string[]) => (await resolveFiles(words, cwd)).map((s) => s.source.shown);

it('takes paths as they are typed, even those that are not there', async () => {
  expect(await shown('b.jsonl', './a.ndjson', 'gone.jsonl')).toEqual(['b.jsonl', './a.ndjson', 'gone.jsonl']);
});
it('looks through a folder for corpora, and leaves out node_modules and dot folders', async () => {
  expect(await shown('.')).toEqual(['a.ndjson', 'b.jsonl', 'deep/er/c.json', 'deep/notes.txt', 'odd[1].jsonl']);
  expect(await shown('deep')).toEqual(['deep/er/c.json', 'deep/notes.txt']);
});
it('expands a pattern', async () => {
  expect(await shown('**/*.{txt,json}')).toEqual(['deep/er/c.json', 'deep/notes.txt']);
});
it('prefers a file whose name only looks like a pattern', async () => {
  expect(await shown('odd[1].jsonl')).toEqual(['odd[1].jsonl']);
});
it('names each file once', async () => {
  expect(await shown('b.jsonl', './b.jsonl', '*.jsonl')).toEqual(['b.jsonl', 'odd[1].jsonl']);
});
it('says so when a pattern or a folder holds nothing', async () => {
  await expect(shown('*.xyz')).rejects.toThrow('No file matches *.xyz.');
  mkdirSync(join(cwd, 'empty'), { recursive: true });
  await expect(shown('empty')).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringMatching(/^The folder empty holds no .jsonl/),
  });
});
