// The radix sort gives what a comparison sort gives.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_KINDS } from '../../../src/engine/report.ts';
import { GRAVITY, sortedIndex, sortRows } from '../../../src/runtime/rows/rowSort.ts';
import { bit, columnsFor } from './fakeInspection.ts';

describe('sorting rows', () => {
  it('is a stable sort of any keys', () => {
    const key = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffffffff }));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        const expected = keys.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
        expect([...sortedIndex(Uint32Array.from(keys))]).toEqual(expected);
      }),
    );
  });

  it('puts undefined novelty last in both directions', () => {
    const columns = columnsFor(6);
    columns.novelty.set([0.5, Number.NaN, 1, -0, 0.25, Number.NaN]);
    expect([...sortRows(columns, 'novelty', false)]).toEqual([3, 4, 0, 2, 1, 5]);
    expect([...sortRows(columns, 'novelty', true)]).toEqual([2, 0, 4, 3, 1, 5]);
  });

  it('keeps the views of a line together when lines are sorted downwards', () => {
    const columns = columnsFor(5);
    columns.file.set([0, 0, 0, 1, 1]);
    columns.line.set([1, 1, 2, 1, 1]);
    expect([...sortRows(columns, 'line', false)]).toEqual([0, 1, 2, 3, 4]);
    expect([...sortRows(columns, 'line', true)]).toEqual([3, 4, 2, 0, 1]);
  });

  it('ranks findings by their gravest kind, then by how many there are', () => {
    const columns = columnsFor(5);
    columns.findings.set([
      bit('conflict') | bit('template'),
      0,
      bit('exact-duplicate'),
      bit('exact-duplicate') | bit('template'),
      bit('schema'),
    ]);
    expect([...sortRows(columns, 'findings', true)]).toEqual([4, 3, 2, 0, 1]);
    expect([...sortRows(columns, 'findings', false)]).toEqual([1, 0, 2, 3, 4]);
  });

  it('knows the gravity of every kind of finding', () => {
    expect([...GRAVITY].sort()).toEqual([...FINDING_KINDS].sort());
  });
});
