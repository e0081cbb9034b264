// `estimate` with made-up readings: what is asked of the reader, what is printed, what is refused.
import '../runtime/tempRoot.ts';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TraitsReader } from '../../../src/cli/command.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { referenceRows } from '../../../src/cli/references.ts';
import { CorpusError } from '../../../src/engine/errors.ts';
import type { RowReading } from '../../../src/runtime/tasks/readings.ts';
import type { ReadingsAsked } from '../../../src/runtime/traits/readings.ts';
import { normals } from '../engine/traits/alpha/support.ts';
import { recording } from './support.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'estimate-'));
  for (const name of ['corpus.jsonl', 'human.jsonl', 'llm.jsonl', 'a=b.jsonl']) {
    writeFileSync(join(cwd, name), '{"text":"a"}\n');
  }
});

function rows(scores: readonly number[], labels: (i: number) => Record<string, string>, fields: readonly string[]) {
  return scores.map(
    (score, i): RowReading => ({
      words: 200,
      score,
      abstained: Number.isNaN(score) ? 'short' : null,
      kind: 0,
      markup: 0,
      view: 0,
      labels: fields.map((field) => labels(i)[field] ?? '(none)'),
    }),
  );
}

/** A corpus of 400 rows, a quarter of them LLM-like and all of these of 2024; three rows are too short. */
const asked: ReadingsAsked[] = [];
const reader: TraitsReader = async (ask) => {
  asked.push(ask);
  const fields = ask.fields ?? [];
  const name = basename(ask.sources[0]?.shown ?? '');
  if (name === 'human.jsonl') return { view: 'text', rows: rows(normals(1, { n: 80, mean: 0 }), () => ({}), fields) };
  const generators = (i: number) => ({ model: i % 2 ? 'one' : 'two' });
  if (name === 'llm.jsonl') return { view: 'text', rows: rows(normals(2, { n: 80, mean: 4 }), generators, fields) };
  const scores = [...normals(3, { n: 300, mean: 0 }, { n: 100, mean: 4 }), Number.NaN, Number.NaN, Number.NaN];
  const labels = (i: number) => ({
    source: i < 90 ? 'human' : i >= 310 ? 'gpt' : 'web',
    date: i < 300 ? `2023-0${1 + (i % 2)}-10` : '2024-01-10',
  });
  return { view: 'text', rows: rows(scores, labels, fields) };
};

async function run(words: string, readTraits = reader) {
  asked.length = 0;
  const recorded = recording(undefined, { cwd, readTraits });
  const exit = await runProgram(words.split(' '), recorded.context);
  return { exit, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

describe('estimate', () => {
  it('prints a table for people', async () => {
    const { exit, stdout, stderr } = await run(
      'estimate corpus.jsonl --human human.jsonl --llm llm.jsonl --by date --generator model',
    );
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^About 2\d\.\d % of the rows share surface traits with LLM text like the reference \(95 % interval [\d.]+–[\d.]+ %\)\.\n/,
    );
    expect(stdout).toContain(
      'measured     400 rows of text, 3 left out: too short, or no prose in a measured language\n',
    );
    expect(stdout).toContain('references   80 human (human.jsonl), 80 LLM (llm.jsonl)\n');
    expect(stdout).toMatch(/\(leads\)/);
    expect(stdout).toMatch(
      /month of date {2}rows +α +95 % interval\n2023-01 +150 +\d\.\d %.*\n2023-02 +150 .*\n2024-01 +100 +(9\d|100)\.\d %/,
    );
    expect(asked.map((a) => [a.fields, a.occurrences])).toEqual(Array(3).fill([['date', 'model'], true]));
  });

  it('prints JSON with the errors of the method that leads', async () => {
    const { exit, stdout } = await run('estimate corpus.jsonl --human human.jsonl --llm llm.jsonl -f json');
    const result = JSON.parse(stdout);
    expect(exit).toBe(0);
    expect(Math.abs(result.alpha - 0.25)).toBeLessThan(0.03);
    expect(result.low).toBeLessThan(0.25);
    expect(result.high).toBeGreaterThan(0.25);
    const leader = result.methods.find((m: { method: string }) => m.method === result.method);
    expect(result.selfValidation).toEqual(leader.error);
    expect([result.samples, result.abstained, result.groups]).toEqual([400, 3, undefined]);
  });

  it('takes rows of the corpus as references and leaves them out of the estimate', async () => {
    const { stdout } = await run('estimate corpus.jsonl --human source=human --llm source=gpt -f json');
    const result = JSON.parse(stdout);
    expect([result.human, result.llm, result.samples]).toEqual([90, 90, 220]);
    expect(result.alpha).toBeLessThan(0.1);
    expect(asked).toHaveLength(1);
  });

  it('takes the references that corpus-inspector.json names, and what is said goes before', async () => {
    const folder = join(cwd, 'configured');
    mkdirSync(folder);
    writeFileSync(join(folder, 'corpus.jsonl'), '{"text":"a"}\n');
    writeFileSync(
      join(folder, 'corpus-inspector.json'),
      '{"references": {"human": "../human.jsonl", "llm": "../gone.jsonl"}}',
    );
    const { exit, stdout } = await run('estimate configured/corpus.jsonl --llm llm.jsonl');
    expect(exit).toBe(0);
    expect(stdout).toContain('references   80 human (human.jsonl), 80 LLM (llm.jsonl)\n');
    writeFileSync(join(folder, 'corpus-inspector.json'), '{"references": 1}');
    expect(await run('estimate configured/corpus.jsonl --llm llm.jsonl')).toMatchObject({ exit: 2, stdout: '' });
  });

  it('leaves files out of the corpus that are references too, by whatever name', async () => {
    const { exit } = await run('estimate corpus.jsonl ./human.jsonl --human human.jsonl --llm llm.jsonl -f json');
    expect(exit).toBe(0);
    expect(asked[0]?.sources.map((s) => basename(s.shown))).toEqual(['corpus.jsonl']);
    const { exit: none, stderr } = await run('estimate human.jsonl --human ./human.jsonl --llm llm.jsonl');
    expect([none, stderr]).toEqual([2, 'Every row of the corpus is a reference: nothing is left to estimate.\n']);
  });

  it('counts groups that are too small for an estimate, and lists them in the JSON alone', async () => {
    const words = 'estimate corpus.jsonl --human human.jsonl --llm llm.jsonl --by id';
    const many: TraitsReader = async (ask) => {
      const read = await reader(ask);
      const labels = (i: number) => (ask.fields ?? []).map((f) => (f === 'id' ? `r${i < 300 ? 0 : i}` : '(none)'));
      return { ...read, rows: read.rows.map((row, i) => ({ ...row, labels: labels(i) })) };
    };
    const { stdout } = await run(words, many);
    expect(stdout).toMatch(/\nr0 +300 +\d\.\d %[^\n]*\n39 groups with fewer than 25 measured rows: no estimate\.\n/);
    const json = JSON.parse((await run(`${words} -f json`, many)).stdout);
    expect(json.groups.rows).toHaveLength(40);
    expect(json.groups.rows[1].refused).toBe('Only 1 row was measured; at least 25 are needed.');
  });

  it('gives the upper end where nothing was found', async () => {
    const none: TraitsReader = async (ask) => {
      const read = await reader(ask);
      return ask.sources[0]?.shown === 'corpus.jsonl' ? { ...read, rows: read.rows.slice(0, 300) } : read;
    };
    const { stdout } = await run('estimate corpus.jsonl --human human.jsonl --llm llm.jsonl', none);
    expect(stdout).toMatch(/^At most [0-3]\.\d % of the rows share .* \(estimate 0\.\d %, with 95 % confidence\)\.\n/);
  });

  it('compares the view that is named', async () => {
    await run('estimate corpus.jsonl --human human.jsonl --llm llm.jsonl --view response');
    expect(asked.map((a) => [a.view, a.options])).toEqual(Array(3).fill(['response', {}]));
    await run('estimate corpus.jsonl --human human.jsonl --llm llm.jsonl --view response=$.a --jobs 1');
    expect(asked.map((a) => [a.view, a.options])).toEqual(
      Array(3).fill(['response', { views: { response: '$.a' }, jobs: 1 }]),
    );
  });

  it.each([
    ['estimate corpus.jsonl', '--human is missing: name a file of human rows, or FIELD=VALUE.'],
    ['estimate corpus.jsonl --human human.jsonl', '--llm is missing: name a file of LLM rows, or FIELD=VALUE.'],
    [
      'estimate corpus.jsonl --human source= --llm llm.jsonl',
      '--human source=: name a file, or a field and its value as in source=human.',
    ],
    [
      'estimate corpus.jsonl --human human.jsonl --llm llm.jsonl --by kind',
      '--by kind: no row of the corpus has this field.',
    ],
    ['estimate corpus.jsonl --human source=none --llm llm.jsonl', 'No row of the corpus has source = none.'],
    ['estimate corpus.jsonl --human human.jsonl --llm human.jsonl', '--human and --llm name the same rows.'],
    [
      'estimate corpus.jsonl --human human.jsonl --llm llm.jsonl --view poem',
      '--view poem: "poem" is not a view; choose text, prompt, response, system, tools, thinking.',
    ],
    ['estimate corpus.jsonl --human human.jsonl --llm llm.jsonl --format xml', '--format xml: choose text or json.'],
  ])('%s is a wrong command line', async (words, sentence) => {
    expect(await run(words)).toEqual({ exit: 2, stdout: '', stderr: `${sentence}\n` });
  });

  it('ends with 3 where a file cannot be read, and with 130 when cancelled', async () => {
    const words = 'estimate corpus.jsonl --human human.jsonl --llm llm.jsonl';
    const failing =
      (error: CorpusError): TraitsReader =>
      () =>
        Promise.reject(error);
    const gone = await run(words, failing(new CorpusError('not-found', 'corpus.jsonl is not there.')));
    expect(gone).toEqual({ exit: 3, stdout: '', stderr: 'corpus.jsonl is not there.\n' });
    expect((await run(words, failing(new CorpusError('cancelled', 'Cancelled.')))).exit).toBe(130);
    expect((await run(words, failing(new CorpusError('worker-crashed', 'Gone.')))).exit).toBe(70);
  });
});

describe('references', () => {
  it('are a file also where its name holds "="', async () => {
    expect(await referenceRows('human', 'a=b.jsonl', cwd)).toMatchObject({ kind: 'files', name: 'a=b.jsonl' });
    expect(await referenceRows('human', 'a = b=c', cwd)).toEqual({
      kind: 'field',
      name: 'a=b=c',
      field: 'a',
      value: 'b=c',
    });
  });
});
