// Exact and near-duplicates against labelled pairs.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { jaccard } from '../../src/engine/sketch/candidates.ts';
import { words } from '../../src/engine/text/words.ts';
import type { Inspection } from '../../src/runtime/inspect/result.ts';
import { dataPath, describeWithData } from '../helpers/data.ts';
import { corpusFile, inspectFiles } from '../helpers/inspect.ts';

function readLines<T>(path: string): T[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Verified partners as "a b" with ids in order. */
function verifiedPairs(inspection: Inspection, ids: readonly string[]): Set<string> {
  const pairs = new Set<string>();
  for (const [row, partners] of inspection.near) {
    for (const p of partners) {
      const a = ids[(inspection.columns.line[row] as number) - 1] as string;
      const b = ids[p.line - 1] as string;
      pairs.add(a < b ? `${a} ${b}` : `${b} ${a}`);
    }
  }
  return pairs;
}

const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

async function inspectZipped(
  name: string,
): Promise<{ inspection: Inspection; ids: string[]; texts: Map<string, string> }> {
  const rows = readLines<{ id: string; text: string }>(dataPath('train', 'neardup', `${name}.jsonl.gz`));
  const path = corpusFile(`${name}.jsonl`, rows.map((r) => JSON.stringify(r)).join('\n'));
  const inspection = await inspectFiles([path]);
  return { inspection, ids: rows.map((r) => r.id), texts: new Map(rows.map((r) => [r.id, r.text])) };
}

/** Exact Jaccard of word 5-gram sets, from the definition, on strings. */
function trueJaccard(a: string, b: string): number {
  const numbers = new Map<string, number>();
  const set = (text: string) => {
    const tokens = words(text);
    const keys = new Set<number>();
    for (let i = 0; i + 5 <= tokens.length; i++) {
      const gram = tokens.slice(i, i + 5).join(' ');
      if (!numbers.has(gram)) numbers.set(gram, numbers.size);
      keys.add(numbers.get(gram) as number);
    }
    return Float64Array.from(keys).sort();
  };
  return jaccard(set(a), set(b));
}

describeWithData('duplicates of mixed_corpus', () => {
  it('finds all 20 exact duplicates and no other', async () => {
    const inspection = await inspectFiles([dataPath('demo', 'mixed_corpus.jsonl')]);
    const truth = readLines<{ doc_id: number; dup_kind: string | null; dup_of: number | null }>(
      dataPath('demo', 'mixed_corpus.truth.jsonl'),
    );
    const planted = truth.flatMap((t, i) => (t.dup_kind === 'exact' ? [[i, t.dup_of as number] as const] : []));
    expect(planted).toHaveLength(20);
    const found = inspection.findings.filter((f) => f.kind === 'exact-duplicate');
    const pairs = found.map(
      (f) => `${Math.min(f.line, f.related[0]?.line ?? 0)} ${Math.max(f.line, f.related[0]?.line ?? 0)}`,
    );
    const line = new Map(truth.map((t, i) => [t.doc_id, i + 1]));
    const expected = planted.map(([i, of]) => {
      const [x, y] = [i + 1, line.get(of) as number];
      return `${Math.min(x, y)} ${Math.max(x, y)}`;
    });
    expect(pairs.sort()).toEqual(expected.sort());
  });
});

describeWithData('near-duplicates with known Jaccard', () => {
  it('verifies pairs with precision ≥ 0.98 and recall ≥ 0.95 at Jaccard ≥ 0.7', async () => {
    const { inspection, ids, texts } = await inspectZipped('controlled');
    const labelled = readLines<{ a: string; b: string; jaccard5w: number }>(
      dataPath('train', 'neardup', 'controlled.pairs.jsonl'),
    );
    const found = verifiedPairs(inspection, ids);
    const positive = labelled.filter((p) => p.jaccard5w >= 0.7);
    const recalled = positive.filter((p) => found.has(pairKey(p.a, p.b)));
    const wrong = [...found].filter((pair) => {
      const [a, b] = pair.split(' ') as [string, string];
      return trueJaccard(texts.get(a) as string, texts.get(b) as string) < 0.7;
    });
    const labelledWrong = labelled.filter((p) => p.jaccard5w < 0.7 && found.has(pairKey(p.a, p.b)));
    const recall = recalled.length / positive.length;
    const precision = 1 - wrong.length / found.size;
    console.log(
      `near-duplicates: recall ${recall.toFixed(4)} of ${positive.length}, precision ${precision.toFixed(4)} of ${found.size}, ` +
        `${labelledWrong.length} labelled pairs below 0.7 verified`,
    );
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(labelledWrong.length / Math.max(1, recalled.length + labelledWrong.length)).toBeLessThanOrEqual(0.02);
  });

  it('finds the ten pairs of `articles` and no false cluster', async () => {
    const { inspection, ids } = await inspectZipped('articles');
    const pairs = readLines<{ a: string; b: string }>(dataPath('train', 'neardup', 'articles.pairs.jsonl'));
    const found = verifiedPairs(inspection, ids);
    expect([...found].sort()).toEqual(pairs.map((p) => pairKey(p.a, p.b)).sort());
    expect(inspection.clusters).toHaveLength(pairs.length);
  });
});
