// First numbers while an inspection goes on: when they come, what they are of, and that they change nothing.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
import { CorpusError, type CorpusErrorCode } from '../../../src/engine/errors.ts';
import { METRICS } from '../../../src/engine/registry.ts';
import type { Report } from '../../../src/engine/report.ts';
import type { InspectOptions } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import { planJob } from '../../../src/runtime/inspect/inspectionPlan.ts';
import { bytesOf, drawnPart } from '../../../src/runtime/inspect/look.ts';
import type { Passes } from '../../../src/runtime/inspect/passes.ts';
import { type Preview, Previews } from '../../../src/runtime/inspect/preview.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { DEFAULTS } from '../../../src/runtime/settings.ts';
import type { MeasuredPart } from '../../../src/runtime/tasks/measurePart.ts';
import type { FinishedViews } from '../../../src/runtime/tasks/merge.ts';
import { corpusFile, inspectFiles, testPool } from '../../helpers/inspect.ts';

// Drawn samples come after all previews, and take longer than all of them.
vi.mock('../../../src/runtime/inspect/drawnPass.ts', () => {
  const NOTHING_DRAWN = { plan: { units: [], groups: [] }, results: [] };
  return { NOTHING_DRAWN, measureDrawn: async () => NOTHING_DRAWN };
});

const MIB = 1 << 20;
const BLOCK = 128 * 1024;

/** At least so many bytes of rows; from the second MiB on they say the same again under other names. */
function rows(bytes: number): string {
  const some: string[] = [];
  for (let seed = 1, size = 0; size < Math.min(bytes, MIB); seed++) {
    some.push(...generateInstructions(seed).rows);
    size = some.reduce((n, row) => n + row.length + 1, 0);
  }
  const parts: string[] = [];
  for (let copy = 0, size = 0; size < bytes; copy++) {
    const part = `${some.map((row) => row.replaceAll(/\b[A-Z][a-z]+\b/g, (name) => `${name}${copy || ''}`)).join('\n')}\n`;
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

/** The lines that start in the first `head` bytes of `count` drawn blocks, as a file of their own. */
function cutOut(path: string, count: number, head?: number): string {
  const part = drawnPart(plan(path, BLOCK), count, head);
  const slots = part.blocks.map(({ block }) => part.plans[0]!.blocks[block]!);
  let at = 0;
  const lines = readFileSync(path, 'latin1')
    .split('\n')
    .filter((line) => {
      const start = at;
      at += line.length + 1;
      return slots.some((slot) => start >= slot.start && start < slot.end);
    });
  return corpusFile('part.jsonl', Buffer.from(lines.join('\n'), 'latin1'));
}

const plan = (path: string, blockBytes: number) =>
  planJob([{ kind: 'file', path, shown: path }], { ...DEFAULTS, blockBytes }, undefined);

type Metrics = FinishedViews[number][1];

/** Values of the metrics that read every sample. MTLD breaks off where a block ends, and is told from the rest. */
function values(metrics: Metrics | undefined) {
  return METRICS.filter(({ id }) => id !== 'mtld').map(({ id }) => [id, metrics?.[id]?.value, metrics?.[id]?.drawn]);
}

describe('previews', () => {
  let pool: WorkerPool;
  beforeAll(async () => {
    pool = await testPool(2);
  });
  afterAll(() => pool.close());

  /** Inspects with previews; stops at preview number `stopAt`. */
  async function watch(path: string, options: InspectOptions, stopAt = Number.POSITIVE_INFINITY) {
    const seen: Preview[] = [];
    const control = new AbortController();
    const hooks = {
      signal: control.signal,
      onProgress: () => {},
      onPreview(preview: Preview) {
        if (seen.push(preview) >= stopAt) control.abort();
      },
    };
    const sources = [{ kind: 'file' as const, path, shown: 'corpus.jsonl' }];
    const ended = inspectCorpus({ sources, options }, pool, hooks);
    return { seen, ended };
  }

  it('come of a small part, then of everything but what is drawn, and do not change the report', async () => {
    const path = corpusFile('corpus.jsonl', rows(4.2 * MIB));
    const options = { blockBytes: BLOCK };
    const { seen, ended } = await watch(path, options);
    const { report } = await ended;
    const total = readFileSync(path).length;
    expect(seen.map(({ done, of, unit }) => [done, of, unit])).toEqual([
      [4 * 32 * 1024, total, 'bytes'],
      [total, total, 'bytes'],
    ]);
    const [part, whole] = seen.map((p) => p.report) as [Report, Report];
    expect(part.partial).toContain(`Only ${4 * 32 * 1024} of ${total} bytes`);
    expect(part.findings).toEqual({ counts: {}, top: [] });
    expect(part.files[0]?.samples).toBeGreaterThan(50);
    expect(part.files[0]?.samples).toBeLessThan((whole.files[0]?.samples ?? 0) / 10);
    const { views } = (await inspectFiles([cutOut(path, 4, 32 * 1024)])).report;
    for (const [view, { metrics }] of Object.entries(part.views)) {
      const alone = views[view]!.metrics;
      // Copies were not looked for, so each counts as another sample that holds its words.
      expect(metrics.novelty?.value).toBeLessThanOrEqual(alone.novelty!.value!);
      expect(values({ ...metrics, novelty: alone.novelty! })).toEqual(values(alone));
      expect(metrics.mtld!.value! / alone.mtld!.value!).toBeCloseTo(1, 1);
    }

    expect(whole.partial).toContain('still to come');
    for (const [view, { metrics }] of Object.entries(whole.views)) {
      for (const { id } of METRICS) expect(metrics[id]?.value).toBe(report.views[view]?.metrics[id]?.value);
    }
    expect([whole.findings, whole.files]).toEqual([report.findings, report.files]);
    expect(Object.keys(whole.views.response!.metrics)).toHaveLength(METRICS.length);

    const { timing: _with, ...withPreviews } = report;
    const { timing: _without, ...without } = (await inspectFiles([path], options)).report;
    expect({ ...withPreviews, files: [] }).toEqual({ ...without, files: [] });
  }, 60_000);

  it('of a large corpus the look ahead is shown too: the values of its blocks', async () => {
    const path = corpusFile('large.jsonl', rows(16.5 * MIB));
    const { seen, ended } = await watch(path, { blockBytes: BLOCK }, 2);
    await expect(ended).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen.map((p) => p.done)).toEqual([4 * 32 * 1024, 8 * BLOCK]);
    const { curveLevel } = drawnPart(plan(path, BLOCK), 8);
    const cut = { ...plan(cutOut(path, 8), BLOCK), curveLevel };
    const alone = new Map((await pool.one<MeasuredPart>('measurePart', cut)).finished);
    const { views } = seen[1]!.report;
    expect(Object.keys(views)).toEqual([...alone.keys()]);
    for (const [view, metrics] of alone) expect(values(views[view]?.metrics)).toEqual(values(metrics));
  }, 60_000);

  it('stop with the inspection', async () => {
    const path = corpusFile('corpus.jsonl', rows(4.2 * MIB));
    const { seen, ended } = await watch(path, {}, 1);
    await expect(ended).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toHaveLength(1);
    while (pool.running > 0) await new Promise((r) => setTimeout(r, 5));
  }, 60_000);

  it('of a corpus that is read soon there are none of a part', async () => {
    const { seen, ended } = await watch(corpusFile('medium.jsonl', rows(300_000)), {});
    await ended;
    expect(seen.map(({ done, of }) => done === of)).toEqual([true]);
  }, 60_000);

  it('of a small corpus there are none', async () => {
    const { seen, ended } = await watch(corpusFile('small.jsonl', rows(10_000)), {});
    await ended;
    expect(seen).toEqual([]);
  }, 60_000);

  it.each([
    ['worker-crashed', false],
    ['not-readable', true],
  ] as const)('a part that fails with %s ends the inspection: %s', async (code: CorpusErrorCode, ends) => {
    const failing = { one: () => Promise.reject(new CorpusError(code, 'No.')) } as unknown as Passes;
    const job = plan(corpusFile('a.jsonl', rows(1)), BLOCK);
    const known = { settings: DEFAULTS, asked: DEFAULTS, started: 0 };
    const large = { ...job, plans: [{ ...job.plans[0]!, bytes: 5 * MIB }] };
    const previews = new Previews(failing, known, large, () => expect.unreachable());
    const tried = previews.ofPart(drawnPart(job, 1));
    await (ends ? expect(tried).rejects.toMatchObject({ code }) : tried);
  });
});

describe('a drawn part', () => {
  it('of a JSON list keeps where its elements begin, and none where the head holds none', () => {
    const long = 'word '.repeat(10_000);
    const list = JSON.stringify(Array.from({ length: 60 }, (_, i) => ({ text: `${i} ${i % 2 ? long : 'short'}` })));
    const path = corpusFile('list.json', list);
    const job = plan(path, 64 * 1024);
    const part = drawnPart(job, 4, 1024);
    expect(bytesOf(part)).toBe(4 * 1024);
    const blocks = part.plans[0]!.blocks;
    for (const { start, end, firstElement } of blocks) {
      if (firstElement !== undefined) expect(firstElement >= start && firstElement < end).toBe(true);
    }
    const kept = blocks.filter((b) => b.firstElement !== undefined).length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(job.plans[0]!.blocks.filter((b) => b.firstElement !== undefined).length);
  });
});
