import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAfterKey } from '../../../src/webview/table/keys.ts';
import * as scroll from '../../../src/webview/table/scroll.ts';

const extent = fc.record({
  rows: fc.integer({ min: 0, max: 20_000_000 }),
  rowHeight: fc.integer({ min: 16, max: 90 }),
  viewport: fc.integer({ min: 50, max: 3000 }),
});

describe('scrolling over more rows than an element can be tall', () => {
  it('never needs a taller element than browsers allow', () => {
    fc.assert(fc.property(extent, (e) => scroll.domHeight(e) <= scroll.MAX_HEIGHT));
  });
  it('maps the scroll bar’s ends to the first and the last row', () => {
    fc.assert(
      fc.property(extent, (e) => {
        expect(scroll.toVirtual(0, e)).toBe(0);
        const end = scroll.toVirtual(Math.max(0, scroll.domHeight(e) - e.viewport), e);
        expect(end).toBeCloseTo(scroll.maxTop(e), 3);
      }),
    );
  });
  it('is the inverse of itself', () => {
    fc.assert(
      fc.property(extent, fc.double({ min: 0, max: 1, noNaN: true }), (e, share) => {
        const top = share * scroll.maxTop(e);
        expect(scroll.toVirtual(scroll.toDom(top, e), e)).toBeCloseTo(top, 3);
      }),
    );
  });
  it('draws every row that is in sight, and few others', () => {
    fc.assert(
      fc.property(extent, fc.double({ min: 0, max: 1, noNaN: true }), (e, share) => {
        const top = share * scroll.maxTop(e);
        const { first, last, shift } = scroll.rowWindow(top, e);
        expect(first * e.rowHeight).toBeLessThanOrEqual(top);
        expect(last * e.rowHeight).toBeGreaterThanOrEqual(Math.min(top + e.viewport, scroll.virtualHeight(e)) - 1e-3);
        expect(last - first).toBeLessThanOrEqual(Math.ceil(e.viewport / e.rowHeight) + 14);
        expect(shift).toBeCloseTo(first * e.rowHeight - top, 6);
      }),
    );
  });
  it('scrolls no further than needed to show a row', () => {
    const e = { rows: 100, rowHeight: 20, viewport: 100 };
    expect(scroll.topToShow(2, 0, e)).toBe(0);
    expect(scroll.topToShow(5, 0, e)).toBe(20);
    expect(scroll.topToShow(1, 200, e)).toBe(20);
    expect(scroll.topToShow(99, 0, e)).toBe(1900);
  });
});

describe('keys', () => {
  const list = { rows: 1000, first: 40, page: 20 };
  it.each([
    ['ArrowDown', null, 40],
    ['ArrowDown', 999, 999],
    ['ArrowUp', 0, 0],
    ['PageDown', 10, 30],
    ['PageUp', 10, 0],
    ['Home', 500, 0],
    ['End', null, 999],
    ['a', 5, null],
  ])('%s from %s leads to %s', (key, from, to) => expect(rowAfterKey(key, from, list)).toBe(to));
  it('lead nowhere in an empty table', () => expect(rowAfterKey('End', null, { ...list, rows: 0 })).toBeNull());
});
