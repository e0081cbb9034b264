// Taking samples away from a merged state leaves what was counted of the others.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Env } from '../../../src/engine/metric.ts';
import { COUNTED_FOLDS } from '../../../src/engine/registry.ts';
import { eachGram, type GramTable } from '../../../src/engine/sketch/gramTable.ts';
import { countsOfTypes, type TypeTable } from '../../../src/engine/sketch/typeTable.ts';
import { Preparer } from '../../../src/engine/text/prepare.ts';

const env: Env = {
  gzipLength: () => 0,
  longLength: () => 0,
  maxSlots: 1 << 12,
  level: 0,
  curveLevel: 0,
  drawnBlocks: null,
  blockCount: 1,
};
const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e.', 'f', 'the'), { maxLength: 12 }).map((w) => w.join(' '));
const some = fc.array(text, { maxLength: 8 });
const subtracting = COUNTED_FOLDS.filter((fold) => fold.subtract);

function stateOf(fold: (typeof subtracting)[number], texts: readonly string[]): unknown {
  const preparer = new Preparer();
  const state = fold.init(env);
  for (const t of texts) {
    fold.add(state, preparer.prepare({ file: 0, block: 0 }, 'text', [{ text: t, path: [] }]), env);
  }
  return state;
}

/** What a state says, whatever the places of its entries. */
function told(state: unknown): unknown {
  if (state && typeof state === 'object' && 'words' in state && state.words instanceof Int32Array) {
    const grams: string[] = [];
    eachGram(state as GramTable, (...gram) => grams.push(gram.join(' ')));
    return [grams.sort(), (state as GramTable).sizes];
  }
  if (state && typeof state === 'object' && 'entries' in state) {
    const table = state as TypeTable;
    return [Array.from(countsOfTypes(table)), table.size, table.blockWords.reduce((a, b) => a + b, 0)];
  }
  return state;
}

test('a and b without b is a, and neither is changed by it', () => {
  expect(subtracting.map((fold) => fold.id)).toEqual(expect.arrayContaining(['counts', 'unigrams', 'openings']));
  for (const fold of subtracting) {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const both = fold.merge(stateOf(fold, a), stateOf(fold, b), env);
        const before = told(both);
        const away = stateOf(fold, b);
        expect(told(fold.subtract?.(both, away))).toEqual(told(stateOf(fold, a)));
        expect(told(both)).toEqual(before);
        expect(told(away)).toEqual(told(stateOf(fold, b)));
      }),
      { numRuns: 60 },
    );
  }
});
