// Traits over the engine's API: rows, details with places, findings by a calibration alone, calibrating.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawSpan } from '../../../src/formats/positions.ts';
import { readSample } from '../../../src/formats/readBlock.ts';
import type { InspectOptions } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { createEngineService } from '../../../src/runtime/process/engineService.ts';
import { calibrationAround } from '../../helpers/calibration.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';
import { tools } from '../../helpers/tools.ts';

const context = { signal: new AbortController().signal, progress: () => {} };
const SHORT = 'we saw the old dog run to the sea and it sat in the sun all day long'.split(' ');
const LONG = 'considerable establishment of comprehensive understanding'.split(' ');

/** 60 words, the more of them long the higher `share`; each text is another. */
function prose(i: number, share: number): string {
  const word = (k: number) => ((k * 7) % 60 < share * 60 ? LONG[k % LONG.length] : SHORT[(k + i) % SHORT.length]);
  return `No ${i}: ${Array.from({ length: 60 }, (_, k) => word(k)).join(' ')}.`;
}

const rows = Array.from({ length: 120 }, (_, i) => ({
  meta: { source: i % 2 ? 'llm' : 'human' },
  title: `a title of its own ${i}`,
  text: i === 4 ? 'Too short.' : prose(i, i % 2 ? 0.9 : 0.1 + (i % 9) / 50),
}));
const path = corpusFile('mixed.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));

let pool: WorkerPool;
let api: ReturnType<typeof createEngineService>;
beforeAll(async () => {
  pool = await testPool(2);
  api = createEngineService({ pool, inspectCorpus, readSample, rawSpan, viewCandidates: () => [], tools });
});
afterAll(() => pool.close());

const inspect = (options: InspectOptions = {}, corpus = 'c') =>
  api.inspect({ corpus, files: [{ kind: 'path', path }], options }, context);
const page = (by: 'line' | 'traits', corpus = 'c') =>
  api.page({ corpus, offset: 0, limit: 200, sort: { by, descending: by === 'traits' }, filter: {} }, context);

describe('without a calibration', () => {
  it('every row has its percentile or a reason, and none a finding', async () => {
    const { report } = await inspect();
    const { traits } = report.views.text!;
    expect(traits).toMatchObject({ scored: 119, read: 120, abstained: { short: 1 }, explained: 119 });
    expect(traits).not.toHaveProperty('calibration');
    expect(report.findings.counts).not.toHaveProperty('llm-traits');
    const { rows: shown } = await page('line');
    expect(shown[4]).toMatchObject({ percentile: null, abstained: 'short', p: null });
    expect(shown[1]!.percentile).toBeGreaterThan(shown[0]!.percentile!);
    expect(new Set(shown.map((r) => r.hash)).size).toBe(120);
  });

  it('rows sort by what they share, those without a score last', async () => {
    const { rows: shown } = await page('traits');
    expect(shown.slice(0, 60).every((r) => r.line % 2 === 0)).toBe(true);
    expect(shown.at(-1)!.line).toBe(5);
  });

  it('a row tells what moved its score, and where that stands in text and file', async () => {
    const { traits, text } = await api.detail({ corpus: 'c', row: 1 }, context);
    expect(traits).toMatchObject({ row: 1, line: 2, view: 'text', abstained: null, p: null });
    const [first] = traits!.top;
    expect(first).toMatchObject({ id: expect.any(String), label: expect.any(String) });
    const [placed] = await api.traits({ corpus: 'c', file: 0, line: 2 }, context);
    const spans = placed!.top.flatMap((trait) => trait.spans);
    expect(spans.length).toBeGreaterThan(0);
    const line = JSON.stringify(rows[1]);
    for (const { start, end, placed: at } of spans) {
      const shown = line.slice(at!.startColumn, at!.endColumn);
      expect([at!.line, at!.lines, shown]).toEqual([2, 0, text.slice(start, end)]);
    }
    expect(traits!.top.flatMap((trait) => trait.spans.map((s) => s.start))).toEqual(spans.map((s) => s.start));
    expect((await api.detail({ corpus: 'c', row: 4 }, context)).traits).toMatchObject({ abstained: 'short', top: [] });
  });

  it('the core and "none" read nothing', async () => {
    for (const options of [{ metrics: 'core' }, { traits: 'none' }] as const) {
      const { report } = await inspect(options, 'other');
      expect(report.views.text).not.toHaveProperty('traits');
      expect((await page('line', 'other')).rows[0]).toMatchObject({ percentile: null, abstained: null });
      expect((await api.detail({ corpus: 'other', row: 0 }, context)).traits).toBeNull();
    }
  });
});

describe('calibrating', () => {
  it('offers the fields that tell rows apart', async () => {
    await inspect();
    expect(await api.fieldValues({ corpus: 'c' }, context)).toEqual([
      {
        field: 'meta.source',
        values: [
          { value: 'human', rows: 60 },
          { value: 'llm', rows: 60 },
        ],
      },
    ]);
  });

  it('by a field, judges the corpus: findings say against how many human rows', async () => {
    const human = { from: 'field', field: 'meta.source', value: 'human' } as const;
    const seen: unknown[] = [];
    const progress = (p: unknown) => seen.push(p);
    const made = await api.calibrate({ corpus: 'c', human }, { ...context, progress });
    expect(made).toMatchObject({
      name: 'meta.source=human',
      view: 'text',
      human: { used: 59, abstained: 1 },
      llm: null,
    });
    expect(made.report.guaranteed).toBeCloseTo(0.05, 2);
    expect(seen.at(-1)).toEqual({ step: 'calibrating', fraction: 1 });

    const { report } = await inspect({ calibration: { name: 'mine', content: made.content } });
    const found = report.findings.top.filter((f) => f.kind === 'llm-traits');
    const { calibration } = report.views.text!.traits!;
    expect(calibration).toMatchObject({ name: 'mine', human: 59, judged: 119 });
    expect(report.findings.counts['llm-traits']).toBe(calibration!.flagged);
    expect(calibration!.flagged).toBeGreaterThanOrEqual(60);
    expect(calibration!.flagged).toBeLessThanOrEqual(64);
    expect(found[0]!.message).toBe('Shares surface traits with LLM text (p = 0.017 against your 59 human rows).');
    // Named and hashed, never quoted.
    expect(report.settings.calibration).toEqual({ name: 'mine', hash: expect.stringMatching(/^[0-9a-f]{16}$/) });
    const { rows: shown } = await page('traits');
    expect(shown[0]!.findings).toContain('llm-traits');
    expect(shown[0]!.p).toBeCloseTo(1 / 60);
  });

  it('by marked rows and by a file alike', async () => {
    await inspect();
    const marked = rows.flatMap((row, i) => (row.meta.source === 'human' ? [i] : []));
    const file = corpusFile('human.jsonl', marked.map((i) => JSON.stringify({ text: rows[i]!.text })).join('\n'));
    const [a, b] = await Promise.all([
      api.calibrate({ corpus: 'c', human: { from: 'rows', rows: marked } }, context),
      api.calibrate({ human: { from: 'file', file: { kind: 'path', path: file } }, name: 'mine' }, context),
    ]);
    expect([a.name, b.name]).toEqual(['60 marked rows', 'mine']);
    expect(a.human).toEqual(b.human);
    await expect(api.calibrate({ corpus: 'c', human: { from: 'rows', rows: [] } }, context)).rejects.toThrow(
      'No row is marked',
    );
  });

  it('with LLM rows, gives the share too, for each group', async () => {
    const of = (value: string) => ({ from: 'field', field: 'meta.source', value }) as const;
    const { content, llm } = await api.calibrate({ corpus: 'c', human: of('human'), llm: of('llm') }, context);
    expect(llm).toEqual({ used: 60, abstained: 0 });
    const { report } = await inspect({ calibration: { name: 'mine', content }, by: 'meta.source' });
    const { alpha } = report.views.text!.traits!;
    expect(alpha).toMatchObject({ samples: 119, human: 59, llm: 60 });
    expect(alpha!.groups!.rows.map((g) => g.label).sort()).toEqual(['human', 'llm']);
  });
});

describe('a calibration that cannot be used', () => {
  it.each([
    ['is not there', { path: '/nowhere/calibration.json' }, 'not there'],
    ['is something else', { name: 'x.json', content: { format: 'shopping list' } }, 'no calibration file'],
  ])('%s: is said in a sentence', async (_, calibration, said) => {
    await expect(inspect({ calibration } as InspectOptions)).rejects.toMatchObject({
      code: 'bad-option',
      message: expect.stringContaining(said),
    });
  });

  it.each([
    ['too thin', calibrationAround(0, { human: { ...calibrationAround(0).human, ...thin() } }), 'human rows'],
    ['of another model', calibrationAround(0, { model: 'another' }), 'calibrate anew'],
  ])('%s: judges nothing and says what is missing', async (_, content, said) => {
    const { report } = await inspect({ calibration: { name: 'c', content } });
    const { calibration } = report.views.text!.traits!;
    expect(calibration).toMatchObject({ judged: 0, flagged: 0, missing: expect.stringContaining(said) });
    expect(report.findings.counts).not.toHaveProperty('llm-traits');
    expect((await api.detail({ corpus: 'c', row: 1 }, context)).traits!.unjudged).toBeDefined();
  });
});

/** Twenty rows. */
function thin() {
  const { words, score, markup, language } = calibrationAround(0).human;
  const cut = <T>(list: T[]) => list.slice(0, 20);
  return { words: cut(words), score: cut(score), markup: cut(markup), language: cut(language) };
}
