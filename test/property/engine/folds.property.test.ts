// What the contract promises of every tally and metric, however the corpus is cut and whoever folds which part.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, seal } from '../../../src/engine/envelope.ts';
import type { Env, Fold, Metric } from '../../../src/engine/metric.ts';
import { METRICS, TALLIES } from '../../../src/engine/registry.ts';
import type { MetricValue } from '../../../src/engine/report.ts';
import { addSample, initView, mergeViews, type ViewState } from '../../../src/engine/run.ts';
import { attach, fixedTable, overflowed } from '../../../src/engine/sketch/fixedTable.ts';
import { addGram } from '../../../src/engine/sketch/gramTable.ts';
import { mix } from '../../../src/engine/text/hash.ts';
import {
  type Block,
  corpus,
  envOf,
  finished,
  foldSharded,
  foldView,
  prepareAll,
  scoresOf,
  sharded,
} from './support.ts';

const FOLDS: readonly Fold<unknown>[] = [...TALLIES, ...METRICS];

/** Exact tables, and tables so small that hashes are sampled. */
const ENVS: readonly (readonly [string, Env])[] = [
  ['exact tables', envOf(1 << 12)],
  ['sampled tables', envOf(16)],
];

/** What the readers of a fold's state say, given the state; everything else they read is folded from `blocks`. */
function readersOf(fold: Fold<unknown>, blocks: readonly Block[], env: Env) {
  const rows = scoresOf(blocks);
  const readers = (METRICS as readonly Metric<unknown>[]).filter(
    (metric) => metric.id === fold.id || metric.tallies.includes(fold.id),
  );
  const own = new Map(readers.map((metric) => [metric.id, stateOf(metric, blocks, env)]));
  const named = new Set(readers.flatMap((metric) => metric.tallies));
  const tallies = Object.fromEntries(
    TALLIES.filter((t) => named.has(t.id)).map((t) => [t.id, stateOf(t, blocks, env)]),
  );
  return (state: unknown): Record<string, MetricValue> => {
    const read = { ...tallies, [fold.id]: state };
    return Object.fromEntries(
      readers.map((m) => [m.id, m.finish(m.id === fold.id ? state : own.get(m.id), read, rows, env)]),
    );
  };
}

function stateOf(fold: Fold<unknown>, blocks: readonly Block[], env: Env): unknown {
  const state = fold.init(env);
  prepareAll(blocks, (x) => fold.add(state, x, env));
  return state;
}

describe.each(ENVS)('with %s', (_name, env) => {
  describe.each(FOLDS.map((fold) => [fold.id, fold] as const))('%s', (_id, fold) => {
    it('has the empty state as identity of merge, on either side', () => {
      fc.assert(
        fc.property(corpus, (blocks) => {
          const seen = readersOf(fold, blocks, env);
          const whole = seen(stateOf(fold, blocks, env));
          expect(seen(fold.merge(fold.init(env), stateOf(fold, blocks, env), env))).toEqual(whole);
          expect(seen(fold.merge(stateOf(fold, blocks, env), fold.init(env), env))).toEqual(whole);
        }),
        { numRuns: 25 },
      );
    });

    it('merges in any order and grouping', () => {
      fc.assert(
        fc.property(sharded, ({ blocks, workers }) => {
          const part = (n: number) => stateOf(fold, shareOf(n), env);
          const shareOf = (n: number) => blocks.filter((_, i) => (workers[i] as number) % 3 === n);
          const merge = (a: unknown, b: unknown) => fold.merge(a, b, env);
          const seen = readersOf(fold, blocks, env);
          const whole = seen(stateOf(fold, blocks, env));
          expect(seen(merge(part(0), merge(part(1), part(2))))).toEqual(whole);
          expect(seen(merge(merge(part(0), part(1)), part(2)))).toEqual(whole);
          expect(seen(merge(part(2), merge(part(1), part(0))))).toEqual(whole);
        }),
        { numRuns: 25 },
      );
    });

    it('keeps its meaning through encode and decode, also when it goes on folding', () => {
      fc.assert(
        fc.property(corpus, corpus, (blocks, more) => {
          const later = more.map((block, i) => block.map((s) => ({ ...s, key: { file: 9, block: i } })));
          const all = [...blocks, ...later];
          const decoded = fold.decode(fold.encode(stateOf(fold, blocks, env)));
          const seen = readersOf(fold, blocks, env);
          const copy = fold.decode(fold.encode(stateOf(fold, blocks, env)));
          expect(seen(copy)).toEqual(seen(stateOf(fold, blocks, env)));
          prepareAll(later, (x) => fold.add(decoded, x, env));
          const seenAll = readersOf(fold, all, env);
          expect(seenAll(decoded)).toEqual(seenAll(stateOf(fold, all, env)));
        }),
        { numRuns: 25 },
      );
    });

    it('gives the same bytes for the same input', () => {
      fc.assert(
        fc.property(corpus, (blocks) => {
          const bytes = () => fold.encode(stateOf(fold, blocks, env));
          expect(bytes()).toEqual(bytes());
        }),
        { numRuns: 10 },
      );
    });
  });

  it('any sharding gives the values of one pass, in whatever order the parts arrive', () => {
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
    ] as const;
    fc.assert(
      fc.property(sharded, fc.constantFrom(...orders), ({ blocks, workers }, order) => {
        const once = finished(foldView(blocks, env), blocks, env);
        const merged = foldSharded(blocks, workers, env, order);
        expect(merged.rows).toBe(blocks.flat().length);
        expect(finished(merged, blocks, env)).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });
});

describe('tables that workers fill together', () => {
  it('give the values that tables of their own give', () => {
    const own = envOf();
    fc.assert(
      fc.property(sharded, ({ blocks, workers }) => {
        const shared = {
          ...own,
          fixed: {
            words4: fixedTable(1 << 12, 0, true),
            words23: fixedTable(1 << 12, 0, false),
            spaced4: fixedTable(1 << 12, 0, true),
            spaced123: fixedTable(1 << 12, 0, false),
          },
        };
        const merged = foldView([], shared);
        for (const worker of [0, 1, 2, 3]) {
          const share = blocks.filter((_, i) => workers[i] === worker);
          mergeViews(merged, foldView(share, shared), shared);
        }
        expect(finished(merged, blocks, own)).toEqual(finished(foldView(blocks, own), blocks, own));
      }),
      { numRuns: 300 },
    );
  });

  it('say when they are too small', () => {
    const table = fixedTable(1 << 10, 0, true);
    const worker = attach(table);
    for (let i = 1; i <= 700; i++) addGram(worker, mix(i), mix(~i), 4);
    expect(overflowed(worker)).toBe(false);
    for (let i = 701; i <= 1100; i++) addGram(worker, mix(i), mix(~i), 4);
    expect(overflowed(worker)).toBe(true);
  });
});

describe('remove', () => {
  const env = envOf();
  // Stateless metrics have nothing to take back; all others that offer `remove` count.
  const counting = FOLDS.filter((fold) => fold.remove && fold.init(env) !== undefined);

  it('is offered by the count folds', () => {
    expect(counting.map((fold) => fold.id)).toEqual(['counts', 'unigrams', 'wordGrams', 'openings']);
  });

  it.each(counting.map((fold) => [fold.id, fold] as const))('%s: undoes add', (_id, fold) => {
    fc.assert(
      fc.property(corpus, corpus, (blocks, extra) => {
        const state = stateOf(fold, blocks, env);
        prepareAll(extra, (x) => fold.add(state, x, env));
        prepareAll(extra, (x) => fold.remove?.(state, x, env));
        const seen = readersOf(fold, blocks, env);
        expect(seen(state)).toEqual(seen(stateOf(fold, blocks, env)));
      }),
      { numRuns: 50 },
    );
  });

  it.each(counting.map((fold) => [fold.id, fold] as const))(
    '%s: taking back everything leaves nothing',
    (_id, fold) => {
      fc.assert(
        fc.property(corpus, (blocks) => {
          const state = stateOf(fold, blocks, env);
          prepareAll(blocks, (x) => fold.remove?.(state, x, env));
          expect(fold.encode(state)).toEqual(fold.encode(fold.init(env)));
        }),
        { numRuns: 50 },
      );
    },
  );
});

describe('an envelope', () => {
  const env = envOf();
  const sealed = (fold: Fold<unknown>) => seal(fold, fold.init(env), 0, env);

  it.each(FOLDS.map((fold) => [fold.id, fold] as const))('of %s refuses what it does not fit', (_id, fold) => {
    const envelope = sealed(fold);
    expect(() => open(fold, envelope, env)).not.toThrow();
    const others = [
      { ...envelope, version: envelope.version + 1 },
      { ...envelope, metric: `${envelope.metric}-other` },
      { ...envelope, seed: envelope.seed + 1 },
      { ...envelope, params: { ...envelope.params, maxSlots: envelope.params.maxSlots * 2 } },
      { ...envelope, format: 'another/state' as typeof envelope.format },
    ];
    for (const other of others) expect(() => open(fold, other, env)).toThrow(/compute it again/);
    expect(() => open(fold, envelope, envOf(undefined, { level: 1 }))).toThrow(/compute it again/);
    expect(() => open(fold, envelope, envOf(undefined, { drawnBlocks: new Set([1]) }))).toThrow(/compute it again/);
  });
});

describe('the registry', () => {
  it('names every fold once, and every tally that a metric reads', () => {
    const ids = FOLDS.map((fold) => fold.id);
    expect(new Set(ids).size).toBe(ids.length);
    const tallies = TALLIES.map((t) => t.id);
    for (const metric of METRICS as readonly Metric<unknown>[]) {
      expect(metric.id).toMatch(/^[a-z]+(?:-[a-z0-9]+)*$/);
      for (const id of metric.tallies) expect(tallies).toContain(id);
    }
  });

  it('metrics read no tally but those that they name', () => {
    const env = envOf();
    const blocks: Block[] = [
      [{ key: { file: 0, block: 0 }, segments: [{ text: 'a b c d e f g h a b c d', path: [] }] }],
    ];
    const view: ViewState = initView(env);
    prepareAll(blocks, (x) => addSample(view, x, env));
    for (const metric of METRICS as readonly Metric<unknown>[]) {
      const named = Object.fromEntries(metric.tallies.map((id) => [id, view.states[id]]));
      expect(() => metric.finish(view.states[metric.id], named, scoresOf(blocks), env)).not.toThrow();
    }
  });
});
