// Traits on the command line: options, what a row holds, what the summary says.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommandArguments } from '../../../src/cli/arguments.ts';
import { rowTraits } from '../../../src/cli/format/rowTraits.ts';
import { medianOf, traitLines } from '../../../src/cli/format/traits.ts';
import { askedTraits, traitOptions } from '../../../src/cli/traitOptions.ts';
import type { TraitsReport } from '../../../src/engine/traits/schema.ts';
import { setReading, traitColumns } from '../../../src/runtime/traits/columns.ts';
import { inspection } from './support.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-traits-'));
  writeFileSync(join(folder, 'corpus-inspector.json'), '{"traits": {"calibration": "c.json", "rate": 0.02}}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the options', () => {
  const asked = (words: string[], cwd = '/work') => {
    const path = join(cwd, 'train.jsonl');
    const named = [{ source: { kind: 'file' as const, path, shown: 'train.jsonl' }, found: false }];
    return askedTraits(parseCommandArguments(words, traitOptions('drawn'), 'help'), 'drawn', cwd, named);
  };

  it('name samples and a calibration', async () => {
    expect(await asked([])).toEqual({ traits: 'drawn' });
    expect(await asked(['--traits', 'all', '--calibration', 'my/c.json'])).toEqual({
      traits: 'all',
      calibration: { name: 'my/c.json', path: '/work/my/c.json' },
    });
  });

  it('take the calibration of the folder, with its rate', async () => {
    expect(await asked([], folder)).toEqual({
      traits: 'drawn',
      calibration: { name: 'c.json', path: join(folder, 'c.json'), rate: 0.02 },
    });
    expect(await asked(['--traits', 'none'], folder)).toEqual({ traits: 'none' });
    writeFileSync(join(folder, 'corpus-inspector.json'), '{"trait": {}}');
    await expect(asked([], folder)).rejects.toThrow('there is no such key');
  });

  it('say what is wrong in a sentence', async () => {
    await expect(asked(['--traits', 'some'])).rejects.toThrow('--traits some: choose none, drawn or all.');
    await expect(asked(['--traits', 'none', '--calibration', 'c'])).rejects.toThrow('leaves out');
  });
});

describe('a row', () => {
  const { columns } = inspection();
  const traits = traitColumns(4, 0);
  const read = { words: 60, markup: 0, percentile: 93.25, score: 1.5, abstained: null, kind: 0 };
  setReading(traits, 1, read);
  setReading(traits, 3, { ...read, words: 9, score: Number.NaN, percentile: Number.NaN, abstained: 'short', kind: -1 });
  const top = [{ id: 'long', value: 5.12345678, effect: 0.5, spans: [{ path: ['text'], start: 1, end: 9 }] }];

  it('has score, percentile, words and what moved the score', () => {
    expect(rowTraits({ ...columns, traits }, 1, top)).toEqual({
      score: 1.5,
      percentile: 93.25,
      words: 60,
      top: [{ id: 'long', value: 5.123457, effect: 0.5, spans: [{ path: ['text'], start: 1, end: 9 }] }],
    });
  });

  it('says why nothing was measured; null where it was not read, nothing where traits are left out', () => {
    const abstained = { score: null, percentile: null, words: 9, abstained: 'short', top: [] };
    expect(rowTraits({ ...columns, traits }, 3)).toEqual(abstained);
    expect(rowTraits({ ...columns, traits }, 0)).toBeNull();
    expect(rowTraits(columns, 1)).toBeUndefined();
  });

  it('has its p, or why a calibration gave none', () => {
    const verdicts = {
      p: Float32Array.of(Number.NaN, 0.0125, Number.NaN, Number.NaN),
      flagged: Uint8Array.of(0, 1, 0, 0),
      unjudged: Uint8Array.of(0, 0, 0, 1),
    };
    expect(rowTraits({ ...columns, traits, verdicts }, 1)).toMatchObject({ p: 0.0125 });
    expect(rowTraits({ ...columns, traits, verdicts }, 3)).not.toHaveProperty('unjudged');
    const late = { ...verdicts, p: verdicts.p.fill(Number.NaN), unjudged: Uint8Array.of(0, 4, 0, 0) };
    expect(rowTraits({ ...columns, traits, verdicts: late }, 1)).toMatchObject({
      unjudged: 'too few calibration rows',
    });
  });
});

describe('the summary', () => {
  const traits: TraitsReport = {
    model: { name: 'm', trained: '2026' },
    scored: 300,
    read: 340,
    abstained: { short: 38, code: 2 },
    kind: { name: 'news', share: 0.9 },
    scores: { edges: [], counts: [], human: [] },
    percentiles: Array.from({ length: 20 }, () => 15),
    top: [],
    explained: 0,
  };
  const calibration = {
    name: 'mine.json',
    human: 180,
    llm: 0,
    rate: 0.05,
    guaranteed: 0.069,
    precision: [],
    judged: 290,
    flagged: 12,
    unjudged: [],
  };
  const said = (more: Partial<TraitsReport>, views = {}) =>
    traitLines({ views: { text: { metrics: {}, traits: { ...traits, ...more } }, ...views } });

  it('tells what was measured, and that nothing is judged without a calibration', () => {
    expect(said({})).toEqual([
      ['traits', '300 scored · median percentile 50 among human news · not measured: 38 short, 2 code'],
      ['traits', 'not calibrated, so no row is judged: --calibration'],
    ]);
    expect(said({ kind: { name: 'news', share: 0.4 } })[0]![1]).toContain('among human texts of their kind');
    expect(said({ scored: 0, read: 9, abstained: { short: 9 } })).toEqual([
      ['traits', 'none of 9 samples could be measured: 9 short'],
    ]);
    expect(said({ drawn: { n: 340, of: 2000, unit: 'samples' } })[0]![1]).toContain('(≈ drawn 340 of 2,000 samples)');
    expect(traitLines({ views: { text: { metrics: {} } } })).toEqual([]);
  });

  it('tells what the calibration found, or why it judged nothing', () => {
    expect(said({ calibration })[1]).toEqual([
      'verdicts',
      '12 of 290 share surface traits with LLM text; of such human rows at most 6.9 % would, with 95 % confidence (180 human rows of mine.json)',
    ]);
    const missing = 'Add 22 rows.';
    expect(said({ calibration: { ...calibration, judged: 0, flagged: 0, missing } })[1]).toEqual([
      'verdicts',
      'none judged by 180 human rows of mine.json: Add 22 rows.',
    ]);
  });

  it('tells the share with its interval, or why there is none', () => {
    const alpha = {
      alpha: 0.14,
      low: 0.1,
      high: 0.19,
      method: 'density' as const,
      samples: 300,
      human: 180,
      llm: 40,
      methods: [],
    };
    expect(said({ calibration, alpha })[2]).toEqual([
      'share',
      '≈ 14 % of the rows are like the LLM rows, 95 %: 10 % to 19 % (density; 180 human rows, 40 LLM rows)',
    ]);
    const strange = { ...calibration, judged: 0, flagged: 0, unjudged: [{ reason: 'another language', samples: 300 }] };
    expect(said({ calibration: strange, alpha })[3]?.[1]).toContain('do not match these');
    expect(said({ calibration, alpha })).toHaveLength(3);
    const refused = { ...alpha, alpha: null, low: null, high: null, refused: 'Off by 7 points.' };
    expect(said({ calibration, alpha: refused })[2]).toEqual(['share', 'no estimate: Off by 7 points.']);
  });

  it('names the view where there are several', () => {
    expect(said({}, { prompt: { metrics: {} } })[0]![1]).toMatch(/^text: 300 scored/);
  });

  it('finds the median between the edges of a bin', () => {
    expect(medianOf([0, 4, 0, 0])).toBe(37.5);
    expect(medianOf([1, 1])).toBe(50);
    expect(medianOf([0, 0])).toBe(0);
  });
});
