// What dropping would do: counted at once, then measured as an inspection of the written file would.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSample } from '../../../src/formats/readBlock.ts';
import type { InspectOptions } from '../../../src/protocol/hostApi.ts';
import type { DropChoice, WhatIf } from '../../../src/protocol/reviewApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspection.ts';
import type { WorkerPool } from '../../../src/runtime/pool.ts';
import type { Inspection } from '../../../src/runtime/result.ts';
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
const lines = Array.from({ length: 240 }, (_, i) => {
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
  expect(drops).toBeGreaterThan(20);
  expect(settled.drops).toBe(drops);
  expect(settled.settled).toBe(true);
  expect(settled.updating).toEqual([]);
  expect(JSON.stringify(settled.views)).toBe(JSON.stringify(metricsOf(real)));
  expect(counted.updating).not.toContain('distinct-3');
  expect(counted.updating).toContain('novelty');
  for (const [view, metrics] of Object.entries(metricsOf(real))) {
    for (const [id, { at: _a, context: _c, caution: _d, ...value }] of Object.entries(metrics)) {
      if (!counted.updating.includes(id)) {
        expect([view, id, counted.views[view as 'response']?.[id]]).toEqual([view, id, value]);
      }
    }
  }
});
