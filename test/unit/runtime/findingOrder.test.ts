// The order of findings, against sorting by comparison.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_KINDS } from '../../../src/engine/report.ts';
import { countKinds, inCorpusOrder, strongest } from '../../../src/runtime/inspect/findingOrder.ts';
import type { RowFinding } from '../../../src/runtime/inspect/result.ts';

const ROWS = 12;
/** Four rows per file, two on the first line of each. */
const placeOfRow = (row: number) => ({ fileIndex: Math.floor(row / 4), line: Math.max(1, row % 4) });

const finding = (row: number, kind: number, score: number, place: { fileIndex: number; line: number }) =>
  ({ row, kind: FINDING_KINDS[kind], score, ...place }) as RowFinding;

const ofRow = fc
  .tuple(fc.nat(ROWS - 1), fc.nat(FINDING_KINDS.length - 1), fc.integer({ min: 0, max: 3 }))
  .map(([row, kind, score]) => finding(row, kind, score, placeOfRow(row)));
const unread = fc
  .tuple(fc.nat(2), fc.integer({ min: 1, max: 5 }), fc.nat(1))
  .map(([fileIndex, line, kind]) => finding(-1, kind, 1, { fileIndex, line }));
const found = fc.array(fc.oneof({ weight: 3, arbitrary: ofRow }, unread), { maxLength: 60 });

const kindOf = (f: RowFinding) => FINDING_KINDS.indexOf(f.kind);

describe('findings', () => {
  it('stand by file, line, row and kind', () => {
    fc.assert(
      fc.property(found, (list) => {
        const sorted = [...list].sort(
          (x, y) => x.fileIndex - y.fileIndex || x.line - y.line || x.row - y.row || kindOf(x) - kindOf(y),
        );
        const ordered = inCorpusOrder(list, ROWS);
        expect(ordered).toEqual(sorted);
        expect(ordered.every((f, i) => f === sorted[i])).toBe(true);
      }),
    );
  });

  it('are counted, and the strongest of each kind chosen', () => {
    fc.assert(
      fc.property(found, fc.integer({ min: 1, max: 4 }), (list, most) => {
        const byKind = FINDING_KINDS.map((kind) => list.filter((f) => f.kind === kind));
        const expected = byKind.flatMap((of) => [...of].sort((x, y) => y.score - x.score).slice(0, most));
        const chosen = strongest(list, most);
        expect(chosen.length).toBe(expected.length);
        expect(chosen.every((f, i) => f === expected[i])).toBe(true);
        const counts = byKind.flatMap((of, i) => (of.length > 0 ? [[FINDING_KINDS[i], of.length]] : []));
        expect(countKinds(list)).toEqual(Object.fromEntries(counts));
      }),
    );
  });
});
