// Boilerplate where hashes are sampled: a 4-gram whose hash was not kept is told by its neighbours.
import { describe, expect, it } from 'vitest';
import { LookedUp } from '../../../src/engine/scoring/boilerplate.ts';
import { addGram, gramTable, isKept } from '../../../src/engine/sketch/gramTable.ts';
import type { WordGrams } from '../../../src/engine/tallies/wordGrams.ts';
import { eachWordGram } from '../../../src/engine/text/grams.ts';
import { type Prepared, Preparer } from '../../../src/engine/text/prepare.ts';

const prepare = (...texts: string[]): Prepared =>
  new Preparer().prepare(
    { file: 0, block: 0 },
    'text',
    texts.map((text) => ({ text, path: [] })),
  );

const words = (n: number, prefix: string) => Array.from({ length: n }, (_, i) => `${prefix}${i}`).join(' ');

/** A table of the given level, where the 4-grams that begin before token `until` stand in `many` samples, others in one. */
function gramsOf(x: Prepared, level: number, until: number, many: number): WordGrams {
  const table = gramTable(1 << 12, level);
  eachWordGram(x, 4, (lo, hi, at) => addGram(table, lo, hi, 4, at < until ? many : 1));
  return { table, short: gramTable(1 << 4), totals: [0, 0, 0, 0] };
}

function keptAt(x: Prepared, { table }: WordGrams): Set<number> {
  const kept = new Set<number>();
  eachWordGram(x, 4, (_lo, hi, at) => {
    if (isKept(table, hi)) kept.add(at);
  });
  return kept;
}

function marked(x: Prepared, grams: WordGrams, from: number): number[] {
  const looked = new LookedUp();
  looked.look(x, grams, from);
  return Array.from({ length: x.words.length }, (_, i) => i).filter((i) => looked.boilerplate[i] === 1);
}

describe('boilerplate in tables whose hashes are sampled', () => {
  it('reaches from the first kept 4-gram of a shared run to the last, and no further', () => {
    const x = prepare(words(60, 'a'));
    const grams = gramsOf(x, 1, 40, 30);
    const shared = [...keptAt(x, grams)].filter((at) => at < 40);
    expect(shared.length).toBeGreaterThan(5);
    const [first, last] = [Math.min(...shared), Math.max(...shared)];
    expect(last - first + 1, 'there are gaps to fill').toBeGreaterThan(shared.length);
    expect(marked(x, grams, 20)).toEqual(Array.from({ length: last - first + 1 }, (_, i) => first + i));
  });

  it('does not reach over a kept 4-gram that is not shared', () => {
    const x = prepare(words(60, 'b'));
    const grams = gramsOf(x, 1, 0, 1);
    const kept = [...keptAt(x, grams)];
    const middle = kept[Math.floor(kept.length / 2)] as number;
    eachWordGram(x, 4, (lo, hi, at) => {
      if (at !== middle) addGram(grams.table, lo, hi, 4, 29);
    });
    const found = marked(x, grams, 20);
    const before = kept[kept.indexOf(middle) - 1] as number;
    const after = kept[kept.indexOf(middle) + 1] as number;
    expect(found).toContain(before);
    expect(found).toContain(after);
    expect(found.filter((at) => at > before && at < after)).toEqual([]);
  });

  it('does not reach from one segment into the next', () => {
    const x = prepare(words(30, 'c'), words(30, 'd'));
    const found = marked(x, gramsOf(x, 1, 60, 30), 20);
    expect(found.length).toBeGreaterThan(10);
    // No 4-gram starts at the last three tokens of a segment.
    expect(found.filter((at) => at >= 27 && at < 30)).toEqual([]);
  });

  it('fills nothing where all hashes are kept', () => {
    const x = prepare(words(60, 'e'));
    expect(marked(x, gramsOf(x, 0, 40, 30), 20)).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });
});
