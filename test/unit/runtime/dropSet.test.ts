// What a choice comes to on real inspections.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSample } from '../../../src/formats/readBlock.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { nothingDecided } from '../../../src/runtime/review/decided.ts';
import { dropSet } from '../../../src/runtime/review/dropSet.ts';
import { dataPath, describeWithData } from '../../helpers/data.ts';
import { corpusFile, inspectFiles, testPool } from '../../helpers/inspect.ts';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await testPool(2);
});
afterAll(() => pool.close());

/** Distinct word 4-grams of texts. */
function fourGrams(texts: readonly string[]): Set<string> {
  const out = new Set<string>();
  for (const text of texts) {
    const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
    for (let i = 0; i + 3 < words.length; i++) out.add(words.slice(i, i + 4).join(' '));
  }
  return out;
}

describeWithData('on the mixed corpus', () => {
  test('dropping all repeats and what is low in novelty loses about one in a hundred 4-grams', async () => {
    const path = dataPath('demo', 'mixed_corpus.jsonl');
    const inspection = await inspectFiles([path], { metrics: 'core' });
    const choice = { kinds: ['exact-duplicate', 'near-duplicate', 'low-novelty'] as const };
    const drops = await dropSet(inspection, choice, nothingDecided(inspection.columns.length), { pool, readSample });
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    const texts = lines.map((line) => JSON.parse(line).text as string);
    const gone = new Set(drops.map((d) => d.line - 1));
    const all = fourGrams(texts).size;
    const kept = fourGrams(texts.filter((_, i) => !gone.has(i))).size;
    // Dropping every flagged row without keepers and recounting would lose 13.7 %.
    expect((all - kept) / all).toBeGreaterThan(0.008);
    expect((all - kept) / all).toBeLessThan(0.012);
  });
});

const PROMPT = 'Please tell me in a few plain words how a heavy kettle comes to boil on a small stove';
const ANSWER =
  'The flame heats the metal, the metal heats the water, and after some minutes steam rises from the spout';
const OTHER =
  'Nobody in our village ever owned such a thing; we carried hot stones in wet leather bags until winter ended';

test.each([
  ['a reworded prompt does not take an answer with it that nobody covers', OTHER, false],
  ['a sample goes where its answer is covered, too', `${ANSWER} slowly`, true],
  ['a sample goes where its answer is too short to be compared', 'It boils.', true],
])('%s', async (_, answer, goes) => {
  const rows = [
    { prompt: PROMPT, response: ANSWER },
    { prompt: `${PROMPT} today`, response: answer },
  ];
  const inspection = await inspectFiles([corpusFile('a.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))], {
    metrics: 'core',
  });
  expect(inspection.report.findings.counts['near-duplicate']).toBeGreaterThan(0);
  const nothing = nothingDecided(inspection.columns.length);
  const drops = await dropSet(inspection, { kinds: ['near-duplicate'] }, nothing, { pool, readSample });
  expect(drops.map((drop) => drop.line)).toEqual(goes ? [2] : []);
});
