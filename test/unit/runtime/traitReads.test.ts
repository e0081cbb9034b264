// Which samples are read for their traits where blocks of a large corpus are drawn.
import { describe, expect, it } from 'vitest';
import { VIEW_NAMES } from '../../../src/engine/sample.ts';
import type { TraitReader } from '../../../src/engine/traits/reading.ts';
import type { Job } from '../../../src/runtime/tasks/job.ts';
import { GrowingTraits, mapTraits, partsOf, traitColumns } from '../../../src/runtime/traits/columns.ts';
import { traitReads, traitShares } from '../../../src/runtime/traits/reads.ts';

const blocks = Array.from({ length: 40 }, (_, block) => ({ file: 0, block }));
const job = { blocks, drawnBlocks: [3, 7], metrics: 'all', traits: 'drawn' } as unknown as Job;
const counts = (text: number) =>
  blocks.map((_, index) => ({ index, views: VIEW_NAMES.map((view) => (view === 'text' ? text : 0)) }));
const text = VIEW_NAMES.indexOf('text');

const reading = { words: 60, score: 1, abstained: null, kind: 0, markup: 0.5 };
const reader = { read: () => reading, percentile: () => 90 } as unknown as TraitReader;
const tools = { traits: () => reader };

/** Of so many samples in each block. */
function readIn(asked: Job, each: number): number[] {
  const read = traitReads(asked, traitShares(asked, counts(each)), tools);
  return blocks.map((ref) => {
    let n = 0;
    for (let i = 0; i < each; i++) if (read(ref, ref.block * 2 ** 20 + i * 37, 'text', [])) n++;
    return n;
  });
}

describe('drawn blocks', () => {
  it('are read whole while they hold few samples', () => {
    expect(readIn(job, 100).flatMap((n, block) => (n > 0 ? [[block, n]] : []))).toEqual([
      [3, 100],
      [7, 100],
    ]);
  });

  it('are read in part where they hold more than 20,000 samples of a view', () => {
    const read = readIn(job, 30_000).reduce((a, b) => a + b, 0);
    expect(read).toBeLessThanOrEqual(20_000);
    expect(read).toBeGreaterThan(19_000);
    // The same again: the draw hangs on places alone.
    expect(readIn(job, 30_000).reduce((a, b) => a + b, 0)).toBe(read);
  });

  it('do not matter where all are asked for, or none', () => {
    expect(readIn({ ...job, traits: 'all' }, 10).every((n) => n === 10)).toBe(true);
    expect(traitShares({ ...job, drawnBlocks: null }, counts(1e6))?.[text]).toBe(1);
    for (const asked of [{ traits: 'none' }, { metrics: 'core' }] as const) {
      expect(traitShares({ ...job, ...asked }, counts(1))).toBeNull();
    }
  });

  it('never hold views that are no prose', () => {
    const read = traitReads(job, traitShares(job, counts(1)), tools);
    const views = VIEW_NAMES.filter((view) => read({ file: 0, block: 3 }, 0, view, []));
    expect(views.sort()).toEqual(['prompt', 'response', 'text']);
  });
});

describe('columns', () => {
  it('grow, with the parts of each reading in its place, also after rows that were not read', () => {
    const growing = new GrowingTraits();
    for (let i = 0; i < 200; i++) {
      growing.add(i % 3 === 0 ? null : { ...reading, percentile: 90, parts: [i, -i] });
    }
    const columns = growing.freeze();
    expect([columns.state.length, columns.parts.length]).toEqual([200, 400]);
    for (let i = 0; i < 200; i++) {
      expect([...partsOf(columns, i)]).toEqual(i % 3 === 0 ? [0, 0] : [i, i === 0 ? 0 : -i]);
      expect(columns.state[i]).toBe(i % 3 === 0 ? 0 : 1);
    }
    expect(columns.markup[1]).toBe(128);
    const half = mapTraits(columns, (c, width) => c.slice(0, 100 * width) as typeof c);
    expect([...partsOf(half, 98)]).toEqual([98, -98]);
  });

  it('are unread at first', () => {
    const columns = traitColumns(2, 0);
    expect([...columns.state, columns.score[0], columns.percentile[1]]).toEqual([0, 0, Number.NaN, Number.NaN]);
  });
});
