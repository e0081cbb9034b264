// Comparing snapshots with real workers: what the report says, and that it does not depend on how the work was shared.

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type ComparisonReport, ComparisonReportSchema } from '../../../../src/engine/compare/report.ts';
import { CorpusError } from '../../../../src/engine/errors.ts';
import { seededRandom } from '../../../../src/engine/statistics/random.ts';
import { compareSnapshots } from '../../../../src/runtime/between/compare.ts';
import type { CompareAsked } from '../../../../src/runtime/between/snapshots.ts';
import type { SourceRef } from '../../../../src/runtime/sources/source.ts';
import { corpusFile, testPool } from '../../../helpers/inspect.ts';

const random = seededRandom(11);
const LEXICON = Array.from({ length: 900 }, (_, i) => `${'bcdfghklmnprst'[i % 14]}${'aeiou'[i % 5]}${i.toString(36)}`);
const pick = (from: readonly string[]) => from[Math.floor(random() ** 3 * from.length)] as string;
const text = (lexicon = LEXICON, words = 40) => Array.from({ length: words }, () => pick(lexicon)).join(' ');
const rows = (n: number, make: (i: number) => object) => Array.from({ length: n }, (_, i) => make(i));
const jsonl = (list: readonly object[]) => `${list.map((row) => JSON.stringify(row)).join('\n')}\n`;
const source = (path: string): SourceRef => ({ kind: 'file', path, shown: path.split('/').at(-1) as string });

const fresh = (n: number) => rows(n, () => ({ text: text(), topic: random() < 0.5 ? 'sea' : 'land' }));
/** Draws from few words only, and repeats itself. */
const narrow = (n: number) => rows(n, () => ({ text: `once upon a time ${text(LEXICON.slice(0, 60))}`, topic: 'sea' }));

async function compare(
  asked: Omit<CompareAsked, 'options'> & Partial<CompareAsked>,
  jobs = 2,
): Promise<ComparisonReport> {
  const pool = await testPool(jobs);
  try {
    const hooks = { pool, signal: new AbortController().signal, onProgress: () => {} };
    const report = await compareSnapshots({ permutations: 129, draws: 4, options: {}, ...asked }, hooks);
    return v.parse(ComparisonReportSchema, report);
  } finally {
    await pool.close();
  }
}

const list = (...paths: string[]): CompareAsked['snapshots'] => ({
  from: 'list',
  list: paths.map((path) => ({ name: path.split('/').at(-1) as string, sources: [source(path)] })),
});

describe('comparing snapshots', () => {
  const all = fresh(160);
  const first = corpusFile('first.jsonl', jsonl(all.slice(0, 80)));
  const second = corpusFile('second.jsonl', jsonl(all.slice(80)));
  const poor = corpusFile('poor.jsonl', jsonl(narrow(80)));

  it('finds no change between parts of one set, and a loss where the vocabulary is gone', async () => {
    const report = await compare({ snapshots: list(first, second, poor) });
    const [, same, lost] = report.steps;
    expect(same?.has['distinct-3']?.p).toBeGreaterThan(0.01);
    expect(lost?.has['distinct-3']?.p).toBeLessThan(0.01);
    expect(lost?.keeps?.['rare-kept']?.value).toBeLessThan(lost?.keeps?.['rare-kept']?.nullMean as number);
    expect(report.verdict.outcome).toBe('loss');
    expect(report.verdict.sentences.join(' ')).toContain('poor.jsonl');
    expect(report.shifts.find((s) => s.kind === 'openings')).toMatchObject({
      label: 'once upon a …',
      change: 'swelled',
    });
    const topic = report.shifts.find((s) => s.kind === 'values');
    expect(topic).toMatchObject({ field: 'topic', label: 'land', change: 'lost' });
    expect(topic?.examples[0]).toMatchObject({ step: 0, file: 'first.jsonl' });
    const none = await compare({ snapshots: list(first, second) });
    expect(none.verdict).toMatchObject({ outcome: 'none' });
    expect(none.verdict.sentences[0]).toBe('No measurable change.');
    expect(none.shifts).toEqual([]);
  });

  it('gives the same report whatever the workers and blocks', async () => {
    const snapshots = list(first, poor);
    const plain = (report: ComparisonReport) => ({ ...report, timing: {} });
    const one = plain(await compare({ snapshots, by: 'topic', options: { blockBytes: 4096 } }, 1));
    expect(plain(await compare({ snapshots, by: 'topic' }, 2))).toEqual(one);
    expect(plain(await compare({ snapshots, by: 'topic', options: { blockBytes: 1500 } }, 2))).toEqual(one);
    expect(one.convergence?.groups.map((g) => g.label).sort()).toEqual(['land', 'sea']);
    expect(one.convergence?.means[0]?.[1]).toBe(one.convergence?.means[1]?.[0]);
  });

  it('takes the values of a field as steps: numbers in their order, others as they come, or as it is told', async () => {
    const generations = [10, 2, 1].flatMap((generation) =>
      rows(12, (i) => ({ generation, text: text(), name: `n${i}` })),
    );
    const path = corpusFile('generations.jsonl', jsonl(generations));
    const field = (order?: readonly string[]): CompareAsked['snapshots'] => ({
      from: 'field',
      sources: [source(path)],
      field: 'generation',
      ...(order && { order }),
    });
    expect((await compare({ snapshots: field() })).steps.map((s) => s.name)).toEqual(['1', '2', '10']);
    expect((await compare({ snapshots: field(['10', '1']) })).steps.map((s) => s.name)).toEqual(['10', '1']);
    await expect(compare({ snapshots: field(['1', '7']) })).rejects.toThrow('No sample has generation = 7');
    const named = await compare({ snapshots: { from: 'field', sources: [source(path)], field: 'missing' } }).catch(
      (e) => e,
    );
    expect(named).toBeInstanceOf(CorpusError);
    expect(named.message).toContain('No sample has the field missing');
  });

  it('tells which samples stayed, changed, went and came', async () => {
    const kept = fresh(30);
    const long = rows(4, () => ({ text: text(LEXICON, 80) }));
    const edited = long.map((row) => ({ text: `${(row as { text: string }).text} indeed` }));
    const asked = rows(3, (i) => ({ id: `q${i}`, text: text() }));
    const before = corpusFile('before.jsonl', jsonl([...kept, ...long, ...asked, ...fresh(2)]));
    const after = corpusFile(
      'after.jsonl',
      jsonl([...kept, ...edited, ...asked.map((r) => ({ ...r, text: text() })), ...fresh(5)]),
    );
    const report = await compare({ snapshots: list(before, after) });
    expect(report.steps[1]?.changes).toEqual({ same: 30, changed: 7, removed: 2, added: 5 });
    expect(report.verdict.outcome).toBe('none');
    expect(report.verdict.sentences.join(' ')).toContain('30 samples stayed, 7 changed, 2 went and 5 came');
  });

  it('says that too few samples cannot be told apart', async () => {
    const report = await compare({ snapshots: list(first, corpusFile('few.jsonl', jsonl(narrow(5)))) });
    expect(report.verdict.outcome).toBe('none');
    expect(report.verdict.sentences[1]).toContain('5 samples only');
    expect(report.steps[1]?.has['distinct-3']?.p).toBeUndefined();
  });

  it('refuses what cannot be compared, in a sentence', async () => {
    await expect(compare({ snapshots: list(first) })).rejects.toThrow('at least two snapshots');
    await expect(compare({ snapshots: list(first, second), view: 'thinking' })).rejects.toThrow('thinking');
    await expect(compare({ snapshots: list(first, second), by: 'nothing' })).rejects.toThrow(
      'No sample has the field nothing',
    );
  });

  it('stops when it is cancelled', async () => {
    const pool = await testPool(1);
    const cancel = new AbortController();
    const hooks = { pool, signal: cancel.signal, onProgress: () => cancel.abort() };
    await expect(compareSnapshots({ snapshots: list(first, poor), options: {} }, hooks)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await pool.close();
  });
});
