// Repeats go only where one stays, whatever else goes; low novelty goes lowest first and never takes what it still holds alone.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Likeness } from '../../../src/engine/findings/nearDuplicate.ts';
import { dropCopies } from '../../../src/engine/review/copies.ts';
import { dropNear } from '../../../src/engine/review/nearCopies.ts';
import { dropLowest, type HeldGrams, type RecountPlan } from '../../../src/engine/review/recount.ts';
import { Standing } from '../../../src/engine/review/standing.ts';
import { ApartGrams, gramTag } from '../../../src/engine/sketch/apartGrams.ts';

const alone = (length: number) => ({ length, sample: Uint32Array.from({ length }, (_, i) => i) });

test('of equal samples as many stay as were asked for, or as many as are left', () => {
  const corpus = fc.record({
    content: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }),
    gone: fc.array(fc.integer({ min: 0, max: 29 })),
    kept: fc.array(fc.integer({ min: 0, max: 29 })),
    keep: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(corpus, ({ content, gone, kept, keep }) => {
      const rows = alone(content.length);
      const standing = new Standing(rows);
      for (const row of gone) if (row < content.length) standing.drop(row, 'choice');
      const before = content.map((_, row) => standing.stays(row));
      const may = (row: number) => !kept.includes(row);
      dropCopies(standing, rows, { content: Float64Array.from(content), order: (a, b) => a - b, keep, may });
      for (const key of new Set(content)) {
        const members = content.flatMap((c, row) => (c === key && before[row] ? [row] : []));
        const staying = members.filter((row) => standing.stays(row));
        const byHand = members.filter((row) => !may(row));
        const wanted = key === 0 ? members.length : Math.max(byHand.length, Math.min(keep, members.length));
        expect(staying.length).toBe(wanted);
        for (const row of byHand) expect(standing.stays(row)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

/** Samples of one or two rows, rows that are near each other, and what was dropped or kept by other means. */
const nearCorpus = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 14 }),
    pairs: fc.array(fc.tuple(fc.nat(27), fc.nat(27)), { maxLength: 25 }),
    copies: fc.array(fc.tuple(fc.nat(27), fc.nat(27)), { maxLength: 6 }),
    gone: fc.array(fc.nat(27), { maxLength: 6 }),
    no: fc.array(fc.nat(27), { maxLength: 6 }),
    keep: fc.integer({ min: 1, max: 2 }),
    backwards: fc.boolean(),
  })
  .map(({ sizes, pairs, copies, ...rest }) => {
    const sample: number[] = [];
    for (const size of sizes) {
      const first = sample.length;
      for (let i = 0; i < size; i++) sample.push(first);
    }
    const length = sample.length;
    // Texts: each row is the first of its own, but for copies, which are no first of anything.
    const firstOf = sample.map((_, row) => row);
    for (const [a, b] of copies) {
      const [first, later] = [Math.min(a, b), Math.max(a, b)];
      if (later < length && first !== later && firstOf[first] === first && !firstOf.includes(later, later + 1)) {
        if (firstOf.every((f, row) => row === later || f !== later)) firstOf[later] = first;
      }
    }
    const known = new Map<string, [number, number]>();
    for (const [x, y] of pairs) {
      if (x >= length || y >= length) continue;
      const [a, b] = [
        Math.min(firstOf[x] as number, firstOf[y] as number),
        Math.max(firstOf[x] as number, firstOf[y] as number),
      ];
      if (a !== b) known.set(`${a} ${b}`, [a, b]);
    }
    const list = [...known.values()].sort((x, y) => x[0] - y[0] || x[1] - y[1]);
    const later = new Map<number, number[]>();
    firstOf.forEach((first, row) => {
      if (first !== row) later.set(first, [...(later.get(first) ?? []), row]);
    });
    const likeness = new Likeness(
      {
        a: Uint32Array.from(list, (p) => p[0]),
        b: Uint32Array.from(list, (p) => p[1]),
        jaccard: Float64Array.from(list, () => 0.8),
      },
      later,
    );
    return { ...rest, rows: { length, sample: Uint32Array.from(sample) }, likeness, firstOf };
  });

test('a near-duplicate goes only where rows that stay reach the threshold to it', () => {
  fc.assert(
    fc.property(nearCorpus, ({ rows, likeness, firstOf, gone, no, keep, backwards }) => {
      const standing = new Standing(rows);
      for (const row of gone) if (row < rows.length) standing.drop(row, 'decision');
      const order = backwards ? (a: number, b: number) => b - a : (a: number, b: number) => a - b;
      const candidates = likeness.rows().filter((row) => !no.includes(row));
      const { went } = dropNear(standing, rows, { likeness, order, keep, candidates });
      const isNear = (a: number, b: number) =>
        a !== b &&
        (firstOf[a] === firstOf[b] || likeness.partnersOf(firstOf[a] as number).some((p) => p.row === firstOf[b]));
      const stay = Array.from({ length: rows.length }, (_, row) => row).filter((row) => standing.stays(row));
      for (let row = 0; row < rows.length; row++) {
        if (standing.reasonOf(row) !== 'near-duplicate') continue;
        for (const needed of went.get(rows.sample[row] as number) as readonly number[]) {
          expect(stay.filter((other) => isNear(needed, other)).length).toBeGreaterThanOrEqual(keep);
        }
      }
      for (const row of candidates) {
        // Whoever stays although all of it could go is not covered, but for rows that wait for each other.
        if (keep > 1 || !standing.stays(row) || rows.sample[row] !== row || rows.sample[row + 1] === row) continue;
        const covering = stay.filter((other) => isNear(row, other) && order(other, row) < 0);
        expect(covering).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

/** Rows with a few 4-grams each, in clusters; some may go, the others stay. */
const heldCorpus = fc.record({
  rows: fc.array(
    fc.record({
      grams: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 6 }),
      cluster: fc.option(fc.nat(2), { nil: null }),
      may: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  limit: fc.constantFrom(0.3, 0.6, 1.1),
});

test('low novelty goes as when every novelty is counted anew after each drop', () => {
  fc.assert(
    fc.property(heldCorpus, ({ rows, limit }) => {
      const cluster = rows.map((row, i) => row.cluster ?? 100 + i);
      const novelty = (i: number, staying: readonly number[]) => {
        const own = (rows[i] as (typeof rows)[number]).grams;
        const others = staying.filter((j) => cluster[j] !== cluster[i]).flatMap((j) => rows[j]?.grams ?? []);
        return own.filter((gram) => !others.includes(gram)).length / own.length;
      };
      let staying = rows.map((_, i) => i);
      const expected: number[] = [];
      for (;;) {
        const open = staying.filter((i) => rows[i]?.may).map((i) => [novelty(i, staying), i] as const);
        const least = open.filter(([n]) => n < limit).sort((a, b) => a[0] - b[0] || a[1] - b[1])[0];
        if (!least) break;
        expected.push(least[1]);
        staying = staying.filter((i) => i !== least[1]);
      }
      const candidates = rows.flatMap((row, i) => (row.may ? [i] : []));
      const holder = new Int32Array(12);
      rows.forEach((row, i) => {
        if (row.may) return;
        const own = (cluster[i] as number) + 1;
        for (const gram of row.grams) holder[gram] = holder[gram] === 0 || holder[gram] === own ? own : -1;
      });
      const lists = candidates.map((i) => rows[i]?.grams ?? []);
      const starts = new Uint32Array(lists.length + 1);
      lists.forEach((list, i) => {
        starts[i + 1] = (starts[i] as number) + list.length;
      });
      const held: HeldGrams = {
        starts,
        grams: Uint32Array.from(lists.flat()),
        distinct: 12,
        cluster: Int32Array.from(candidates, (i) => cluster[i] as number),
        holder,
        boilerplate: new Uint8Array(12),
        least: 1,
      };
      const plan: RecountPlan = {
        samples: candidates.map((_, at) => ({ judged: [at], rows: [at] })),
        limit: new Float64Array(candidates.length).fill(limit),
        texts: new Uint32Array(0),
        textsOf: candidates.map(() => []),
        covers: [],
        dependents: [],
      };
      expect(dropLowest(held, plan).samples.map((at) => candidates[at])).toEqual(expected);
    }),
    { numRuns: 400 },
  );
});

test('a keeper goes together with what only it covers, and stays where that is novel', () => {
  const plan = (limitOfDependent: number): RecountPlan => ({
    samples: [{ judged: [0], rows: [0] }],
    limit: Float64Array.of(0.5, limitOfDependent),
    texts: Uint32Array.of(1),
    textsOf: [[0]],
    covers: [[0]],
    dependents: [[{ texts: [0], row: 1 }]],
  });
  // Keeper: 0 1 2 of which others hold 0 1; its near-duplicate: 0 2 3, of which others hold 0.
  const held: HeldGrams = {
    starts: Uint32Array.of(0, 3, 6),
    grams: Uint32Array.of(0, 1, 2, 0, 2, 3),
    distinct: 4,
    cluster: Int32Array.of(0, 0),
    holder: Int32Array.of(-1, -1, 0, 0),
    boilerplate: new Uint8Array(4),
    least: 1,
  };
  expect(dropLowest(held, plan(0.5))).toEqual({ samples: [], novelty: [], dependents: [] });
  expect(dropLowest(held, plan(0.7))).toEqual({ samples: [0], novelty: [1 / 3], dependents: [0] });
});

test('n-grams that only the noted samples hold are told, by set and order', () => {
  const gram = fc.tuple(fc.integer(), fc.integer(), fc.integer({ min: 2, max: 4 }), fc.nat(7));
  fc.assert(
    fc.property(fc.array(gram), fc.array(gram), (noted, seen) => {
      const table = new ApartGrams();
      const key = ([lo, hi, order, set]: readonly number[]) => `${(lo as number) & ~127} ${hi} ${order} ${set}`;
      for (const [lo, hi, order, set] of [...noted, ...noted]) table.note(lo, hi, gramTag(order, set));
      const known = new Set(noted.map(key));
      const away = [...seen, ...noted.slice(0, 3)];
      for (const g of away) expect(table.see(g[0], g[1], gramTag(g[2], g[3]))).toBe(known.has(key(g)));
      const gone = new Set(away.map(key));
      const counts = Array.from({ length: 8 }, () => [0, 0, 0, 0]);
      table.addUnseen(counts);
      const left = [...new Map(noted.map((g) => [key(g), g])).values()].filter((g) => !gone.has(key(g)));
      const expected = counts.map((_, set) =>
        [1, 2, 3, 4].map((order) => left.filter((g) => g[2] === order && g[3] === set).length),
      );
      expect(counts).toEqual(expected);
    }),
  );
});
