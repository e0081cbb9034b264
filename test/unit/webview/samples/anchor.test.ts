import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Anchor,
  anchorAt,
  type Extent,
  place,
  shareOf,
  topOf,
  toShow,
} from '../../../../src/webview/samples/anchor.ts';

const extent = fc
  .record({
    rows: fc.integer({ min: 1, max: 60 }),
    viewport: fc.integer({ min: 10, max: 900 }),
    heights: fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 20 }),
  })
  .map(
    ({ rows, viewport, heights }): Extent => ({
      rows,
      viewport,
      heightOf: (row) => heights[row % heights.length] as number,
    }),
  );
const anchor = fc.record({ row: fc.integer({ min: -2, max: 70 }), y: fc.integer({ min: -3000, max: 3000 }) });

function bottomOf(e: Extent, { first, last, top }: ReturnType<typeof place>): number {
  let bottom = top;
  for (let row = first; row < last; row++) bottom += e.heightOf(row);
  return bottom;
}

describe('the rows around an anchor', () => {
  it('fill the viewport, without a gap above the first or below the last where there are enough', () => {
    fc.assert(
      fc.property(extent, anchor, (e, at) => {
        const placed = place(at, e);
        const bottom = bottomOf(e, placed);
        expect(placed.top <= 0).toBe(true);
        if (placed.first === 0 && placed.anchor.row === 0) expect(placed.anchor.y).toBeLessThanOrEqual(0);
        const all = Array.from({ length: e.rows }, (_, row) => e.heightOf(row)).reduce((sum, h) => sum + h, 0);
        expect(bottom).toBeGreaterThanOrEqual(Math.min(e.viewport, all));
        if (all <= e.viewport) expect(placed).toMatchObject({ first: 0, top: 0, last: e.rows, atEnd: true });
        expect(topOf(placed.first, placed.anchor, e)).toBe(placed.top);
      }),
    );
  });

  it('stay where they are when they are placed again', () => {
    fc.assert(
      fc.property(extent, anchor, (e, at) => {
        const { anchor: once } = place(at, e);
        expect(place(once, e).anchor).toEqual(once);
      }),
    );
  });

  it('show a row that is asked for, from its start where it is taller than the viewport', () => {
    fc.assert(
      fc.property(extent, anchor, fc.nat(59), (e, at, wanted) => {
        const row = wanted % e.rows;
        const shown: Anchor = place(toShow(row, place(at, e).anchor, e), e).anchor;
        const top = topOf(row, shown, e)!;
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThan(e.viewport);
        if (e.heightOf(row) <= e.viewport) expect(top + e.heightOf(row)).toBeLessThanOrEqual(e.viewport);
      }),
    );
  });

  it('are found again by the share of the list above them', () => {
    const e: Extent = { rows: 5_000_000, viewport: 600, heightOf: () => 100 };
    for (const at of [
      { row: 0, y: 0 },
      { row: 1_234_567, y: -50 },
    ]) {
      const back = anchorAt(shareOf(at, e), e);
      expect(Math.abs(back.row - back.y / 100 - (at.row - at.y / 100))).toBeLessThan(0.01);
    }
  });
});
