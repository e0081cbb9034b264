// A file without some of its rows, inspected without writing it.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/engine/report.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { cutOf, cutRef, cutSourceOf, placesOf } from '../../../src/runtime/sources/cutSource.ts';
import { openSource, type SourceRef } from '../../../src/runtime/sources/source.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';

function memory(bytes: Uint8Array): SourceRef {
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return { kind: 'memory', buffer, size: bytes.length, shown: 'a.jsonl' };
}

let pool: Promise<WorkerPool> | undefined;
afterAll(async () => (await pool)?.close());

async function inspect(source: SourceRef): Promise<Inspection> {
  pool ??= testPool(2);
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };
  return inspectCorpus({ sources: [source], options: { blockBytes: 4096 } }, await pool, hooks);
}

const essence = ({ timing: _, ...report }: Report) => JSON.stringify(report);

describe('a cut source', () => {
  it('reads as the bytes that stay, whatever is asked for', () => {
    const bytes = Uint8Array.from({ length: 60_000 }, (_, i) => (i * 7919) >> 3);
    const edges = fc.uniqueArray(fc.integer({ min: 0, max: bytes.length }), { minLength: 2, maxLength: 12 });
    const at = fc.integer({ min: 0, max: 61_000 });
    fc.assert(
      fc.property(edges, fc.array(fc.tuple(at, at), { maxLength: 5 }), (all, reads) => {
        const kept = Float64Array.from(all.slice(0, all.length & ~1)).sort();
        const parts: Uint8Array[] = [];
        for (let i = 0; i < kept.length; i += 2) parts.push(bytes.subarray(kept[i], kept[i + 1]));
        const left = Buffer.concat(parts);
        const source = openSource(cutRef(memory(bytes), { kept, bytes: left.length, holdsRows: true }));
        expect(source.size).toBe(left.length);
        for (const [a, b] of [[0, left.length] as const, ...reads]) {
          const [from, to] = [Math.min(a, b, left.length), Math.max(a, b)];
          expect(Buffer.from(source.read(from, to)).equals(left.subarray(from, to))).toBe(true);
        }
        source.close();
      }),
    );
  });

  const words = 'the cat sat on a mat and saw how rain fell over old hills near the long grey river'.split(' ');
  const row = (i: number) =>
    JSON.stringify({ text: Array.from({ length: 30 }, (_, k) => words[(i * 31 + k * (3 + (i % 7))) % 18]).join(' ') });
  const rows = Array.from({ length: 200 }, (_, i) => (i % 40 === 7 ? '{"text": broken' : row(i % 70)));

  it.each([
    ['of lines', 'a.jsonl', `\ufeff${rows.join('\r\n')}`],
    ['of a list', 'a.json', `[\n${rows.filter((r) => r.endsWith('}')).join(',\n')}\n]`],
    ['of paragraphs', 'a.txt', rows.map((_, i) => `${row(i).slice(10, -2)}\nand some words more.`).join('\n\n')],
  ])('gives the report of the written file %s', async (_, name, content) => {
    const path = corpusFile(name, content);
    const shown = name;
    const before = await inspect({ kind: 'file', path, shown });
    const starts = [...new Set([...before.columns.byte, ...before.findings.map((f) => f.byte)])];
    const dropped = new Set(starts.filter((_b, i) => i % 3 === 0));
    const cut = cutSourceOf(before, 0, dropped) as SourceRef;

    const { kept } = cutOf(before, 0, placesOf(before, 0, dropped));
    const bytes = readFileSync(path);
    const parts: Uint8Array[] = [];
    for (let i = 0; i < kept.length; i += 2) parts.push(bytes.subarray(kept[i], kept[i + 1]));
    const written = corpusFile(name, Buffer.concat(parts));

    const [ofCut, ofFile] = [await inspect(cut), await inspect({ kind: 'file', path: written, shown })];
    expect(essence(ofCut.report)).toBe(essence(ofFile.report));
    expect(ofCut.columns.byte).toEqual(ofFile.columns.byte);
    const samples = (i: Inspection) => i.report.files[0]!.samples + i.report.files[0]!.invalid;
    expect(samples(ofFile)).toBe(samples(before) - dropped.size);
    // Cut again, it is a source like any other.
    const first = new Set([ofCut.columns.byte[0]!]);
    const twice = await inspect(cutSourceOf(ofCut, 0, first) as SourceRef);
    expect(samples(twice)).toBe(samples(ofFile) - 1);
  });

  it('is nothing where no row stays, and refuses rows that are not there', async () => {
    const before = await inspect(memory(new TextEncoder().encode(`${row(1)}\n${row(2)}\n`)));
    expect(cutSourceOf(before, 0, new Set(before.columns.byte))).toBeNull();
    expect(cutSourceOf(before, 0, new Set())).toBe(before.sources[0]);
    expect(() => cutSourceOf(before, 0, new Set([3]))).toThrow('not in the inspection');
  });
});
