// Which samples of two snapshots belong together, and which near-duplicates and shifts are named.
import { describe, expect, it } from 'vitest';
import { poolOf } from '../../../../scripts/eval/compare/pools.mjs';
import { matchSamples, type SampleKeys } from '../../../../src/engine/compare/changes.ts';
import { countNear, nearGroups } from '../../../../src/engine/compare/likeness.ts';
import { surprising } from '../../../../src/engine/compare/shifts/found.ts';
import { shiftsOf } from '../../../../src/engine/compare/shifts/shifts.ts';
import { valueShifts } from '../../../../src/engine/compare/shifts/values.ts';

const keys = (content: number[], id: number[] = [], prompt: number[] = []): SampleKeys => {
  const filled = (list: number[]) => Float64Array.from(content, (_, i) => list[i] ?? 0);
  return { content: Float64Array.from(content), id: filled(id), prompt: filled(prompt), text: filled([]) };
};

describe('matching samples', () => {
  it('counts copies one by one, and pairs by identifier and prompt what has other content', () => {
    const before = keys([1, 1, 1, 2, 3, 4], [0, 0, 0, 7, 0, 0], [0, 0, 0, 0, 9, 0]);
    const after = keys([1, 1, 5, 6, 8], [0, 0, 7, 0, 0], [0, 0, 0, 9, 0]);
    const { same, changed, before: gone, after: come } = matchSamples(before, after);
    expect({ same, changed, gone: [...gone].length, come: [...come] }).toEqual({
      same: 2,
      changed: 2,
      gone: 2,
      come: [4],
    });
  });

  it('pairs near-duplicates across the sides only, each once', () => {
    const base = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
    const pool = poolOf([[base, `${base} again`, 'something else entirely'], [`${base} today`]]);
    expect(countNear(pool, Uint32Array.of(0, 1, 2), Uint32Array.of(3))).toBe(1);
    expect([...nearGroups(pool)]).toEqual([0, 0, 2, 0]);
  });
});

describe('shifts', () => {
  it('names what chance does not do, in proportion to words and to samples', () => {
    const exposures = { samples: [100, 100], words: [1000, 1000] };
    const held = [
      { item: 'steady', counts: [50, 52] },
      { item: 'gone', counts: [40, 2] },
      { item: 'come', counts: [1, 30] },
      { item: 'rare', counts: [0, 3] },
    ];
    expect(surprising(held, exposures).map(({ item, strength }) => [item, Math.sign(strength)])).toEqual([
      ['gone', -1],
      ['come', 1],
    ]);
    // Samples that became twice as long hold more words each.
    expect(surprising([{ item: 'gone', counts: [40, 2] }], { samples: [100, 100], words: [20_000, 1000] })).toEqual([]);
  });

  it('finds words, openings, frames and clusters that swelled, with samples to look at', () => {
    const filler = (i: number) => Array.from({ length: 25 }, (_, k) => `f${(i * 31 + k * 7) % 400}`).join(' ');
    const plain = Array.from({ length: 80 }, (_, i) => `${filler(i)} ${filler(i + 300)}`);
    const framed = Array.from({ length: 40 }, (_, i) => `Write a short poem about the colour x${i} of morning light.`);
    const shifts = shiftsOf(poolOf([plain, [...plain.slice(0, 40), ...framed]]), { budget: 2000 });
    const of = (kind: string) => shifts.filter((s) => s.kind === kind && s.strength > 0);
    expect(of('words').map((s) => s.label)).toContain('poem');
    expect(of('openings').map((s) => s.label)).toEqual(['write a short …']);
    expect(of('templates')[0]?.label).toContain('___');
    expect(of('openings')[0]?.examples.every((s) => s >= 80)).toBe(true);
  });

  it('leaves out fields that only tell steps apart', () => {
    const value = (field: string, name: string, counts: number[]) => ({ item: { field, value: name }, counts });
    const own = [value('generator', 'g0', [100, 0]), value('generator', 'g1', [0, 100])];
    const topic = [value('topic', 'sea', [50, 0]), value('topic', 'land', [50, 100])];
    expect(valueShifts([...own, ...topic], [100, 100]).map(({ item }) => item.value)).toEqual(['sea', 'land']);
  });
});
