// Homogenisation: how alike two samples are on average, as the mean pairwise ROUGE-L.
import type { DrawnMetric, DrawnSample } from '../metric.ts';
import { drawnPart, PairMatrix, subsampleInterval } from '../statistics/subsample.ts';
import { RowLcs, type Sequences } from '../text/lcs.ts';

export const homogenisation: DrawnMetric = {
  id: 'homogenisation',
  about: {
    label: 'Homogenisation',
    group: 'repetition',
    format: 'ratio',
    better: 'lower',
    explains: 'How much two samples share on average: words in the same order, 0 for nothing and 1 for equal texts.',
    source:
      'Padmakumar & He 2024: mean pairwise ROUGE-L F1 (longest common subsequence of tokens, lower-cased and split on ' +
      '`[^a-z0-9]+`); exact for the drawn pairs, interval by half-samples without replacement',
    cost: 'all pairs of up to 1,000 drawn samples',
    sizeDependent: false,
    languages: 'latin',
  },
  draw: { samples: 1000, words: 150_000 },
  measure(samples, of) {
    const n = samples.length;
    if (n < 2) return { value: null };
    const pairs = rougeLPairs(samples);
    const value = pairs.mean();
    const interval = () =>
      subsampleInterval({ n, of, value, measure: (half) => pairs.meanOf(half), centred: true, bounds: [0, 1] });
    return { value, ...drawnPart(n, of, interval) };
  },
};

/**
 * ROUGE-L F1 of every pair: with L the length of the longest common subsequence of a and b, precision L/|a| and recall L/|b|
 * give F1 = 2L / (|a| + |b|); 0 where a text has no token. Lin 2004. Turns follow one another.
 */
export function rougeLPairs(samples: readonly DrawnSample[]): PairMatrix {
  const tokens = samples.map(rougeTokens);
  // A row's cost is its own length in words times the matching tokens after it: short ones first.
  const order = tokens.map((_, i) => i).sort((a, b) => length(tokens, a) - length(tokens, b) || a - b);
  const sequences = sequencesOf(order.map((i) => tokens[i] as string[]));
  const lcs = new RowLcs(sequences);
  const pairs = new PairMatrix(samples.length);
  const lengths = new Int32Array(samples.length);
  for (let row = 0; row < order.length; row++) {
    const i = order[row] as number;
    lcs.run(row, lengths);
    for (let column = row + 1; column < order.length; column++) {
      const j = order[column] as number;
      const both = length(tokens, i) + length(tokens, j);
      pairs.set(i, j, both === 0 ? 0 : (2 * (lengths[column] as number)) / both);
    }
  }
  return pairs;
}

function length(tokens: readonly (readonly string[])[], i: number): number {
  return (tokens[i] as readonly string[]).length;
}

function rougeTokens({ segments }: DrawnSample): string[] {
  return segments.flatMap((text) => text.toLowerCase().match(/[a-z0-9]+/g) ?? []);
}

function sequencesOf(tokens: readonly (readonly string[])[]): Sequences {
  const known = new Map<string, number>();
  const offsets = new Int32Array(tokens.length + 1);
  tokens.forEach((list, i) => {
    offsets[i + 1] = (offsets[i] as number) + list.length;
  });
  const ids = new Int32Array(offsets[tokens.length] as number);
  let at = 0;
  for (const list of tokens) {
    for (const token of list) {
      const id = known.get(token) ?? known.size;
      if (id === known.size) known.set(token, id);
      ids[at++] = id;
    }
  }
  return { ids, offsets, types: known.size };
}
