// `simulate` with a made-up engine: what is asked of it, what is printed, what is refused.
import '../runtime/tempRoot.ts';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Simulator } from '../../../src/cli/command.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { simulationNotes, simulationVerdict } from '../../../src/engine/compare/simulation/notes.ts';
import type { SimulationReport } from '../../../src/engine/compare/simulationReport.ts';
import { CorpusError } from '../../../src/engine/errors.ts';
import type { SimulateAsked } from '../../../src/runtime/between/simulate.ts';
import { recording } from './support.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'simulate-'));
  for (const name of ['corpus.jsonl', 'more.jsonl']) writeFileSync(join(cwd, name), '{"text":"a b c"}\n');
  mkdirSync(join(cwd, 'folder'));
  writeFileSync(join(cwd, 'folder', 'a.jsonl'), '{"text":"a b c"}\n');
  writeFileSync(join(cwd, 'folder', 'empty.jsonl'), '');
});

/** Curves that fall to a half, to three quarters, and not at all. */
const ENDS = { replace: 0.5, mix: 0.75, accumulate: 1 };
const asked: SimulateAsked[] = [];
const simulator: Simulator = async (ask) => {
  asked.push(ask);
  const { model, modes, generations, real, seed } = ask;
  for (const { shown } of ask.files) {
    if (shown.includes('empty')) throw new CorpusError('empty-file', `${shown} is empty.`, { file: shown });
  }
  const curves = modes.map((mode) => ({
    mode,
    ...(mode === 'mix' && { real }),
    points: Array.from({ length: generations + 1 }, (_, generation) => {
      const kept = 1 - (1 - ENDS[mode]) * (generation / generations);
      const distinct3 = model === 'unigram' ? null : 0.9 * kept;
      return { generation, typesKept: kept, rareKept: kept / 2, types: 4000, hapaxShare: 0.4, distinct3, entropy: 9.5 };
    }),
  }));
  return {
    format: 'corpus-inspector/simulation',
    version: 1,
    files: ask.files.map((file) => file.shown),
    view: ask.view ?? 'text',
    model,
    words: 95_360,
    types: 7_951,
    seed,
    generations,
    curves,
    verdict: simulationVerdict({ generations, curves }),
    notes: simulationNotes(model, modes, undefined),
  } satisfies SimulationReport;
};

async function run(words: string, simulate = simulator) {
  asked.length = 0;
  const recorded = recording(undefined, { cwd, simulate });
  const exit = await runProgram(words.split(' '), recorded.context);
  return { exit, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

describe('simulate', () => {
  it('asks for all three modes and ten generations by default', async () => {
    const { exit, stderr } = await run('simulate corpus.jsonl');
    expect([exit, stderr]).toEqual([0, '']);
    expect(asked).toMatchObject([
      {
        model: 'trigram',
        generations: 10,
        modes: ['replace', 'mix', 'accumulate'],
        real: 0.1,
        seed: 1,
        files: [{ shown: 'corpus.jsonl' }],
      },
    ]);
  });

  it('asks for what it was told', async () => {
    await run(
      'simulate corpus.jsonl more.jsonl --mode mix --mode replace --real 0.25 --generations 3 --model unigram --seed 9 --view response=$.a --jobs 2',
    );
    expect(asked).toMatchObject([
      { model: 'unigram', generations: 3, modes: ['replace', 'mix'], real: 0.25, seed: 9, view: 'response' },
    ]);
    expect(asked[0]?.options).toMatchObject({ views: { response: '$.a' }, jobs: 2 });
    expect(asked[0]?.files).toHaveLength(2);
  });

  it('prints the sentence, the chart with its curves at their ends, and the numbers, within 80 columns', async () => {
    const { stdout } = await run('simulate corpus.jsonl');
    const lines = stdout.split('\n');
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(lines[0]).toBe('corpus.jsonl   text, 95,360 words, 7,951 different   drawn as word trigrams');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'After 10 generations, replacing keeps 50 % of the words, mixing in 10 % real text 75 %, accumulating all.',
    );
    const at = (text: RegExp) => lines.findIndex((line) => text.test(line));
    const ends = [/┤.*accumulate {2}100 %$/, /mix, 10 % real {2}75 %$/, /replace {2}50 %$/].map(at);
    expect(ends).toEqual([ends[0], ends[0]! + 3, ends[0]! + 6]);
    expect(stdout).toMatch(/After 10 generations +corpus +replace +mix, 10 % real +accumulate\n/);
    expect(stdout).toMatch(/rare words kept \(once or twice\) +– +25 % +37\.5 % +50 %\n/);
    expect(stdout).toMatch(/distinct-3 +0\.90 +0\.45 +0\.68 +0\.90\n/);
    expect(stdout).toMatch(/% kept, by generation +1 +2 .* 10\n +replace +95 +90 .* 50\n/);
    expect(stdout).toContain('forecasts nothing about a real model');
    expect(stdout).not.toContain('\u001b');
  });

  it('stays within 80 columns for a hundred generations, and one is a chart too', async () => {
    const many = (await run('simulate corpus.jsonl --generations 100')).stdout;
    for (const line of many.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(many).toMatch(/% kept, by generation .* 100\n/);
    const one = (await run('simulate corpus.jsonl --generations 1 --mode mix --model unigram')).stdout;
    expect(one).toContain('After one generation, mixing in 10 % real text keeps 75 % of the words.');
    expect(one).not.toContain('distinct-3  ');
  });

  it('prints JSON, also into a file that appears whole', async () => {
    const { stdout } = await run('simulate corpus.jsonl --format json --mode replace');
    expect(JSON.parse(stdout)).toMatchObject({ format: 'corpus-inspector/simulation', curves: [{ mode: 'replace' }] });
    const silent = await run('simulate corpus.jsonl --format json --mode replace --out out.json');
    expect([silent.stdout, readFileSync(join(cwd, 'out.json'), 'utf8')]).toEqual(['', stdout]);
  });

  it.each([
    ['--mode keep', '--mode keep: choose replace, mix, accumulate.'],
    ['--model bigram', '--model bigram: choose unigram or trigram.'],
    ['--format svg', '--format svg: choose text or json.'],
    ['--generations 0', '--generations 0: give a whole number from 1 to 100.'],
    ['--generations many', '--generations many: give a whole number from 1 to 100.'],
    ['--real 1.5', '--real 1.5: give a number from 0 to 1.'],
    ['--real 0.2 --mode replace', '--real is the share of real text with --mode mix: ask for that mode too.'],
    ['--seed -1', 'needs a value'],
    ['--seed 4294967296', '--seed 4294967296: give a whole number from 0 to 4294967295.'],
    ['--view response --view prompt', '--view: one view can be read at a time.'],
    ['--out corpus.jsonl', '--out corpus.jsonl is one of the inputs; choose another file.'],
  ])('refuses %s', async (words, message) => {
    const { exit, stdout, stderr } = await run(`simulate corpus.jsonl ${words}`);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(asked).toEqual([]);
  });

  it('leaves out what is no corpus in a folder, and ends with 3 where a named file cannot be read', async () => {
    const folder = await run('simulate folder --format json');
    expect([folder.exit, folder.stderr]).toEqual([0, 'Left out: folder/empty.jsonl is empty.\n']);
    expect(JSON.parse(folder.stdout).files).toEqual(['folder/a.jsonl']);
    const gone = await run('simulate gone.jsonl corpus.jsonl --format json');
    expect([gone.exit, JSON.parse(gone.stdout).files]).toEqual([3, ['corpus.jsonl']]);
    expect(gone.stderr).toContain('gone.jsonl is not there');
  });

  it('passes on what the engine refuses as wrong usage', async () => {
    const refused = await run('simulate corpus.jsonl', async () => {
      throw new CorpusError('bad-option', 'A sample is too long.');
    });
    expect([refused.exit, refused.stderr]).toEqual([2, 'A sample is too long.\n']);
  });
});
