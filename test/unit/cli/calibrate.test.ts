// `calibrate` from words to file and table.
import '../runtime/tempRoot.ts';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CliContext } from '../../../src/cli/command.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { readCalibration } from '../../../src/engine/traits/calibration/calibration.ts';
import { calibrate } from '../../../src/runtime/traits/calibrate.ts';
import { tools } from '../../helpers/tools.ts';
import { normals } from '../engine/traits/support.ts';
import { recording } from './support.ts';

let cwd: string;
const normal = normals(3);
const FUNCTION_WORDS = 'the of and to in a is that it for was on are with as'.split(' ');
const PLAIN = 'dog got big sun told ran job mud walked bread kid car rain lost phone bus cold yard shop ate'.split(' ');
const GRAND = 'comprehensive tapestry crucial significant understanding highlighting seamlessly multifaceted'.split(
  ' ',
);
/** English as far as its function words tell; from 4.5 on, the more `letters` the more grand words. */
const text = (words: number, letters: number) =>
  Array.from({ length: words }, (_, i) => {
    const any = (list: readonly string[]) => list[Math.floor(Math.abs(normal()) * 997) % list.length];
    const word = i % 2 === 0 ? any(FUNCTION_WORDS) : any(normal() > 5.5 - letters ? GRAND : PLAIN);
    return i % 12 === 11 ? `${word}.` : word;
  }).join(' ');
const lines = (name: string, rows: readonly unknown[]) =>
  writeFileSync(join(cwd, name), `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'calibrate-'));
  const rows = (count: number, letters: number, source: string) =>
    Array.from({ length: count }, (_, i) => ({
      text: text(60 + (i % 50), letters + 0.3 * normal()),
      source,
      author: `a${i % 10}`,
    }));
  lines('human.jsonl', rows(80, 4.5, 'human'));
  lines('few.jsonl', rows(30, 4.5, 'human'));
  lines('mix.jsonl', [...rows(75, 4.5, 'human'), ...rows(30, 6, 'gpt')]);
  lines('source=human', rows(50, 4.5, 'human'));
});

async function run(words: string, changes: Partial<CliContext> = {}) {
  const recorded = recording(undefined, { cwd, calibrate: (asked) => calibrate({ ...asked, tools }), ...changes });
  const exit = await runProgram(words.split(' ').filter(Boolean), recorded.context);
  return { exit, stdout: recorded.stdout(), stderr: recorded.stderr() };
}
const written = (name: string) => readCalibration(readFileSync(join(cwd, name), 'utf8'), name);

describe('calibrate', () => {
  it('writes the calibration and prints what it is worth', async () => {
    const { exit, stdout, stderr } = await run('calibrate --human human.jsonl --out c.json --group author');
    expect([exit, stderr]).toEqual([0, '']);
    expect(written('c.json').human).toMatchObject({
      from: 'human.jsonl',
      words: expect.objectContaining({ length: 80 }),
    });
    expect(stdout).toMatch(/^c\.json\n {2}human +80 rows of human\.jsonl/);
    expect(stdout).toMatch(/threshold +p ≤ 0\.025: above the 2nd highest of 80 human rows/);
    expect(stdout).toMatch(/rate +asked 5 %; of human text 2\.5 % is flagged on average, at most 5\.8 % with 95 %/);
    expect(stdout).toMatch(/measured +\d.* of the rows of groups that were left out/);
    expect(stdout).toMatch(/precision +at a true share of 1 \/ 5 \/ 10 %: 22 \/ 60 \/ 76 %/);
    expect(stdout).toMatch(/with more +150 human rows: 4 % on average/);
  });

  it('takes rows of the corpus by a field, and learns from LLM rows', async () => {
    const { exit, stdout } = await run(
      'calibrate mix.jsonl --human author=a1 --llm source=gpt --out d.json --rate 0.2',
    );
    expect([exit, written('d.json').rate]).toEqual([0, 0.2]);
    expect(stdout).toContain('rows of author=a1');
    await run('calibrate mix.jsonl --human source=web --llm source=gpt --out e.json');
    const learnt = await run('calibrate human.jsonl --human author=a3 --out e.json');
    expect(learnt.stdout).toContain('needs 42 human rows that can be measured, and there are 8: add 34.');
  });

  it('prints what recalibration reaches', async () => {
    lines(
      'both.jsonl',
      readFileSync(join(cwd, 'mix.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
    const { stdout } = await run('calibrate both.jsonl --human source=human --llm source=gpt --out f.json');
    // A file of that very name goes before the field.
    expect(stdout).toContain('50 rows of source=human');
    expect(stdout).toMatch(
      /recalibrated +AUROC (0\.9\d\d|1\.000) \(.*of LLM rows flagged, by fifths of the rows left out/,
    );
  });

  it('keeps the rows of a file that --where names', async () => {
    await run('calibrate --human mix.jsonl --where source=human --out g.json');
    expect(written('g.json').human.words).toHaveLength(75);
  });

  it('writes thin calibrations too, and says what is missing', async () => {
    const { exit, stdout } = await run('calibrate --human few.jsonl --out h.json');
    expect(exit).toBe(0);
    expect(stdout).toContain('add 12');
    expect(written('h.json').human.words).toHaveLength(30);
  });

  it.each([
    ['calibrate --human human.jsonl', /--out is missing/],
    ['calibrate --out x.json', /--human is missing/],
    ['calibrate --human human.jsonl --out x.json --rate 5', /--rate 5: give a number from 0\.001 to 0\.5/],
    ['calibrate --human author=a1 --out x.json', /there is no such file/],
    ['calibrate mix.jsonl --human human.jsonl --out x.json', /mix\.jsonl is not needed/],
    [
      'calibrate mix.jsonl --human human --out x.json',
      /--human human: there is no such file; for rows of mix\.jsonl give/,
    ],
    ['calibrate --human human.jsonl --group writer --out x.json', /No human row has the field writer/],
    ['calibrate --human human.jsonl --llm human.jsonl --out x.json', /name the same rows/],
    ['calibrate --human human.jsonl --where source --out x.json', /--where source: name a field and its value/],
    ['calibrate --human human.jsonl --out human.jsonl', /is one of the inputs/],
    ['calibrate --human human.jsonl --view reply --out x.json', /"reply" is not a view/],
  ])('refuses %s', async (words, sentence) => {
    const { exit, stderr, stdout } = await run(words);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
    expect(existsSync(join(cwd, 'x.json'))).toBe(false);
  });

  it('writes nothing where no human row can be measured, and says why', async () => {
    lines('short.jsonl', [{ text: text(20, 4) }, { text: text(30, 4) }]);
    const { exit, stderr } = await run('calibrate --human short.jsonl --out x.json');
    expect([exit, existsSync(join(cwd, 'x.json'))]).toEqual([3, false]);
    expect(stderr).toMatch(/^short\.jsonl: none of 2 rows could be measured \(2 below 50 words\)\. .*English prose/);
  });

  it('says how many LLM rows are missing also where none could be measured', async () => {
    lines('shortllm.jsonl', [{ text: text(20, 4) }]);
    const { stdout } = await run('calibrate --human human.jsonl --llm shortllm.jsonl --out y.json');
    expect(stdout).toMatch(/LLM +20 LLM rows that can be measured are needed to learn from them: add 20/);
  });

  it('ends with 3 where rows cannot be read, and writes nothing', async () => {
    const { exit, stderr } = await run('calibrate --human nope.jsonl --out x.json');
    expect([exit, existsSync(join(cwd, 'x.json'))]).toEqual([3, false]);
    expect(stderr).toContain('nope.jsonl is not there');
    expect((await run('calibrate mix.jsonl --human source=web --out x.json')).exit).toBe(3);
  });

  it('has a help with its options and examples', async () => {
    const { exit, stdout } = await run('calibrate --help');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^Usage: corpus-inspector calibrate \[FILE…\] --human H/);
    for (const option of ['--human H', '--llm S', '--where FIELD=VALUE', '--group FIELD', '--rate X', '--out FILE']) {
      expect(stdout).toContain(option);
    }
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('ends with 130 when it is cancelled', async () => {
    const signal = AbortSignal.abort();
    const { exit } = await run('calibrate --human human.jsonl --out x.json', { signal });
    expect([exit, existsSync(join(cwd, 'x.json'))]).toEqual([130, false]);
  });
});
