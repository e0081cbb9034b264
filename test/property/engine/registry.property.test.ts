// What must hold for every metric of the registry, folded or drawn: a new one is held to it without a word here, unless it
// has to declare that it depends on order or that its range is another than its format says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureSamples } from '../../../src/engine/measure.ts';
import type { About, DrawnSample } from '../../../src/engine/metric.ts';
import { ABOUT_METRICS, DRAWN_METRICS, METRICS } from '../../../src/engine/registry.ts';
import { seededRandom } from '../../../src/engine/statistics/random.ts';
import { tools } from '../../helpers/tools.ts';
import { envOf, text } from './support.ts';

/** These run along the text of the corpus, so that the order of the samples is part of what they measure. */
const ORDER_DEPENDENT: ReadonlySet<string> = new Set([
  'mattr',
  'mtld',
  'ngd',
  'gzip-ratio',
  'long-window-ratio',
  'heaps',
]);

/**
 * Where hashes are sampled, this one too: its table is shared with the n-grams that run from one sample into the next, and
 * how full it is decides how many hashes are kept. With exact tables it does not depend on order.
 */
const ORDER_DEPENDENT_SAMPLED: ReadonlySet<string> = new Set([...ORDER_DEPENDENT, 'self-repetition']);

/** Where the format does not say the range: shares are 0 to 1, all else 0 to anything finite. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  ngd: [0, 4],
  zipf: [-Number.MAX_VALUE, 0],
  heaps: [0, 1],
  'self-bleu': [0, 1],
  homogenisation: [0, 1],
  novelty: [0, 1],
};

/** Half of the samples have another score, so that halves give no interval; its source text says so. */
const WITHOUT_INTERVAL = ['vendi'];
/** Samples from which a drawn metric has an interval, where it is not eight. */
const INTERVAL_FROM: Readonly<Record<string, number>> = { 'verb-objects': 300 };

/** Its extreme needs requests, which random words are not: drawn.property.test.ts has it. */
const NEEDS_REQUESTS = ['verb-objects'];

const IDS = Object.keys(ABOUT_METRICS);
const which = { folded: true, drawn: DRAWN_METRICS };
const exact = envOf(1 << 16);
const ENVS = [
  ['exact tables', exact, ORDER_DEPENDENT],
  ['sampled tables', envOf(16), ORDER_DEPENDENT_SAMPLED],
] as const;
const measure = (samples: readonly DrawnSample[], env = exact) => measureSamples(samples, env, tools, which);

const numbered = (list: readonly (readonly string[])[]): DrawnSample[] =>
  list.map((segments, index) => ({ index, segments }));
const anyText = fc.oneof({ weight: 3, arbitrary: text }, fc.constantFrom('Write a poem about the sea.', '', 'the the'));
const corpus = fc.array(fc.array(anyText, { minLength: 1, maxLength: 3 }), { maxLength: 12 });

/** Words that look alike, none of which are equal: `seed` and place tell them apart. */
function distinctWords(seed: number, n: number): string[] {
  const random = seededRandom(seed);
  const letter = () => String.fromCharCode(97 + Math.floor(random() * 26));
  return Array.from({ length: n }, () => Array.from({ length: 7 }, letter).join(''));
}

/** Gain in diversity from `a` to `b`, in the direction that the metric's words name. */
const gain = ({ better }: About, a: number, b: number): number => (better === 'higher' ? b - a : a - b);

function rangeOf(id: string): readonly [number, number] {
  const share = ['ratio', 'percent'].includes(ABOUT_METRICS[id]?.format ?? '');
  return RANGES[id] ?? [0, share ? 1 : Number.MAX_VALUE];
}

it('every metric has words and is measured, in the order of the registry', () => {
  expect(IDS).toEqual([...METRICS, ...DRAWN_METRICS].map(({ id }) => id));
  expect(Object.keys(measure(numbered([['a b c']])))).toEqual(IDS);
  for (const id of [...ORDER_DEPENDENT_SAMPLED, ...Object.keys(RANGES), ...NEEDS_REQUESTS, ...WITHOUT_INTERVAL])
    expect(IDS).toContain(id);
});

describe.each(ENVS)('with %s', (_name, env, orderDependent) => {
  it('every value is finite and in its range, and so is its interval', () => {
    fc.assert(
      fc.property(corpus, (list) => {
        for (const [id, { value, interval, drawn }] of Object.entries(measure(numbered(list), env))) {
          const [low, high] = rangeOf(id);
          for (const x of [value, ...(interval ?? [])]) {
            if (x === null) continue;
            expect([id, x, Number.isFinite(x) && x >= low - 1e-9 && x <= high + 1e-9]).toEqual([id, x, true]);
          }
          if (drawn) expect([id, drawn.n <= drawn.of]).toEqual([id, true]);
          if (interval) expect([id, interval[0] <= interval[1]]).toEqual([id, true]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the order of the samples changes nothing but what is declared to depend on it', () => {
    const shuffled = corpus.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const [a, b] = [measure(numbered(list), env), measure(numbered(other), env)];
        for (const id of IDS) {
          if (orderDependent.has(id)) continue;
          const [x, y] = [a[id]?.value, b[id]?.value];
          expect([id, y]).toEqual([id, typeof x === 'number' ? expect.closeTo(x, 9) : x]);
          expect([id, b[id]?.drawn]).toEqual([id, a[id]?.drawn]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

it('what is declared to depend on order does', () => {
  // Two kinds of samples with common words: sorted, like follows like. Three of the rare kind end in the middle of a window.
  const random = seededRandom(11);
  const common = distinctWords(1, 40);
  const list = Array.from({ length: 60 }, (_, i) => {
    const own = i % 3 === 0 ? distinctWords(i + 2, 40) : common;
    return [Array.from({ length: 37 }, () => own[Math.floor(random() * own.length)]).join(' ')];
  });
  const sorted = [...list].sort((a, b) => (a[0] as string).length - (b[0] as string).length || (a < b ? -1 : 1));
  const kinds = [...list.filter((_, i) => i % 3 === 0), ...list.filter((_, i) => i % 3 !== 0)];
  const [a, b, c] = [list, sorted, kinds].map((l) => measure(numbered(l)));
  for (const id of ORDER_DEPENDENT) {
    const values = [a, b, c].map((m) => m?.[id]?.value);
    expect([id, new Set(values).size > 1]).toEqual([id, true]);
  }
});

describe('copies of one sample', () => {
  const own = fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 60, max: 140 }));
  const copies = (seed: number, words: number, n: number): string[][] =>
    Array.from({ length: n }, () => [distinctWords(seed, words).join(' ')]);
  const others = (seed: number, words: number, n: number): string[][] =>
    Array.from({ length: n }, (_, i) => [distinctWords(seed + i * 7919, words).join(' ')]);

  it('are never more diverse than as many samples of as many words that have nothing in common', () => {
    fc.assert(
      fc.property(own, fc.integer({ min: 4, max: 9 }), ([seed, words], n) => {
        const [same, different] = [copies(seed, words, n), others(seed, words, n)].map((l) => measure(numbered(l)));
        for (const [id, about] of Object.entries(ABOUT_METRICS)) {
          const [x, y] = [same?.[id]?.value ?? null, different?.[id]?.value ?? null];
          if (about.better === 'neither' || x === null || y === null) continue;
          expect([id, gain(about, x, y) >= -1e-9]).toEqual([id, true]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are less diverse by every metric with a direction, where the others leave room', () => {
    const random = seededRandom(3);
    const parts = 'the of quickly run red he three and cat is that to would themselves why went bigger'.split(' ');
    const short = Array.from({ length: 300 }, () => [
      Array.from({ length: 6 }, () => parts[Math.floor(random() * parts.length)]).join(' '),
    ]);
    // Twenty copies are boilerplate to novelty, which has no value then; openings need more than their twenty commonest; the
    // Heaps curve samples that go on growing for a while, and templates many short samples of all parts of speech.
    const seen = new Set<string>();
    for (const different of [others(5, 80, 19), others(5, 80, 40), others(5, 400, 5), short]) {
      const [x, y] = [different.map(() => different[0] as string[]), different].map((list) => measure(numbered(list)));
      for (const [id, about] of Object.entries(ABOUT_METRICS)) {
        const [a, b] = [x?.[id]?.value ?? null, y?.[id]?.value ?? null];
        if (about.better === 'neither' || a === null || b === null) continue;
        expect([id, a, b, gain(about, a, b) >= -1e-9]).toEqual([id, a, b, true]);
        if (gain(about, a, b) > 1e-6) seen.add(id);
      }
    }
    const directed = IDS.filter((id) => ABOUT_METRICS[id]?.better !== 'neither');
    expect(directed.filter((id) => !seen.has(id))).toEqual(NEEDS_REQUESTS);
  });
});

describe.each(DRAWN_METRICS.map((metric) => [metric.id, metric] as const))('%s', (_id, metric) => {
  const verbs = ['Write', 'List', 'Explain', 'Describe', 'Compare'];
  const nouns = ['a poem', 'the names', 'the causes', 'a recipe', 'two cities', 'an engine'];
  const from = INTERVAL_FROM[metric.id] ?? 8;
  const requests = fc
    .tuple(fc.integer({ min: from, max: from + 20 }), fc.integer({ min: 1, max: 1e6 }))
    .map(([n, seed]) => {
      const random = seededRandom(seed);
      const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] as string;
      return Array.from({ length: n }, (_, i) => [
        `${one(verbs)} ${one(nouns)} and then ${distinctWords(seed + i, 12).join(' ')}.`,
      ]);
    });

  it('says of how many samples it was drawn, and how sure it is, wherever it was not all', () => {
    fc.assert(
      fc.property(requests, fc.nat(1000), (list, more) => {
        const samples = numbered(list);
        const of = samples.length + more;
        const { value, drawn, interval } = metric.measure(samples, of, tools);
        expect(value).not.toBeNull();
        expect(drawn).toEqual(more === 0 ? undefined : { n: samples.length, of, unit: 'samples' });
        if (more === 0 || WITHOUT_INTERVAL.includes(metric.id)) expect(interval).toBeUndefined();
        else {
          expect(interval).toHaveLength(2);
          expect(interval?.every(Number.isFinite)).toBe(true);
        }
      }),
      {
        numRuns: from > 8 ? 6 : 20,
        examples: [
          [poemsAbout(from), 0],
          [poemsAbout(from), 1],
        ],
      },
    );
  });
});

/** So many samples, all different, with verbs and objects. */
function poemsAbout(n: number): string[][] {
  return Array.from({ length: n }, (_, i) => [`Write a poem about ${distinctWords(i + 1, 12).join(' ')}.`]);
}
