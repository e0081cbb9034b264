// The objects that `rows` prints.
import { expect, it } from 'vitest';
import { rowObjects } from '../../../src/cli/format/rowObjects.ts';
import { inspection } from './support.ts';

it('is one object per sample and view, in corpus order, with evidence, cluster and findings', () => {
  const rows = [...rowObjects(inspection())];
  expect(rows.map((row) => [row.line, row.view])).toEqual([
    [5, 'prompt'],
    [5, 'response'],
    [7, 'prompt'],
    [7, 'response'],
  ]);
  const keeper = { file: 'train.jsonl', line: 5 };
  expect(rows[0]).toEqual({
    file: 'train.jsonl',
    line: 5,
    byte: 0,
    view: 'prompt',
    words: 9,
    novelty: null,
    adds: 6,
    coveredBy: [],
    near: [],
    cluster: null,
    findings: [],
  });
  expect(rows[1]).toMatchObject({
    novelty: 0.1,
    coveredBy: [{ file: 'train.jsonl', line: 40, share: 0.5 }],
    cluster: { id: 4, size: 2, keeper },
    findings: [
      { kind: 'low-novelty', message: 'Low novelty: 92 % of its 4-grams are in lines 40 and 4032', score: 0.96 },
    ],
  });
  expect(rows[3]).toMatchObject({
    byte: 80,
    near: [{ file: 'train.jsonl', line: 5, jaccard: 0.88 }],
    findings: [{ kind: 'near-duplicate' }],
  });
});

it('is, of the rows that could go, in their order, with what each adds by then', () => {
  const drops = {
    view: 'response' as const,
    rows: [
      { row: 3, adds: 2 },
      { row: 1, adds: 5 },
    ],
  };
  expect([...rowObjects(inspection(), drops)].map((r) => [r.line, r.view, r.adds, r.drop])).toEqual([
    [7, 'response', 38, { at: 1, adds: 2 }],
    [5, 'response', 3, { at: 2, adds: 5 }],
  ]);
});
