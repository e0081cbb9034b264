import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { RowMarks } from '../../../src/extension/calibration/rowMarks.ts';
import type { Corpus } from '../../../src/extension/corpus.ts';
import type { Engine } from '../../../src/extension/engine.ts';
import type { PageParams, RowSummary } from '../../../src/protocol/hostApi.ts';

vi.mock('vscode', () => ({
  l10n: { t: (message: string) => message },
  Uri: { parse: (text: string) => ({ toString: () => text }) },
  EventEmitter: class {
    event = () => {};
    fire() {}
    dispose() {}
  },
}));

const uri = { toString: () => 'file:///a.jsonl' } as vscode.Uri;
const corpus = { id: 'c', targets: [uri] } as unknown as Corpus;
const row = (n: number, hash: string): RowSummary => ({
  row: n,
  file: 0,
  line: n + 1,
  view: 'text',
  words: 60,
  novelty: 1,
  adds: 1,
  findings: [],
  percentile: 50,
  abstained: null,
  p: null,
  hash,
  start: hash,
});

/** Serves rows as the engine does, sorted by line. */
function engineOf(hashes: readonly string[]): Pick<Engine, 'api'> {
  const rows = hashes.map((hash, i) => row(i, hash));
  const page = async ({ offset, limit }: PageParams) => ({
    total: rows.length,
    offset,
    rows: rows.slice(offset, offset + limit),
  });
  return { api: { page } } as unknown as Pick<Engine, 'api'>;
}

describe('marks of rows', () => {
  let stored: Record<string, unknown>;
  let marks: RowMarks;
  const { signal } = new AbortController();

  beforeEach(() => {
    stored = {};
    marks = new RowMarks({
      get: (key: string) => stored[key],
      update: async (key: string, value: unknown) => {
        stored[key] = value;
      },
    } as unknown as vscode.Memento);
  });

  it('are kept by content, and go when they are taken away', async () => {
    await marks.set(corpus, row(3, 'c'), 'human');
    await marks.set(corpus, row(4, 'd'), 'llm');
    expect(marks.of(corpus)).toEqual({ c: 'human', d: 'llm' });
    expect([marks.count(corpus, 'human'), marks.count(corpus, 'llm')]).toEqual([1, 1]);
    await marks.set(corpus, row(3, 'c'), null);
    expect(marks.of(corpus)).toEqual({ d: 'llm' });
  });

  it('belong to the corpus of their file alone', async () => {
    await marks.set(corpus, row(3, 'c'), 'human');
    const other = { targets: [{ toString: () => 'file:///b.jsonl' }] } as unknown as Corpus;
    expect(marks.of(other)).toBeUndefined();
  });

  it('are found where they stood, and where their row moved to; others are lost', async () => {
    for (const [n, hash] of ['a', 'b', 'gone'].entries()) await marks.set(corpus, row(n, hash), 'human');
    await marks.set(corpus, row(9, 'm'), 'llm');
    const hashes = ['a', ...Array.from({ length: 450 }, (_, i) => `x${i}`), 'b', 'm'];
    expect(await marks.rowsOf(engineOf(hashes), corpus, 'human', signal)).toEqual({ rows: [0, 451], lost: 1 });
    expect(await marks.rowsOf(engineOf(hashes), corpus, 'llm', signal)).toEqual({ rows: [452], lost: 0 });
  });

  it('that an older version wrote otherwise are forgotten', () => {
    stored.marks = { a: 'human' };
    expect(marks.of(corpus)).toBeUndefined();
  });
});
