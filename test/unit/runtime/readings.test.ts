// Readings of real files by real workers.
import './tempRoot.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { type ReadingsAsked, readReadings } from '../../../src/runtime/traits/readings.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await testPool(2);
});
afterAll(() => pool.close());

const prose = (i: number) =>
  `Number ${i} went down to the river. ${'It had rained for days, and the water was brown. '.repeat(8)}`;
const file = corpusFile(
  'chat.jsonl',
  Array.from({ length: 300 }, (_, i) =>
    JSON.stringify({ prompt: i % 2 ? 'Why?' : prose(i), response: prose(i).repeat(2), model: i % 3 ? 'm' : undefined }),
  ).join('\n'),
);
const source = { kind: 'file' as const, path: file, shown: 'chat.jsonl' };
const read = (asked: Partial<ReadingsAsked> = {}) => readReadings(pool, { sources: [source], options: {}, ...asked });

describe('readings', () => {
  it('are of the view with most words, in the order of the file, with labels', async () => {
    const { view, rows, drawn } = await read({ fields: ['model'], options: { blockBytes: 16 * 1024 } });
    expect([view, rows.length, drawn]).toEqual(['response', 300, undefined]);
    expect(rows.slice(0, 4).map((row) => row.labels)).toEqual([['(none)'], ['m'], ['m'], ['(none)']]);
    expect(rows.every((row) => row.words > 100 && row.occurrences === undefined)).toBe(true);
    expect((await read({ fields: ['model'] })).rows).toEqual(rows);
  });

  it('are of the view that is named, with what was abstained from', async () => {
    const { rows } = await read({ view: 'prompt' });
    expect(rows[1]).toMatchObject({ abstained: 'short', score: Number.NaN });
    expect(rows.filter((row) => row.abstained === 'short')).toHaveLength(150);
  });

  it('hold words by sentences where they are asked for', async () => {
    const { rows } = await read({ occurrences: true });
    expect(rows[0]?.occurrences?.ends).toHaveLength(18);
  });

  it('say progress, can be cancelled, and refuse what is not there', async () => {
    const seen: number[] = [];
    await read({ onProgress: (fraction) => seen.push(fraction) });
    expect(seen.at(-1)).toBe(1);
    await expect(read({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(read({ view: 'thinking' })).rejects.toMatchObject({ code: 'no-view' });
    const gone = { ...source, path: '/nowhere/x.jsonl' };
    await expect(read({ sources: [gone] })).rejects.toMatchObject({ code: 'not-found' });
  });
});
