// N-gram diversity: Σ unique/total n-grams, n = 1..4, over the joined corpus split on single spaces.
import { type Metric, stateless } from '../metric.ts';
import { sampled } from '../tallies/sampled.ts';
import { joinedDistinct, spacedGramsOf } from '../tallies/spacedGrams.ts';

export const ngd: Metric = {
  ...stateless,
  id: 'ngd',
  tallies: ['spacedGrams'],
  about: {
    label: 'N-gram diversity',
    group: 'variety',
    format: 'ratio',
    better: 'higher',
    explains: 'Shares of different 1- to 4-word sequences of the joined text, added up: 0 to 4.',
    source: 'Shaib et al. 2024',
    cost: 'one to four table look-ups per word',
    sizeDependent: true,
    languages: 'spaced',
  },
  finish(_, tallies) {
    const grams = spacedGramsOf(tallies);
    const { tokens, distinct } = joinedDistinct(grams);
    if (tokens < 4) return { value: null };
    let value = 0;
    for (let n = 1; n <= 4; n++) value += Math.min(1, (distinct[n - 1] as number) / (tokens - n + 1));
    return {
      value,
      ...sampled(
        grams.short.sizes.reduce((a, b) => a + b, 0),
        Math.max(grams.short.level, grams.table.level),
      ),
    };
  },
};
