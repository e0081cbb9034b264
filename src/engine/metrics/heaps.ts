// Heaps curve: how the vocabulary grows with the text, samples in corpus order, and the slope of its line.
import { linearRegression, linearRegressionLine, rSquared } from 'simple-statistics';
import { type Metric, stateless } from '../metric.ts';
import { firstPlaces } from '../sketch/typeTable.ts';
import { countsOf } from '../tallies/counts.ts';
import { drawnTypes, unigramsOf } from '../tallies/unigrams.ts';

/** Below, nearly every word is new and the curve is no line yet. */
const FIT_FROM = 100;
const LEAST_WORDS = 1000;
const POINTS_PER_DECADE = 16;

export const heaps: Metric = {
  ...stateless,
  id: 'heaps',
  tallies: ['counts', 'unigrams'],
  // First places.
  readsOrder: true,
  about: {
    label: 'Heaps curve',
    group: 'shape',
    format: 'decimal',
    statistic: 'slope',
    better: 'higher',
    explains: 'How the number of different words grows with the text; the steeper, the longer new words keep coming.',
    source: 'least squares on log₁₀ words and log₁₀ types, from 100 words on',
    cost: 'sorts the places where words first occur',
    sizeDependent: true,
    languages: 'any',
  },
  finish(_, tallies) {
    const table = unigramsOf(tallies);
    // A drawn vocabulary grows by the drawn words only.
    if (table.level > 0) return { value: null, ...drawnTypes(tallies) };
    const { words } = countsOf(tallies);
    const { x, y } = growth(firstPlaces(table), words);
    if (x.length === 0) return { value: null };
    const curve = { type: 'curve' as const, x, y, xLabel: 'Words', yLabel: 'Types' };
    const points = x.flatMap((n, i) => (n < FIT_FROM ? [] : [[Math.log10(n), Math.log10(y[i] as number)]]));
    // No type after the first words: a flat line, of which R² says nothing.
    const flat = points.every((p) => p[1] === points[0]?.[1]);
    if (words < LEAST_WORDS || flat) return { value: null, detail: curve };
    const { m, b } = linearRegression(points);
    const r2 = rSquared(points, linearRegressionLine({ m, b }));
    return { value: m, detail: { ...curve, fit: { slope: m, intercept: b, r2 } } };
  },
};

/**
 * Types among the first x words, at equal steps of log x and at the end. `places`: words that stand before the first
 * occurrence of each type, ascending.
 */
export function growth(places: Float64Array, words: number): { x: number[]; y: number[] } {
  const x: number[] = [];
  for (let i = 0; ; i++) {
    const n = Math.round(10 ** (i / POINTS_PER_DECADE));
    if (n >= words) break;
    if (n !== x[x.length - 1]) x.push(n);
  }
  if (words > 0) x.push(words);
  let types = 0;
  const y = x.map((n) => {
    while (types < places.length && (places[types] as number) < n) types++;
    return types;
  });
  return { x, y };
}
