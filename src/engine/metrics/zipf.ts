// Zipf curve: frequency over rank on logarithmic axes, and the slope of its straight part.
import { linearRegression, linearRegressionLine, rSquared } from 'simple-statistics';
import { type Metric, stateless } from '../metric.ts';
import { drawnTypes, sortedCounts, unigramsOf } from '../tallies/unigrams.ts';

const FIRST_RANK = 10;
const LAST_RANK = 10_000;
const POINTS_PER_DECADE = 16;

export const zipf: Metric = {
  ...stateless,
  id: 'zipf',
  tallies: ['unigrams'],
  about: {
    label: 'Zipf curve',
    group: 'shape',
    format: 'decimal',
    statistic: 'slope',
    better: 'neither',
    explains: 'Word frequency by rank; natural language falls along a line with a slope near −1.',
    source: 'least squares on log₁₀ rank and log₁₀ frequency, ranks 10 to 10,000',
    cost: 'reads the word counts',
    sizeDependent: false,
    languages: 'any',
  },
  finish(_, tallies) {
    // Ranks mean nothing in a drawn vocabulary.
    if (unigramsOf(tallies).level > 0) return { value: null, ...drawnTypes(tallies) };
    const counts = sortedCounts(tallies);
    const points: [number, number][] = [];
    for (let rank = FIRST_RANK; rank <= Math.min(LAST_RANK, counts.length); rank++) {
      points.push([Math.log10(rank), Math.log10(counts[rank - 1] as number)]);
    }
    const x: number[] = [];
    const y: number[] = [];
    for (let i = 0; ; i++) {
      const rank = Math.round(10 ** (i / POINTS_PER_DECADE));
      if (rank > counts.length) break;
      if (rank === x[x.length - 1]) continue;
      x.push(rank);
      y.push(counts[rank - 1] as number);
    }
    const curve = { type: 'curve' as const, x, y, xLabel: 'Rank', yLabel: 'Frequency' };
    // All frequencies equal: there is no line to speak of.
    const flat = points.every((p) => p[1] === points[0]?.[1]);
    if (points.length < 20 || flat) return { value: null, ...(x.length > 0 ? { detail: curve } : {}) };
    const { m, b } = linearRegression(points);
    const r2 = rSquared(points, linearRegressionLine({ m, b }));
    return { value: m, detail: { ...curve, fit: { slope: m, intercept: b, r2 } } };
  },
};
