// `clean` as a process that is killed while it writes.
import { mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from './cliBundle.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-clean-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

it('clean, killed while it writes, leaves the input and an earlier result whole, and the next run works', async () => {
  const row = (i: number) => `{"text":"row ${i} of some words"}\n`;
  const content = Array.from({ length: 20_000 }, (_, i) => row(i % 10_000)).join('');
  writeFileSync(join(folder, 'big.jsonl'), content);
  writeFileSync(join(folder, 'out.jsonl'), 'earlier\n');
  writeFileSync(join(folder, 'out.jsonl.report.json'), '{}\n');
  let seen = '';
  const args = ['clean', 'big.jsonl', '-o', 'out.jsonl', '--drop', 'exact-duplicate', '--dropped'];
  const { code } = await runCli(args, {
    cwd: folder,
    onStart(kill) {
      const watcher = watch(folder, (_event, name) => {
        if (!name?.endsWith('.tmp')) return;
        watcher.close();
        kill('SIGKILL');
        seen = name;
      });
    },
  });
  expect([code, seen]).toEqual([null, expect.stringMatching(/^out\.jsonl\..*\.tmp$/)]);
  expect(readdirSync(folder).some((name) => name.endsWith('.tmp'))).toBe(true);
  expect(read('big.jsonl')).toBe(content);
  expect([read('out.jsonl'), read('out.jsonl.report.json')]).toEqual(['earlier\n', '{}\n']);
  expect(readdirSync(folder)).not.toContain('out.jsonl.dropped.jsonl');

  expect((await runCli(args, { cwd: folder })).code).toBe(0);
  expect(read('out.jsonl')).toBe(content.slice(0, content.length / 2));
  expect(read('out.jsonl.dropped.jsonl')).toBe(content.slice(content.length / 2));
  expect(JSON.parse(read('out.jsonl.report.json')).samples).toHaveLength(10_000);
});
