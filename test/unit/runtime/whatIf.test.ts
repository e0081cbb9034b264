// What dropping would do: counted at once, then measured as an inspection of the written file would.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSample } from '../../../src/formats/readBlock.ts';
import type { InspectOptions } from '../../../src/protocol/hostApi.ts';
import type { DropChoice, WhatIf } from '../../../src/protocol/reviewApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { cancelled } from '../../../src/runtime/pool/poolWorker.ts';
import { createEngineService } from '../../../src/runtime/process/engineService.ts';
import { nothingDecided } from '../../../src/runtime/review/decided.ts';
import { dropSet } from '../../../src/runtime/review/dropSet.ts';
import { whatIf } from '../../../src/runtime/review/whatIf.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await testPool(2);
});
afterAll(() => pool.close());

function inspected(path: string, options: InspectOptions): Promise<Inspection> {
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };
  return inspectCorpus({ sources: [{ kind: 'file', path, shown: 'a.jsonl' }], options }, pool, hooks);
}

const WORDS = Array.from({ length: 400 }, (_, i) => `w${(i * 7919) % 400}${'abcdefgh'[i % 8]}`);
/** The same every time. */
function text(seed: number, words: number): string {
  let state = seed + 1;
  return Array.from({ length: words }, () => {
    state = (state * 48271) % 2147483647;
    return WORDS[Math.floor((state / 2147483647) ** 2 * WORDS.length)];
  }).join(' ');
}

/** Texts of which every fifth is repeated, with prompts, and a line that is no JSON. */
const lines = Array.from({ length: 120 }, (_, i) => {
  if (i === 77) return '{"prompt": ';
  const seed = i % 5 === 4 ? i - 4 : i;
  const prompt = `${text(seed + 9000, 6)}. ${text(seed, 3)}?`;
  return JSON.stringify({ prompt, response: `${text(seed, 60)}. ${i % 10 === 9 ? 'more words at the end' : ''}` });
});

async function both(content: string, choice: DropChoice, options: InspectOptions = {}) {
  const path = corpusFile('a.jsonl', content);
  const inspection = await inspected(path, options);
  const decided = nothingDecided(inspection.columns.length);
  const counted: WhatIf[] = [];
  const hooks = {
    pool,
    readSample,
    inspectCorpus,
    signal: new AbortController().signal,
    onCounted: (w: WhatIf) => counted.push(w),
    onProgress: () => {},
  };
  const settled = await whatIf({ inspection, decided, options }, choice, hooks);
  const places = await dropSet(inspection, choice, decided, { pool, readSample });
  const bytes = Buffer.from(readFileSync(path));
  const gone = new Set(places.map((p) => p.line - 1));
  const kept = bytes
    .toString('utf8')
    .split('\n')
    .filter((_, i) => !gone.has(i));
  const real = await inspected(corpusFile('a.jsonl', kept.join('\n')), options);
  return { counted: counted[0] as WhatIf, settled, real, drops: places.length };
}

const metricsOf = ({ report }: Inspection) =>
  Object.fromEntries(Object.entries(report.views).map(([view, { metrics }]) => [view, metrics]));

test('the settled numbers are those of the written file, and so are the counted ones', async () => {
  const choice: DropChoice = { kinds: ['exact-duplicate', 'near-duplicate', 'invalid'], rows: [3, 4, 50] };
  const { counted, settled, real, drops } = await both(lines.join('\n'), choice);
  expect(drops).toBeGreaterThan(10);
  expect(settled.drops).toBe(drops);
  expect(settled.settled).toBe(true);
  expect(settled.updating).toEqual([]);
  expect(JSON.stringify(settled.views)).toBe(JSON.stringify(metricsOf(real)));
  expect(counted.updating).not.toContain('distinct-3');
  expect(counted.updating).toContain('novelty');
  expectAlike(counted, real);
});

function expectAlike(counted: WhatIf, real: Inspection): void {
  for (const [view, metrics] of Object.entries(metricsOf(real))) {
    for (const [id, { at: _a, context: _c, caution: _d, ...value }] of Object.entries(metrics)) {
      if (!counted.updating.includes(id)) {
        expect([view, id, counted.views[view as 'response']?.[id]]).toEqual([view, id, value]);
      }
    }
  }
}

test('more goes than stays, and all goes', async () => {
  const many = Array.from({ length: 200 }, (_, row) => row).filter((row) => row % 10 > 1);
  const { counted, settled, real } = await both(lines.join('\n'), { rows: many }, { metrics: 'core' });
  expect(JSON.stringify(settled.views)).toBe(JSON.stringify(metricsOf(real)));
  expect(counted.updating).toEqual(['mattr', 'novelty']);
  expectAlike(counted, real);

  const inspection = await inspected(corpusFile('a.jsonl', lines.slice(0, 3).join('\n')), { metrics: 'core' });
  const hooks = {
    pool,
    readSample,
    inspectCorpus,
    signal: new AbortController().signal,
    onCounted: () => {},
    onProgress: () => {},
  };
  const decided = nothingDecided(inspection.columns.length);
  const nothing = await whatIf({ inspection, decided }, { rows: [0, 2, 4] }, hooks);
  expect(nothing).toMatchObject({ drops: 3, of: 3, views: {}, updating: [], settled: true });
});

test('a newer question and an inspection cancel what is being settled; the result stays', async () => {
  const path = corpusFile('a.jsonl', lines.join('\n'));
  const engine = createEngineService({
    pool,
    inspectCorpus: (request, own, hooks) =>
      hooks.onlyMetrics
        ? new Promise((_, reject) => {
            hooks.signal.addEventListener('abort', () => reject(cancelled()));
          })
        : inspectCorpus(request, own, hooks),
    readSample,
    rawSpan: () => ({ start: 0, end: 0 }),
    viewCandidates: () => [],
  });
  const inspect = () =>
    engine.inspect(
      { corpus: 'c', files: [{ kind: 'path', path }], options: { metrics: 'core' } },
      { signal: new AbortController().signal, progress: () => {} },
    );
  const first = await inspect();
  const ask = (rows: number[]) => {
    let counted = () => {};
    const isCounted = new Promise<void>((resolve) => {
      counted = resolve;
    });
    const answer = engine.whatIf(
      { corpus: 'c', choice: { rows } },
      { signal: new AbortController().signal, progress: () => counted() },
    );
    return { isCounted, answer: expect(answer).rejects.toMatchObject({ code: 'cancelled' }) };
  };
  const older = ask([1]);
  await older.isCounted;
  const newer = ask([2]);
  await older.answer;
  await newer.isCounted;
  const again = await inspect();
  await newer.answer;
  expect(again.report.views).toEqual(first.report.views);
});
