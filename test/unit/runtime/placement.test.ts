// Findings stand where the editor shows the text: columns in UTF-16 units, on the line of the finding.
import './tempRoot.ts';
import { unlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Inspection, RowFinding } from '../../../src/runtime/inspect/result.ts';
import { Placement, rankFindings } from '../../../src/runtime/rows/placement.ts';
import type { ReadSample } from '../../../src/runtime/rows/rowText.ts';
import { findingFor, inspectionOf, planFor, rawSpan, readSample, tempFile } from './fakeInspection.ts';

const place = async (inspection: Inspection, findings: RowFinding[], read = readSample) => {
  const placement = new Placement(inspection, read, rawSpan);
  try {
    const placed = await placement.placeAll(findings, () => undefined);
    return placed.map((p) => [p.startColumn, p.endColumn]);
  } finally {
    placement.close();
  }
};

/** An inspection of one file with the given text, and a finding about the bytes from `at` on. */
function inFile(text: string, more: Parameters<typeof planFor>[2] = {}) {
  const path = tempFile(text);
  const inspection: Inspection = {
    ...inspectionOf([[{ text: '' }]]),
    plans: [planFor(path, text.length, more)],
    sources: [{ kind: 'file', path, shown: path }],
  };
  const at = (part: string, finding: Partial<RowFinding> = {}) => {
    const byte = Buffer.byteLength(text.slice(0, text.indexOf(part)));
    return findingFor(inspection, 0, { byte, byteLength: Buffer.byteLength(part), ...finding });
  };
  return { inspection, at, path };
}

const plainText: ReadSample = (source, _plan, byte, byteLength) => {
  const raw = new TextDecoder().decode(source.read(byte, byte + byteLength));
  const views = [{ view: 'text' as const, segments: [{ text: raw, path: [] }] }];
  return { raw, sample: { index: 0, lineInBlock: 0, byte, byteLength, views, problems: [], hash: null } };
};

describe('placing findings', () => {
  it('marks the first 120 characters of the view the finding is about', async () => {
    const inspection = inspectionOf([[{ prompt: 'Grüße 😀', response: 'y'.repeat(500) }, { prompt: 'short' }]]);
    const findings = [findingFor(inspection, 1), findingFor(inspection, 0), findingFor(inspection, 2)];
    const start = '{"prompt":"Grüße 😀","response":"'.length;
    expect(await place(inspection, findings)).toEqual([
      [start, start + 120],
      [11, 19],
      [11, 16],
    ]);
  });

  it('marks the first line of a paragraph', async () => {
    const { inspection, at } = inFile('one two\r\nthree\r\n\r\nnext', { format: 'text', split: 'paragraphs' });
    expect(await place(inspection, [at('one two\r\nthree'), at('next')], plainText)).toEqual([
      [0, 7],
      [0, 4],
    ]);
  });

  it('starts at the column that a bad row names, and marks at least one character', async () => {
    const { inspection, at } = inFile('{"text":"a"}\n{"text": oops}\n{"text"');
    const invalid = { kind: 'invalid', row: -1 } as const;
    const findings = [
      at('{"text": oops}', { ...invalid, column: 10 }),
      at('{"text": oops}', { ...invalid, column: 99 }),
    ];
    expect(await place(inspection, findings, plainText)).toEqual([
      [9, 14],
      [13, 14],
    ]);
  });

  it('counts what stands before an element of a JSON array on its line', async () => {
    const { inspection, at } = inFile('\ufeff[{"text":"ä😀"}, {"text":"second"},\n {"text":"third"}]', {
      format: 'json',
      bom: 3,
    });
    const findings = [at('{"text":"third"}'), at('{"text":"second"}'), at('{"text":"ä😀"}')];
    expect(await place(inspection, findings)).toEqual([
      [10, 15],
      [26, 32],
      [10, 13],
    ]);
  });

  it('stays on the first line of an element that is spread over several', async () => {
    const { inspection, at } = inFile('[\n  {\n    "text": "below"\n  }\n]', { format: 'json' });
    expect(await place(inspection, [at('{\n    "text": "below"\n  }')])).toEqual([[2, 3]]);
  });

  it('places thousands of elements of a huge one-line array without reading it again and again', async () => {
    const text = `[${Array.from({ length: 100_000 }, (_, i) => `{"text":"row ${100_000 + i}"}`).join(',')}]`;
    const { inspection } = inFile(text, { format: 'json' });
    const findings = Array.from({ length: 1000 }, (_, i) =>
      findingFor(inspection, 0, { byte: 1 + ((i * 37) % 1000) * 2200, byteLength: 21 }),
    );
    const begin = performance.now();
    const placed = await place(inspection, findings);
    expect(performance.now() - begin).toBeLessThan(1000);
    expect(placed[2]).toEqual([1 + 74 * 2200 + 9, 1 + 74 * 2200 + 19]);
  });

  it('falls back to the start of the line when the row can no longer be read', async () => {
    const inspection = inspectionOf([[{ text: 'gone' }]]);
    unlinkSync(inspection.plans[0]!.path);
    expect(await place(inspection, [findingFor(inspection, 0)])).toEqual([[0, 120]]);
  });
});

describe('ranking findings', () => {
  it('orders one file by gravity, then score, then line', () => {
    const inspection = inspectionOf([[{ text: 'a' }, { text: 'b' }], [{ text: 'c' }]]);
    const kinds = ['conflict', 'template', 'low-novelty', 'invalid', 'low-novelty', 'low-novelty'] as const;
    const findings = kinds.map((kind, i) =>
      findingFor(inspection, i % 2, { kind, score: i === 5 ? 0.9 : 0.5, line: 10 - i }),
    );
    findings.push(findingFor(inspection, 2, { kind: 'invalid' }));
    expect(rankFindings(findings, 0)).toEqual([3, 5, 4, 2, 1, 0]);
    expect(rankFindings(findings, 1)).toEqual([6]);
  });
});
