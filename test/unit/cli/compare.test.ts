// `compare`: which snapshots its words mean, and the table that a person reads.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CliContext } from '../../../src/cli/command.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { MEASURES, measureOf } from '../../../src/engine/compare/measures.ts';
import type { ComparisonReport } from '../../../src/engine/compare/report.ts';
import type { CompareAsked } from '../../../src/runtime/between/snapshots.ts';
import { recording } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-compare-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const name of ['g0.jsonl', 'g1.jsonl', 'g2.jsonl'])
  writeFileSync(join(folder, name), '{"text":"one two three"}\n');

function step(name: string, distinct: number, p?: number): ComparisonReport['steps'][number] {
  return {
    name,
    samples: 900,
    words: 76_000,
    has: {
      'distinct-3': { value: distinct, interval: [distinct - 0.01, distinct + 0.01], ...(p !== undefined && { p }) },
    },
    ...(p !== undefined && {
      keeps: { 'rare-kept': { value: 0.31, p, null: [0.36, 0.43], nullMean: 0.39 } },
      changes: { same: 12, added: 888, removed: 800, changed: 88 },
    }),
    perplexity: { edges: [1, 2], counts: [3], quantiles: [10, 20, 400, 800, 1200], samples: 900, crossFitted: true },
  };
}

const report: ComparisonReport = {
  format: 'corpus-inspector/comparison',
  version: 1,
  view: 'text',
  budget: { words: 60_000, draws: 20, samples: [700, 700, 700] },
  measures: MEASURES.map(measureOf),
  steps: [step('g0.jsonl', 0.9), step('g1.jsonl', 0.7, 0.0025), step('g2.jsonl', 0.5, 0.0025)],
  shifts: [
    {
      kind: 'words',
      label: 'encasement',
      change: 'swelled',
      counts: [1.4, 20, 50],
      strength: 70,
      examples: [{ step: 2, file: 'g2.jsonl', line: 7, start: 'An encasement.' }],
    },
    { kind: 'values', field: 'topic', label: 'sea', change: 'lost', counts: [40, 9, 0], strength: -50, examples: [] },
  ],
  convergence: {
    by: 'model',
    groups: [
      { label: 'a', samples: 40, drawn: 40 },
      { label: 'b', samples: 30, drawn: 30 },
    ],
    means: [
      [0.2, 0.1],
      [0.1, null],
    ],
    note: '1 group holds fewer than 8 samples and are left out.',
  },
  verdict: {
    outcome: 'loss',
    sentences: ['By g2.jsonl something is lost: distinct-3 fell from 0.90 to 0.50.', 'Evidence.'],
  },
  notes: ['A note.'],
  settings: {},
  timing: {},
};

function recorded(changes: Partial<CliContext> = {}) {
  const asked: CompareAsked[] = [];
  const context = recording(undefined, {
    cwd: folder,
    compare: async (what) => {
      asked.push(what);
      return report;
    },
    ...changes,
  });
  return { ...context, asked };
}

describe('compare', () => {
  it('takes each file as a snapshot, the first as the reference', async () => {
    const { context, asked } = recorded();
    expect(
      await runProgram(['compare', 'g0.jsonl', './g1.jsonl', 'g2.jsonl', '--by', 'model', '--seed', '5'], context),
    ).toBe(0);
    expect(asked[0]).toMatchObject({ by: 'model', seed: 5, snapshots: { from: 'list' } });
    const { snapshots } = asked[0] as CompareAsked;
    if (snapshots.from !== 'list') throw new Error('not a list');
    expect(snapshots.list.map((s) => s.sources.map((x) => x.shown))).toEqual([
      ['g0.jsonl'],
      ['./g1.jsonl'],
      ['g2.jsonl'],
    ]);
  });

  it('takes a pattern as one snapshot, and the values of a field as several', async () => {
    const { context, asked } = recorded();
    expect(await runProgram(['compare', 'g0.jsonl', 'g[12].jsonl'], context)).toBe(0);
    expect(await runProgram(['compare', 'g0.jsonl', '--generations', 'generation', '--order', '0,3'], context)).toBe(0);
    const { snapshots } = asked[0] as CompareAsked;
    expect(snapshots.from === 'list' && snapshots.list.map((s) => s.sources.length)).toEqual([1, 2]);
    expect(asked[1]?.snapshots).toMatchObject({ from: 'field', field: 'generation', order: ['0', '3'] });
  });

  it('reads versions of a file from git, and the file as it is now', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
        cwd: folder,
        stdio: 'pipe',
      });
    git('init', '-q');
    git('add', 'g0.jsonl');
    git('commit', '-q', '-m', 'first');
    const { context, asked, stderr } = recorded();
    expect(await runProgram(['compare', 'g0.jsonl', '--git', 'HEAD'], context)).toBe(0);
    const { snapshots } = asked[0] as CompareAsked;
    if (snapshots.from !== 'list') throw new Error('not a list');
    expect(snapshots.list.map((s) => [s.name, s.sources[0]?.kind])).toEqual([
      ['HEAD', 'memory'],
      ['g0.jsonl (now)', 'file'],
    ]);
    expect(await runProgram(['compare', 'g1.jsonl', '--git', 'HEAD'], context)).toBe(3);
    expect(await runProgram(['compare', 'g0.jsonl', '--git=-x'], context)).toBe(2);
    expect(stderr()).toContain('g1.jsonl is not in HEAD');
    expect(stderr()).toContain('"-x" is no revision');
  });

  it.each([
    [['g0.jsonl'], 'at least two snapshots'],
    [['g0.jsonl', 'g1.jsonl', '--git', 'HEAD'], 'one file'],
    [['g0.jsonl', '--git', 'HEAD', '--generations', 'g'], 'exclude each other'],
    [['g0.jsonl', 'g1.jsonl', '--order', '1,2'], '--generations'],
    [['g0.jsonl', 'g1.jsonl', '--permutations', '5'], 'whole number from 99'],
    [['g0.jsonl', 'g1.jsonl', '--format', 'xml'], 'text or json'],
  ])('refuses %j', async (words, sentence) => {
    const { context, stderr, asked } = recorded();
    expect(await runProgram(['compare', ...words], context)).toBe(2);
    expect(stderr()).toContain(sentence);
    expect(asked).toEqual([]);
  });

  it('compares nothing when a snapshot is missing', async () => {
    const { context, stderr, asked } = recorded();
    expect(await runProgram(['compare', 'g0.jsonl', 'gone.jsonl'], context)).toBe(3);
    expect(stderr()).toContain('gone.jsonl is not there');
    expect(asked).toEqual([]);
  });

  it('prints the verdict first, then what each has and keeps, with its stars', async () => {
    const { context, stdout } = recorded();
    await runProgram(['compare', 'g0.jsonl', 'g1.jsonl', 'g2.jsonl'], context);
    const lines = stdout().split('\n');
    expect(lines[0]).toBe('By g2.jsonl something is lost: distinct-3 fell from 0.90 to 0.50.');
    expect(stdout()).toMatch(/Distinct-3 +0\.900 ±0\.010 +0\.700 ±0\.010\*\* +0\.500 ±0\.010\*\* +█▄▁/);
    expect(stdout()).toMatch(/Rare types kept +31 %\*\* +31 %\*\* +39 % \(36–43 %\)/);
    expect(stdout()).toMatch(/g2\.jsonl +900 +76,000 +12 +88 +800 +888/);
    expect(stdout()).toMatch(/topic = sea +40 → 9 → 0/);
    expect(stdout()).toMatch(/encasement +1\.4 → 20 → 50 +g2\.jsonl:7/);
    expect(stdout()).toContain('A note.');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(140);
  });

  it('prints the report as JSON', async () => {
    const { context, stdout } = recorded();
    await runProgram(['compare', 'g0.jsonl', 'g1.jsonl', '-f', 'json'], context);
    expect(JSON.parse(stdout())).toEqual(report);
  });
});
