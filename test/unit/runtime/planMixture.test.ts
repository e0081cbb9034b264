// Plans mixtures of small generated corpora with the real pipeline.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/lib/samples/random.mjs';
import { type MixtureReport, MixtureReportSchema } from '../../../src/engine/mixture/report.ts';
import type { MixtureAsked } from '../../../src/runtime/between/mixture/asked.ts';
import { planMixture } from '../../../src/runtime/between/planMixture.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';

const SEED = 20261130;
const random = createRandom(SEED);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const word = (least: number, most: number) =>
  Array.from({ length: random.int(least, most) }, () => LETTERS[random.int(0, 25)]).join('');
/** Words that a topic's texts share. */
const vocabulary = Array.from({ length: 8 }, () => Array.from({ length: 120 }, () => word(5, 9)));
const common = ['the', 'of', 'and', 'in', 'to', 'is', 'that', 'with', 'for', 'on'];
const text = (topic: number, words: number) =>
  Array.from({ length: words }, () =>
    random.chance(0.45) ? random.pick(common) : (vocabulary[topic] as string[])[Math.floor(random.next() ** 2 * 120)],
  ).join(' ');
const row = (fields: Record<string, unknown>) => JSON.stringify(fields);
const file = (name: string, rows: readonly string[]) => corpusFile(name, `${rows.join('\n')}\n`);

// The real corpus knows topics 0 to 3; candidates all eight.
const realRows = Array.from({ length: 150 }, (_, i) => row({ text: text(i % 4, 40), topic: `t${i % 4}` }));
const soundRows = Array.from({ length: 400 }, (_, i) => row({ text: text(i % 8, 60), topic: `t${i % 8}` }));
const noiseRows = Array.from({ length: 6 }, () =>
  row({ text: Array.from({ length: 60 }, () => word(3, 10)).join(' '), topic: 't6' }),
);
/** Characters that a scan misread. */
const scanned = (line: string) =>
  row({
    ...JSON.parse(line),
    text: [...JSON.parse(line).text]
      .map((c) => (/[a-z]/.test(c) && random.chance(0.12) ? random.pick([...LETTERS]) : c))
      .join(''),
  });
const ocrRows = soundRows.slice(0, 6).map(scanned);
const nearCopy = (line: string) => row({ ...JSON.parse(line), text: `${JSON.parse(line).text} and that is it` });
const flawed = [
  realRows[3] as string,
  nearCopy(realRows[5] as string),
  nearCopy(soundRows[7] as string),
  soundRows[9] as string,
  row({ text: `As an AI language model, I cannot ${text(6, 50)}`, topic: 't6' }),
  row({ text: `${text(7, 50)} ca\ufffd\ufffd ${text(7, 5)}`, topic: 't7' }),
  '{"text": "cut',
];
const real = file('real.jsonl', realRows);
const synthetic = file('synthetic.jsonl', [...soundRows, ...noiseRows, ...ocrRows, ...flawed]);
const out = (name: string) => join(dirname(real), name);
const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
const ref = (path: string) => ({ kind: 'file' as const, path, shown: path });

describe('planning a mixture', { timeout: 60_000 }, () => {
  let pool: WorkerPool;
  let report: MixtureReport;
  const written = out('plan.jsonl');
  beforeAll(async () => {
    pool = await testPool(2);
    report = await plan({ out: written, order: 'file' });
  }, 60_000);
  afterAll(() => pool.close());

  const plan = (asked: Partial<MixtureAsked> = {}, on = pool) =>
    planMixture(
      { real: [ref(real)], synthetic: [ref(synthetic)], share: 0.1, options: {}, ...asked },
      { pool: on, signal: new AbortController().signal, onProgress: () => {} },
    );
  it('keeps the share, and covers more than every random choice in every kind of item', () => {
    expect(v.is(MixtureReportSchema, report)).toBe(true);
    expect(report.share.planned).toBeLessThanOrEqual(0.1);
    expect(report.share.planned).toBeGreaterThan(0.08);
    expect(report.coverage.map(({ id }) => id)).toContain('values');
    for (const { planned, before, randomRange } of report.coverage) {
      expect(planned).toBeGreaterThan(before);
      expect(planned).toBeGreaterThanOrEqual(randomRange[1]);
    }
    for (let i = 1; i < report.curve.length; i++) {
      expect(report.curve[i]?.gain).toBeLessThanOrEqual(report.curve[i - 1]?.gain as number);
    }
    expect(report.top[0]?.adds.length).toBeGreaterThan(2);
  });

  it('leaves out copies, near-duplicates, leftovers, broken text and noise, and says how many', () => {
    const { leftOut } = report;
    const of = (reason: RegExp) => leftOut.find((entry) => reason.test(entry.reason))?.samples ?? 0;
    expect(of(/^copy of a real/)).toBe(1);
    expect(of(/^copy of another/)).toBe(1);
    expect(of(/^near-duplicate of a real/)).toBe(1);
    expect(of(/^near-duplicate of another/)).toBe(1);
    expect(of(/^residue/)).toBe(1);
    expect(of(/^broken encoding/)).toBe(1);
    expect(of(/cannot be read/)).toBe(1);
    expect(of(/^noise/)).toBeGreaterThanOrEqual(6);
  });

  it('does not take random strings or a badly read scan for something new', async () => {
    const path = out('plan-noise.jsonl');
    await plan({ out: path, share: 0.3 });
    const chosen = new Set(lines(path));
    for (const bad of [...noiseRows, ...ocrRows]) expect(chosen.has(bad)).toBe(false);
  });

  it('fills the topics that the real corpus lacks', () => {
    const topics = lines(written).map((line) => JSON.parse(line).topic);
    const lacking = topics.filter((topic) => Number(topic.slice(1)) > 3).length;
    expect(lacking / topics.length).toBeGreaterThan(0.8);
    const places = lines(written).map((line) => soundRows.indexOf(line));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place >= 0)).toBe(true);
  });

  it('says the same with one worker as with two, in small blocks as in large', async () => {
    const one = await testPool(1);
    try {
      const path = out('plan-one.jsonl');
      const again = await plan({ out: path, order: 'file', options: { blockBytes: 4096 } }, one);
      const told = ({ timing: _t, settings: _s, out: _o, ...rest }: MixtureReport) => rest;
      expect(told(again)).toEqual(told(report));
      expect(readFileSync(path, 'utf8')).toBe(readFileSync(written, 'utf8'));
    } finally {
      await one.close();
    }
  });

  it('tells real and synthetic rows of one file apart by a field, and writes the mix', async () => {
    const marked = (lines: readonly string[], source: string) =>
      lines.map((line) => row({ ...JSON.parse(line), source }));
    const mixed = file('mixed.jsonl', [...marked(realRows, 'people'), ...marked(soundRows, 'gpt')]);
    const provenance = { field: 'source', synthetic: ['gpt'] };
    const [path, mix] = [out('plan-field.jsonl'), out('mix-field.jsonl')];
    const byField = await plan({ real: [ref(mixed)], synthetic: [ref(mixed)], provenance, out: path, mix });
    expect(byField.real.samples).toBe(150);
    expect(byField.synthetic.samples).toBe(400);
    expect(lines(path).every((line) => JSON.parse(line).source === 'gpt')).toBe(true);
    expect(lines(mix)).toHaveLength(150 + byField.chosen.samples);
    expect(byField.notes.join(' ')).toContain('As they stand');
  });

  it('chooses nothing where the real corpus has reached the limit already', async () => {
    const rows = realRows.map((line, i) => row({ ...JSON.parse(line), source: i % 4 === 0 ? 'gpt' : 'people' }));
    const partly = file('partly.jsonl', rows);
    const offered = file(
      'offered.jsonl',
      soundRows.map((line) => row({ ...JSON.parse(line), source: 'gpt' })),
    );
    const asked = {
      real: [ref(partly)],
      synthetic: [ref(offered)],
      provenance: { field: 'source', synthetic: ['gpt'] },
    };
    const full = await plan(asked);
    expect(full.chosen.samples).toBe(0);
    expect(full.notes.join(' ')).toMatch(/Nothing was chosen: 25\.\d % of the real corpus/);
    const room = await plan({ ...asked, share: 0.3 });
    expect(room.chosen.samples).toBeGreaterThan(0);
    expect(room.share.planned).toBeLessThanOrEqual(0.3);
  });

  it('refuses what makes no sense, and never replaces an input', async () => {
    await expect(plan({ share: 1 })).rejects.toThrow(/share of 1 is not possible/);
    await expect(plan({ synthetic: [ref(real)] })).rejects.toThrow(/named as real and as synthetic/);
    await expect(plan({ out: synthetic })).rejects.toThrow(/one of the inputs/);
    await expect(plan({ view: 'tools' })).rejects.toThrow(/no sample has the view tools/);
    await expect(plan({ provenance: { field: 'source', synthetic: ['gpt'] } })).rejects.toThrow(
      /No row .* has source = gpt/,
    );
  });

  it('can be cancelled', async () => {
    const control = new AbortController();
    const work = planMixture(
      { real: [ref(real)], synthetic: [ref(synthetic)], share: 0.1, options: {} },
      { pool, signal: control.signal, onProgress: ({ step }) => step === 'gathering items' && control.abort() },
    );
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  });
});
