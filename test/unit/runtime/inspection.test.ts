// Whole inspections of small corpora: what is found between samples, and what the report says.

import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ReportSchema } from '../../../src/engine/report.ts';
import type { InspectOptions } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import { corpusFile, inspectFiles, testPool } from '../../helpers/inspect.ts';

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu'.split(' ');

/** `n` words that no other seed shares. */
function prose(seed: number, n = 60): string {
  let state = seed * 7919 + 17;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
  const word = () => Array.from({ length: 3 }, () => SYLLABLES[next() % SYLLABLES.length]).join('');
  return Array.from({ length: n }, word).join(' ');
}

const jsonl = (rows: unknown[]) => rows.map((r) => (typeof r === 'string' ? r : JSON.stringify(r))).join('\n');

async function inspect(rows: unknown[], options: InspectOptions = {}): Promise<Inspection> {
  return inspectFiles([corpusFile('corpus.jsonl', jsonl(rows))], options);
}
const lines = (i: Inspection, kind: string) => i.findings.filter((f) => f.kind === kind).map((f) => f.line);

describe('duplicates', () => {
  it('flag later copies, whatever their id, case and spacing', async () => {
    const rows = [
      { id: 1, text: 'The  Ferry left\nat seven.' },
      { id: 2, text: prose(2) },
      { id: 3, text: 'the ferry left at seven.' },
    ];
    const found = await inspect(rows);
    expect(lines(found, 'exact-duplicate')).toEqual([3]);
    expect(found.findings[0]).toMatchObject({
      message: 'Exact duplicate of line 1.',
      related: [{ line: 1, share: 1 }],
    });
  });

  it('near-duplicates keep the first and whatever no kept row reaches', async () => {
    const base = prose(1, 100).split(' ');
    const edit = (at: number[]) => base.map((w, i) => (at.includes(i) ? `edit${i}` : w)).join(' ');
    // The third is near the second (0.7) but not near the first: with the second dropped, it stays.
    const rows = [
      { text: base.join(' ') },
      { text: edit([10, 40]) },
      { text: edit([10, 40, 60, 80]) },
      { text: prose(9, 100) },
    ];
    const found = await inspect(rows);
    expect(lines(found, 'near-duplicate')).toEqual([2]);
    expect(found.near.get(1)).toEqual([
      { file: 'corpus.jsonl', line: 1, jaccard: expect.closeTo(86 / 106, 10) },
      { file: 'corpus.jsonl', line: 3, jaccard: expect.closeTo(86 / 106, 10) },
    ]);
    expect(found.clusters).toEqual([{ id: 0, size: 3, keeper: 0 }]);
  });

  it('an exact copy is not reported as a near-duplicate too', async () => {
    const text = prose(3, 80);
    const found = await inspect([{ text }, { text }, { text: prose(4) }]);
    expect(found.report.findings.counts).toEqual({ 'exact-duplicate': 1 });
    expect(found.near.get(1)).toHaveLength(1);
  });

  it('copies of a dropped text go with it, however many they are', async () => {
    const base = prose(1, 100).split(' ');
    const edited = base.map((w, i) => (i === 50 ? 'edit' : w)).join(' ');
    const rows = [base.join(' '), ...Array.from({ length: 15 }, () => edited)].map((response, i) => ({
      prompt: prose(100 + i, 30),
      response,
    }));
    const found = await inspect(rows);
    expect(lines(found, 'near-duplicate')).toEqual(Array.from({ length: 15 }, (_, i) => i + 2));
    // Copies are each other's best partners.
    const row = found.columns.line.indexOf(16);
    const near = [...found.near].find(([r]) => found.columns.line[r] === 16)?.[1];
    expect(row).toBeGreaterThan(0);
    expect(near?.map((p) => [p.line, p.jaccard])).toEqual([2, 3, 4, 5, 6].map((line) => [line, 1]));
  });

  it('the same prompt with another response is a conflict, the same response is not', async () => {
    const rows = [
      {
        prompt: 'What is the tallest tree that grows in the forest behind the old mill by the river?',
        response: prose(1, 30),
      },
      {
        prompt: 'what is the TALLEST tree that grows in the forest behind the old mill by the river?',
        response: prose(2, 30),
      },
      {
        prompt: 'What is the tallest tree that grows in the forest behind the old mill by the river?',
        response: prose(1, 30),
        note: 'again',
      },
      { prompt: 'Who wrote it first?', response: prose(3, 30) },
    ];
    const found = await inspect(rows);
    expect(lines(found, 'conflict')).toEqual([2, 3]);
    // The repeated prompt is not a near-duplicate besides; the repeated response is.
    expect(found.findings.filter((f) => f.kind === 'near-duplicate')).toMatchObject([{ line: 3, view: 'response' }]);
    expect(found.findings.find((f) => f.line === 2)?.related).toEqual([{ file: 'corpus.jsonl', line: 1, share: 1 }]);
  });
});

describe('novelty', () => {
  it('flags what other samples hold, and names them with their shares', async () => {
    const [a, b] = [prose(1), prose(2)];
    const stitched = `${a.split(' ').slice(0, 30).join(' ')} ${b.split(' ').slice(0, 20).join(' ')}`;
    const found = await inspect([{ text: a }, { text: stitched }, { text: b }, { text: prose(5) }]);
    expect(lines(found, 'low-novelty')).toEqual([2]);
    const flagged = found.findings[0];
    // 47 4-grams: 27 in line 1, 17 in line 3, 3 across the seam.
    expect(flagged?.related).toEqual([
      { file: 'corpus.jsonl', line: 1, share: 27 / 47 },
      { file: 'corpus.jsonl', line: 3, share: 17 / 47 },
    ]);
    expect(found.columns.novelty[1]).toBeCloseTo(3 / 47, 6);
    expect(flagged?.message).toBe('Low novelty (0.06): 94 % of its 4-grams are in lines 1 and 3.');
  });

  it('counts a cluster of copies as one holder', async () => {
    const text = prose(1);
    const found = await inspect([{ text }, { text, n: 2 }, { text: prose(2) }]);
    expect([...found.columns.novelty]).toEqual([1, 1, 1]);
  });

  it('counts copies as one holder in every view', async () => {
    const system = prose(7);
    const messages = (i: number, s: string) => [
      { role: 'system', content: s },
      { role: 'user', content: prose(20 + i) },
      { role: 'assistant', content: prose(40 + i) },
    ];
    const rows = [system, prose(8), system].map((s, i) => ({ messages: messages(i, s) }));
    const found = await inspect(rows);
    expect([...found.columns.novelty].every((x) => x === 1)).toBe(true);
    expect(found.report.findings.counts).toEqual({});
  });

  it('is not defined below 17 distinct 4-grams', async () => {
    const found = await inspect([{ text: prose(1, 19) }, { text: prose(2, 20) }]);
    expect([...found.columns.novelty]).toEqual([Number.NaN, 1]);
  });

  it('leaves boilerplate out and reports it once', async () => {
    const shared = prose(99, 30);
    const rows = Array.from({ length: 30 }, (_, i) => ({ text: `${shared} ${prose(i, 40)}` }));
    const found = await inspect(rows);
    // As boilerplate, and as the frame of most of the set, once each.
    expect(found.report.findings.counts).toEqual({ template: 2 });
    expect(found.findings.map((f) => f.line)).toEqual([1, 1]);
    // The three 4-grams across the seam are new; so is all the rest.
    expect([...found.columns.novelty].every((x) => x === 1)).toBe(true);
  });

  it('prompts get a score but no finding', async () => {
    const [a, b] = [prose(1), prose(2)];
    const half = (s: string) => s.split(' ').slice(0, 30).join(' ');
    const rows = [
      { prompt: a, response: prose(11) },
      { prompt: `${half(a)} ${half(b)}`, response: prose(12) },
      { prompt: b, response: prose(13) },
    ];
    const found = await inspect(rows);
    expect(found.columns.novelty[2]).toBeLessThan(0.1);
    expect(found.report.findings.counts).toEqual({});
  });
});

describe('the report', () => {
  it('fits its schema, and names bad rows with line and column', async () => {
    const found = await inspect([{ text: prose(1) }, '{"text": "cut', { text: null }, { text: prose(2) }]);
    expect(v.safeParse(ReportSchema, JSON.parse(JSON.stringify(found.report))).issues).toBeUndefined();
    expect(found.report.files[0]).toMatchObject({ samples: 3, invalid: 1 });
    expect(found.findings.map((f) => [f.kind, f.line, f.column])).toEqual([
      ['invalid', 2, expect.any(Number)],
      ['schema', 3, undefined],
    ]);
  });

  it('measures several files as one corpus and says where things stand', async () => {
    const text = prose(1, 50);
    const paths = [
      corpusFile('a.jsonl', jsonl([{ text }])),
      corpusFile('b.jsonl', jsonl([{ text: prose(2) }, { text }])),
    ];
    const found = await inspectFiles(paths);
    expect(found.report.files.map((f) => f.path)).toEqual(['a.jsonl', 'b.jsonl']);
    expect(found.findings).toMatchObject([
      { kind: 'exact-duplicate', file: 'b.jsonl', line: 2, message: 'Exact duplicate of line 1 of a.jsonl.' },
    ]);
  });

  it('measures only the selected lines, with their own numbers', async () => {
    const text = prose(1, 50);
    const rows = [{ text }, { text: prose(2) }, { text: prose(3) }, { text: prose(3) }, { text }];
    const found = await inspectFiles([corpusFile('c.jsonl', jsonl(rows))], {}, 2, { from: 2, to: 4 });
    expect([...found.columns.line]).toEqual([2, 3, 4]);
    expect(found.report.files[0]).toMatchObject({ samples: 3, views: [{ view: 'text', samples: 3, share: 1 }] });
    expect(lines(found, 'exact-duplicate')).toEqual([4]);
  });

  it('measures compression on the joined text, whatever the blocks', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => ({ text: prose(i % 50, 20), meta: prose(i + 500, 900) }));
    const path = corpusFile('fields.jsonl', jsonl(rows));
    const joined = Buffer.from(rows.map((r) => r.text).join(' '));
    const ratio = async (blockBytes: number) =>
      (await inspectFiles([path], { blockBytes, views: { text: '$.text' } })).report.views.text?.metrics['gzip-ratio']
        ?.value;
    const expected = joined.length / gzipSync(joined, { level: 9 }).length;
    expect(await ratio(1 << 20)).toBeCloseTo(expected, 10);
    expect(await ratio(1 << 14)).toBeCloseTo(expected, 10);
  });

  it('says what was drawn when memory is short, and gives no number that drawing would bend', async () => {
    const path = corpusFile('wide.jsonl', jsonl(Array.from({ length: 1500 }, (_, i) => ({ text: prose(i, 60) }))));
    const [exact, small] = await Promise.all([inspectFiles([path]), inspectFiles([path], { memoryMb: 1 })]);
    const of = (i: Inspection) => i.report.views.text?.metrics ?? {};
    expect(of(small)['distinct-3']?.drawn).toMatchObject({ unit: 'n-grams' });
    expect(of(small)['distinct-3']?.value).toBeCloseTo(of(exact)['distinct-3']?.value ?? 0, 1);
    for (const id of ['types', 'entropy', 'hapax-share', 'zipf', 'distinct-1', 'mattr', 'openings']) {
      expect([id, of(small)[id]?.value]).toEqual([id, of(exact)[id]?.value]);
    }
    expect(of(small)['self-repetition']).toMatchObject({ value: null, drawn: { unit: 'n-grams' } });
  });

  it('refuses what is not a regular file, without waiting for it', async () => {
    const pipe = corpusFile('x', '').replace(/x$/, 'pipe.jsonl');
    execFileSync('mkfifo', [pipe]);
    await expect(inspectFiles([pipe])).rejects.toMatchObject({ code: 'not-readable' });
  });

  it('stops within 200 ms of a cancel, or 400 on a busy machine', async () => {
    const path = corpusFile('long.jsonl', jsonl(Array.from({ length: 20_000 }, (_, i) => ({ text: prose(i) }))));
    const pool = await testPool(2);
    try {
      const control = new AbortController();
      const sources = [{ kind: 'file' as const, path, shown: 'long.jsonl' }];
      let cancelledAt = 0;
      const hooks = {
        signal: control.signal,
        onProgress: (p: { bytes: number }) => {
          if (p.bytes === 0 || cancelledAt > 0) return;
          cancelledAt = performance.now();
          control.abort();
        },
      };
      await expect(inspectCorpus({ sources, options: { blockBytes: 65536 } }, pool, hooks)).rejects.toMatchObject({
        code: 'cancelled',
      });
      while (pool.running > 0) await new Promise((r) => setTimeout(r, 5));
      expect(performance.now() - cancelledAt).toBeLessThan(400);
    } finally {
      await pool.close();
    }
  });
});
