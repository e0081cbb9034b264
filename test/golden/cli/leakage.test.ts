// Leakage on the command line: what is printed, where evaluation sets come from, and what `clean --drop leakage` leaves.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './cliBundle.ts';

let cwd: string;
const words = (name: string, n: number) => Array.from({ length: n }, (_, k) => `${name}w${k}`).join(' ');
const jsonl = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
const ITEMS = Array.from({ length: 20 }, (_, i) => ({ question: words(`q${i}`, 30), answer: words(`a${i}`, 10) }));
const TRAIN = Array.from({ length: 12 }, (_, i) => ({ prompt: words(`p${i}`, 20), response: words(`r${i}`, 30) }));
TRAIN[4] = { prompt: ITEMS[2]!.question, response: ITEMS[2]!.answer };
TRAIN[7] = { prompt: ITEMS[5]!.question, response: words('other', 40) };

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'corpus-inspector-leakage-'));
  mkdirSync(join(cwd, 'configured/eval'), { recursive: true });
  writeFileSync(join(cwd, 'corpus.jsonl'), jsonl(TRAIN));
  writeFileSync(join(cwd, 'items.jsonl'), jsonl(ITEMS));
  writeFileSync(join(cwd, 'broken.json'), '{"rows": }');
  writeFileSync(join(cwd, 'configured/corpus.jsonl'), jsonl(TRAIN));
  writeFileSync(join(cwd, 'configured/eval/a.jsonl'), jsonl(ITEMS.slice(0, 10)));
  writeFileSync(join(cwd, 'configured/eval/b.jsonl'), jsonl(ITEMS.slice(10)));
  writeFileSync(join(cwd, 'configured/corpus-inspector.json'), '{ "references": { "evaluation": "eval" } }');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const quietly = ['--metrics', 'core', '--quiet'];
const leakageOf = (stdout: string) => {
  const lines = stdout.split('\n');
  const from = lines.findIndex((line) => line.startsWith('  leakage '));
  const to = lines.findIndex((line) => line.startsWith('  look at '));
  return from < 0 ? [] : lines.slice(from, to).map((line) => line.slice(14));
};

describe('inspect --against', () => {
  it('tells how much of the set leaks, and where', async () => {
    const { code, stdout } = await runCli(['inspect', 'corpus.jsonl', '--against', 'items.jsonl', ...quietly], { cwd });
    expect(code).toBe(0);
    // Of line 6 the prompt makes up the larger part of the 13-grams: 18 of 18, because the answer has none.
    expect(leakageOf(stdout)).toEqual([
      '2 of 20 items of items.jsonl (10 %) leak · into 2 samples · any 13-gram shared: 10 %',
    ]);
    expect(stdout).toContain('line 5  Leakage: holds 100 % of the 13-grams of line 3 of items.jsonl.');
    expect(stdout).toContain('line 8  Leakage: holds 100 % of the 13-grams of line 6 of items.jsonl.');
  });

  it('takes the sets of the nearest configuration, unless it is told otherwise', async () => {
    const corpus = join('configured', 'corpus.jsonl');
    expect(leakageOf((await runCli(['inspect', corpus, ...quietly], { cwd })).stdout)).toEqual([
      '2 of 10 items of configured/eval/a.jsonl (20 %) leak · into 2 samples · any 13-gram shared: 20 %',
      'none of 10 items of configured/eval/b.jsonl leaks · any 13-gram shared: 0 %',
    ]);
    expect(leakageOf((await runCli(['inspect', corpus, '--against', 'none', ...quietly], { cwd })).stdout)).toEqual([]);
    const { stdout } = await runCli(['inspect', 'configured/eval/a.jsonl', ...quietly], { cwd });
    expect(leakageOf(stdout)).toEqual(['none of 10 items of configured/eval/b.jsonl leaks · any 13-gram shared: 0 %']);
  });

  it('says in one sentence what is wrong', async () => {
    const run = (...args: string[]) => runCli(['inspect', 'corpus.jsonl', ...args, ...quietly], { cwd });
    const gone = await run('--against', 'gone.jsonl');
    expect([gone.code, gone.stderr]).toEqual([
      2,
      '--against: gone.jsonl is not there: check the path, or whether it was moved.\n',
    ]);
    const self = await run('--against', 'corpus.jsonl');
    expect([self.code, self.stderr]).toEqual([
      2,
      '--against corpus.jsonl: that is the corpus itself; name the file that it must not hold.\n',
    ]);
    const broken = await run('--against', 'broken.json');
    expect([broken.code, broken.stderr]).toEqual([3, expect.stringMatching(/^broken\.json was not compared: .+\n$/)]);
  });
});

describe('clean --drop leakage', () => {
  it('leaves out what holds an item, and says which', async () => {
    const args = ['clean', 'corpus.jsonl', '--drop', 'leakage', '--against', 'items.jsonl', '-o', 'out.jsonl', '-q'];
    expect((await runCli(args, { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'out.jsonl'), 'utf8')).toBe(jsonl(TRAIN.filter((_, i) => i !== 4 && i !== 7)));
    const { samples } = JSON.parse(readFileSync(join(cwd, 'out.jsonl.report.json'), 'utf8'));
    expect(samples[0]).toMatchObject({ line: 5, related: [{ file: 'items.jsonl', line: 3, share: 1 }] });
    const again = await runCli(['inspect', 'out.jsonl', '--against', 'items.jsonl', ...quietly], { cwd });
    expect(leakageOf(again.stdout)[0]).toMatch(/^none of 20 items/);
  });

  it('asks for an evaluation set where there is none, and refuses one that nobody wants dropped', async () => {
    const none = await runCli(['clean', 'corpus.jsonl', '--drop', 'leakage', '-n', '-q'], { cwd });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('give --against FILE')]);
    const unused = await runCli(['clean', 'corpus.jsonl', '--against', 'items.jsonl', '-n', '-q'], { cwd });
    expect([unused.code, unused.stderr]).toEqual([2, '--against goes with --drop leakage.\n']);
  });
});
