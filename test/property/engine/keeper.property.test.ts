// Who stays of several repeats: whatever the policy, every row that goes is covered by rows that stay.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredCopies, coveredRows, type KeepPolicy, keepOrder } from '../../../src/engine/findings/keeper.ts';
import { Likeness } from '../../../src/engine/findings/nearDuplicate.ts';

const ROWS = 14;
const graph = fc.record({
  edges: fc.uniqueArray(fc.tuple(fc.nat(ROWS - 1), fc.nat(ROWS - 1), fc.integer({ min: 70, max: 99 })), {
    selector: ([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`,
    maxLength: 40,
  }),
  /** Row → the row whose text it has. */
  texts: fc.array(fc.nat(ROWS - 1), { minLength: ROWS, maxLength: ROWS }),
  words: fc.array(fc.nat(5), { minLength: ROWS, maxLength: ROWS }),
  preferred: fc.array(fc.nat(1), { minLength: ROWS, maxLength: ROWS }),
  policy: fc.constantFrom<KeepPolicy>('first', 'longest', 'verified', 'source=wiki'),
  keep: fc.integer({ min: 1, max: 4 }),
  gone: fc.array(fc.boolean(), { minLength: ROWS, maxLength: ROWS }),
  stays: fc.array(fc.boolean(), { minLength: ROWS, maxLength: ROWS }),
});
type Graph = typeof graph extends fc.Arbitrary<infer G> ? G : never;

/** Two or three rows with one text stand for it by the first of them. */
function likenessOf({ edges, texts }: Graph) {
  const first = texts.map((text, row) => Math.min(row, texts.indexOf(text)));
  const copies = new Map<number, number[]>();
  first.forEach((text, row) => {
    if (text !== row) copies.set(text, [...(copies.get(text) ?? []), row]);
  });
  const known = new Set<string>();
  const pairs = edges
    .map(([a, b, j]) => [Math.min(first[a]!, first[b]!), Math.max(first[a]!, first[b]!), j / 100] as const)
    .filter(([a, b]) => a !== b && !known.has(`${a} ${b}`) && known.add(`${a} ${b}`))
    .sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const jaccard = (x: number, y: number) => {
    const [a, b] = [Math.min(first[x]!, first[y]!), Math.max(first[x]!, first[y]!)];
    return a === b ? 1 : (pairs.find((p) => p[0] === a && p[1] === b)?.[2] ?? 0);
  };
  const likeness = new Likeness(
    {
      a: Uint32Array.from(pairs, (p) => p[0]),
      b: Uint32Array.from(pairs, (p) => p[1]),
      jaccard: Float64Array.from(pairs, (p) => p[2]),
    },
    copies,
  );
  return { likeness, jaccard };
}

const orderOf = ({ words, preferred, policy }: Graph) =>
  keepOrder(
    {
      length: ROWS,
      sample: Uint32Array.from(words, (_, row) => row),
      view: new Uint8Array(ROWS),
      words: Uint32Array.from(words),
      preferred: Uint8Array.from(preferred),
    },
    policy,
  );

describe('who stays of several repeats', () => {
  it('covers every row that goes by enough rows that stay, and no row that stays by as many before it', () => {
    fc.assert(
      fc.property(graph, fc.boolean(), (g, byHand) => {
        const { likeness, jaccard } = likenessOf(g);
        const order = orderOf(g);
        const gone = (row: number) => byHand && g.gone[row]!;
        const stays = (row: number) => byHand && g.stays[row]! && !g.gone[row]!;
        const covered = coveredRows(likeness, { order, keep: g.keep, ...(byHand ? { gone, stays } : {}) });
        const kept = likeness.rows().filter((row) => !covered.has(row) && !gone(row));
        const before = (a: number, b: number) => (stays(a) !== stays(b) ? stays(a) : order(a, b) < 0);
        const near = (row: number) => kept.filter((k) => k !== row && jaccard(k, row) >= 0.7);
        for (const [row, { row: by, jaccard: j }] of covered) {
          expect(gone(row) || stays(row)).toBe(false);
          expect(near(row).length).toBeGreaterThanOrEqual(g.keep);
          expect(kept).toContain(by);
          expect(jaccard(by, row)).toBeGreaterThanOrEqual(j === 1 ? 1 : 0.7);
        }
        for (const row of kept) {
          if (stays(row)) continue;
          expect(near(row).filter((k) => before(k, row)).length).toBeLessThan(g.keep);
          // With one keeper, rows that stay are never near each other.
          if (g.keep === 1) expect(near(row).filter((k) => !stays(k))).toEqual([]);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps the best of each cluster', () => {
    fc.assert(
      fc.property(graph, (g) => {
        const { likeness } = likenessOf(g);
        const order = orderOf(g);
        const covered = coveredRows(likeness, { order, keep: g.keep });
        for (const members of likeness.clusters()) {
          expect(covered.has(members.reduce((best, row) => (order(row, best) < 0 ? row : best)))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps as many exact copies as asked, the best of them', () => {
    fc.assert(
      fc.property(graph, (g) => {
        const content = Float64Array.from(g.texts);
        const sample = Uint32Array.from(g.texts, (_, row) => row);
        const order = orderOf(g);
        const covered = coveredCopies({ length: ROWS, sample, content }, { order, keep: g.keep });
        for (const text of new Set(g.texts.filter((t) => t !== 0))) {
          const rows = g.texts.flatMap((t, row) => (t === text ? [row] : [])).sort(order);
          expect(rows.filter((row) => !covered.has(row))).toEqual(rows.slice(0, g.keep));
          for (const row of rows.slice(g.keep)) expect(covered.get(row)).toBe(rows[0]);
        }
        for (const [row, text] of g.texts.entries()) if (text === 0) expect(covered.has(row)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
