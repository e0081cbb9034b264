// HD-D: the type–token ratio to expect of 42 words that are drawn from the corpus without putting back.
import { type Metric, stateless } from '../metric.ts';
import { drawnTypes, sortedCounts, unigramsOf } from '../tallies/unigrams.ts';

const DRAWS = 42;

/**
 * HD-D of a text with these counts of types, equal counts side by side: Σ over types of the chance to be among `draws`
 * words, over `draws`; 0..1. Null where the text has fewer words than are drawn. McCarthy & Jarvis 2010.
 */
export function hdd(counts: ArrayLike<number>, draws: number): number | null {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i] as number;
  if (total < draws) return null;
  let sum = 0;
  let chance = 0;
  for (let i = 0; i < counts.length; i++) {
    if (i === 0 || counts[i] !== counts[i - 1]) chance = chanceOf(counts[i] as number, total, draws);
    sum += chance;
  }
  return sum / draws;
}

/** 1 − C(total − count, draws) / C(total, draws), by logarithms, so that a rare word of a large corpus keeps its digits. */
function chanceOf(count: number, total: number, draws: number): number {
  if (total - count < draws) return 1;
  let missed = 0;
  for (let i = 0; i < draws; i++) missed += Math.log1p(-count / (total - i));
  return -Math.expm1(missed);
}

export const hdD: Metric = {
  ...stateless,
  id: 'hdd',
  tallies: ['unigrams'],
  about: {
    label: 'HD-D',
    group: 'variety',
    format: 'ratio',
    better: 'higher',
    explains: 'Share of different words to expect among 42 words drawn at random from the whole corpus.',
    source: 'McCarthy & Jarvis 2010, 42 draws',
    cost: 'reads the word counts',
    sizeDependent: false,
    languages: 'any',
  },
  finish(_, tallies) {
    // The commonest words weigh most, and a drawn vocabulary may lack them.
    if (unigramsOf(tallies).level > 0) return { value: null, ...drawnTypes(tallies) };
    return { value: hdd(sortedCounts(tallies), DRAWS) };
  },
};
