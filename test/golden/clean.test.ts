// What `clean` drops of a corpus with planted copies, against what was planted.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { words } from '../../src/engine/text/words.ts';
import { readSample } from '../../src/formats/readBlock.ts';
import { nothingDecided } from '../../src/runtime/review/decided.ts';
import { dropSet } from '../../src/runtime/review/dropSet.ts';
import { dataPath, describeWithData } from '../helpers/data.ts';
import { inspectFiles, testPool } from '../helpers/inspect.ts';

const readLines = <T>(name: string): T[] =>
  readFileSync(dataPath('demo', name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

function jaccard(a: string, b: string): number {
  const grams = (text: string) => {
    const tokens = words(text);
    return new Set(tokens.slice(4).map((_, i) => tokens.slice(i, i + 5).join(' ')));
  };
  const [x, y] = [grams(a), grams(b)];
  const common = [...x].filter((gram) => y.has(gram)).length;
  return common / (x.size + y.size - common);
}

describeWithData('of mixed_corpus', () => {
  it('a copy goes of every planted pair within the threshold, and nothing that was not planted', async () => {
    const texts = readLines<{ text: string }>('mixed_corpus.jsonl').map((row) => row.text);
    const truth = readLines<{ doc_id: number; dup_of: number | null; dup_kind: string | null }>(
      'mixed_corpus.truth.jsonl',
    );
    const at = new Map(truth.map((t, i) => [t.doc_id, i]));
    const pairs = truth.flatMap((t, i) => (t.dup_kind ? [{ a: i, b: at.get(t.dup_of!)!, kind: t.dup_kind }] : []));
    expect(pairs).toHaveLength(65);

    const inspection = await inspectFiles([dataPath('demo', 'mixed_corpus.jsonl')], { metrics: 'core' });
    const pool = await testPool(1);
    const decided = nothingDecided(inspection.columns.length);
    const choice = { kinds: ['exact-duplicate', 'near-duplicate'] as const };
    const drops = await dropSet(inspection, choice, decided, { pool, readSample });
    await pool.close();

    const gone = new Map(drops.map((d) => [d.line - 1, d.reason]));
    const planted = new Set(pairs.flatMap(({ a, b }) => [a, b]));
    expect([...gone.keys()].filter((row) => !planted.has(row))).toEqual([]);
    // One of each pair at most: no text is lost with its copy.
    expect(pairs.filter(({ a, b }) => gone.has(a) && gone.has(b))).toEqual([]);
    const within = pairs.filter(({ a, b }) => jaccard(texts[a]!, texts[b]!) >= 0.7);
    expect(within.filter(({ a, b }) => !gone.has(a) && !gone.has(b))).toEqual([]);
    const count = (kind: string) => [...gone.values()].filter((reason) => reason === kind).length;
    // 4 % of the words left out bring many of the 45 below 0.7.
    expect([within.length, count('exact-duplicate'), count('near-duplicate')]).toEqual([54, 20, 33]);
  });
});
