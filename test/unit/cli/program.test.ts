// Whole command lines with an engine of our own: what is printed where, and how the process would end.
import '../runtime/tempRoot.ts';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CliContext, Inspector } from '../../../src/cli/command.ts';
import { COMMANDS, runProgram } from '../../../src/cli/program.ts';
import { CorpusError } from '../../../src/engine/errors.ts';
import { ReportSchema } from '../../../src/engine/report.ts';
import { inspection, recording } from './support.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'program-'));
  for (const name of ['train.jsonl', 'more.jsonl', 'package.json']) writeFileSync(join(cwd, name), '{"text":"a"}\n');
});

async function run(words: string, inspect?: Inspector, changes: Partial<CliContext> = {}) {
  const recorded = recording(inspect, { cwd, ...changes });
  const exit = await runProgram(words.split(' ').filter(Boolean), recorded.context);
  return { exit, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

const refusing =
  (...names: string[]): Inspector =>
  async (sources) => {
    const bad = sources.find((s) => names.includes(s.shown));
    if (bad) throw new CorpusError('bad-format', `${bad.shown} is no corpus.`, { file: bad.shown });
    return inspection();
  };

describe('inspect', () => {
  it('prints the summary and ends with 0', async () => {
    const { exit, stdout, stderr } = await run('inspect train.jsonl');
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^train\.jsonl {3}12,408 samples/);
  });

  it('prints the report as JSON that fits the schema', async () => {
    const { exit, stdout } = await run('inspect train.jsonl --format json');
    expect(exit).toBe(0);
    expect(v.parse(ReportSchema, JSON.parse(stdout))).toEqual(inspection().report);
  });

  it('writes to a file, without colours', async () => {
    expect(await run('inspect train.jsonl --out sum.txt')).toEqual({ exit: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'sum.txt'), 'utf8')).toMatch(/^train\.jsonl/);
  });

  it('hands its options to the engine', async () => {
    let asked: unknown;
    await run('inspect train.jsonl --jobs 2 --view response=$.a', async (sources, options) => {
      asked = [sources, options];
      return inspection();
    });
    expect(asked).toEqual([
      [{ kind: 'file', path: join(cwd, 'train.jsonl'), shown: 'train.jsonl' }],
      { jobs: 2, views: { response: '$.a' }, traits: 'drawn' },
    ]);
  });

  it('names every file that could not be read, inspects the others, and ends with 3', async () => {
    const { exit, stdout, stderr } = await run('inspect gone.jsonl train.jsonl more.jsonl', refusing('more.jsonl'));
    expect(exit).toBe(3);
    expect(stderr).toBe(
      'gone.jsonl is not there: check the path, or whether it was moved.\nmore.jsonl is no corpus.\n',
    );
    expect(stdout).toMatch(/^train\.jsonl/);
  });

  it('leaves out what is no corpus in a folder, says so, and ends with 0', async () => {
    const { exit, stderr } = await run('inspect .', refusing('package.json', 'sum.txt'));
    expect(exit).toBe(0);
    expect(stderr).toContain('Left out: package.json is no corpus.\n');
    expect((await run('inspect . --quiet', refusing('package.json', 'sum.txt'))).stderr).toBe('');
  });

  it('ends with 3 and no output when nothing could be read', async () => {
    const { exit, stdout } = await run('inspect train.jsonl', refusing('train.jsonl'));
    expect([exit, stdout]).toEqual([3, '']);
  });

  it('prints a partial report, says what is missing, and ends with 70', async () => {
    const partial = async () => inspection({ partial: 'block 4 of train.jsonl is missing.' });
    const { exit, stdout, stderr } = await run('inspect train.jsonl', partial);
    expect(exit).toBe(70);
    expect(stdout).not.toBe('');
    expect(stderr).toBe('The report is only partial: block 4 of train.jsonl is missing.\n');
  });

  it('ends with 130 when cancelled, and leaves no file', async () => {
    const cancelled: Inspector = async () => {
      throw new CorpusError('cancelled', 'Cancelled.');
    };
    const { exit, stderr } = await run('inspect train.jsonl --out never.json', cancelled);
    expect([exit, stderr]).toEqual([130, 'Cancelled.\n']);
    expect(readdirSync(cwd).filter((name) => name.startsWith('never'))).toEqual([]);
  });
});

describe('rows', () => {
  it('prints the rows that could go, in their order', async () => {
    const asked: unknown[] = [];
    const leastAdding: CliContext['leastAdding'] = async (_inspection, { view, count }) => {
      asked.push([view, count]);
      return { view: 'response', rows: [{ row: 3, adds: 1 }] };
    };
    const with3 = await run('rows train.jsonl --drop-order response=3', undefined, { leastAdding });
    expect(
      with3.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ line: 7, view: 'response', drop: { at: 1, adds: 1 } }]);
    await run('rows train.jsonl --drop-order 5', undefined, { leastAdding });
    expect(asked).toEqual([
      ['response', 3],
      [undefined, 5],
    ]);
    for (const wrong of ['0', 'x', 'answer=3', '10001', 'response=']) {
      expect((await run(`rows train.jsonl --drop-order ${wrong}`)).stderr).toMatch(/^--drop-order .*\.\n$/);
    }
    const declined: CliContext['leastAdding'] = async () => {
      throw new CorpusError('bad-option', 'Too large.');
    };
    const { exit, stderr } = await run('rows train.jsonl --drop-order 5', undefined, { leastAdding: declined });
    expect([exit, stderr]).toEqual([2, 'Too large.\n']);
  });

  it('says the notes of the report on stderr, unless it is to be quiet', async () => {
    const noted = async () => {
      const plain = inspection();
      const note = 'Covering samples are listed for flagged rows only: the corpus is larger than 64 MiB.';
      return { ...plain, report: { ...plain.report, files: [{ ...plain.report.files[0]!, notes: [note] }] } };
    };
    expect((await run('rows train.jsonl', noted)).stderr).toMatch(/^Covering samples are listed for flagged rows only/);
    expect((await run('rows train.jsonl --quiet', noted)).stderr).toBe('');
  });

  it('prints one JSON object per line, asks for all the evidence, and names bad lines on stderr', async () => {
    let evidence: unknown;
    const { exit, stdout, stderr } = await run('rows train.jsonl', async (_sources, options) => {
      evidence = options.evidence;
      return inspection();
    });
    expect([exit, evidence]).toEqual([0, 'all']);
    const rows = stdout.trimEnd().split('\n');
    expect(rows.map((row) => JSON.parse(row).line)).toEqual([5, 5, 7, 7]);
    expect(stderr).toBe('2 lines could not be read: 8,113 (column 17: unexpected end), and 1 more\n');
  });
});

describe('usage', () => {
  const names = COMMANDS.map(({ name }) => name);
  const commands = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  it.each([
    ['', `Name a command, ${commands}; "corpus-inspector --help" tells more.`],
    ['measure a.jsonl', `There is no command measure; use ${commands}, and "corpus-inspector --help" tells more.`],
    ['inspect', 'Name a file, a folder or a pattern; "corpus-inspector inspect --help" tells more.'],
    ['inspect a.jsonl --fast', 'There is no option --fast; "corpus-inspector inspect --help" lists them.'],
    ['inspect a.jsonl --format xml', '--format xml: choose text or json.'],
    ['rows a.jsonl --format json', 'There is no option --format; "corpus-inspector rows --help" lists them.'],
    ['inspect *.nothing', 'No file matches *.nothing.'],
  ])('"%s" ends with 2 and one sentence', async (words, sentence) => {
    expect(await run(words)).toEqual({ exit: 2, stdout: '', stderr: `${sentence}\n` });
  });

  it('an option that the engine refuses is a usage error too', async () => {
    const refuse: Inspector = async () => {
      throw new CorpusError('bad-option', 'The selector $[ is not closed.');
    };
    expect(await run('inspect train.jsonl', refuse)).toMatchObject({
      exit: 2,
      stderr: 'The selector $[ is not closed.\n',
    });
  });

  it('a fault of ours is one sentence, and a stack trace only with --debug', async () => {
    const fail: Inspector = async () => {
      throw new TypeError('x is not a function');
    };
    expect(await run('inspect train.jsonl', fail)).toMatchObject({
      exit: 70,
      stderr: 'Something went wrong inside: x is not a function; --debug shows where.\n',
    });
    expect((await run('inspect train.jsonl --debug', fail)).stderr).toContain('program.test.ts');
  });
});

describe('help', () => {
  it('lists the commands, and the options of each with an example', async () => {
    const { exit, stdout } = await run('--help');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/inspect +Measure a corpus/);
    for (const name of ['inspect', 'rows']) {
      const help = await run(`${name} --fast --help`);
      expect(help.exit).toBe(0);
      expect(help.stdout).toMatch(new RegExp(`^Usage: corpus-inspector ${name} FILE…`));
      expect(help.stdout).toContain('--near-duplicate X');
      expect(help.stdout).toContain('Examples:');
    }
  });
  it.each(['', ...COMMANDS.map(({ name }) => name)])('of "%s" fits into 110 columns', async (name) => {
    const { stdout } = await run(`${name} --help`.trim());
    expect(stdout.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });
  it('tells the version', async () => expect(await run('--version')).toMatchObject({ exit: 0, stdout: '1.2.3\n' }));
});
