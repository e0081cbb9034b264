// What one generation of a simulation still has of the corpus, and how varied it is at the corpus' number of words.
import type { RandomIndex } from '../../statistics/sfc32.ts';
import type { Generation } from '../simulationReport.ts';
import { drawDocuments, type NumberedCorpus, type NumberedText } from './numberedText.ts';
import { PairNumbers } from './pairNumbers.ts';

/** Types that occur at most so often in the corpus are its rare ones. */
const RARE = 2;

export interface Measuring {
  readonly corpus: NumberedCorpus;
  /** By type: occurrences in the corpus. */
  readonly counts: Uint32Array;
  /** Whether sequences of words mean anything. */
  readonly isOrdered: boolean;
  /** For the draw from a generation that holds more words than the corpus. */
  readonly random: RandomIndex;
}

/** Occurrences by type. */
export function countWords(words: Uint32Array, types: number): Uint32Array {
  const counts = new Uint32Array(types);
  for (const word of words) counts[word] = (counts[word] as number) + 1;
  return counts;
}

export const isRare = (occurrences: number): boolean => occurrences <= RARE;

/**
 * `held` is all that the generation holds: what is kept is looked for in all of it. Types, hapax share, distinct-3 and entropy
 * depend on length, so that they are those of as many words as the corpus has, in whole documents.
 */
export function measureGeneration(generation: number, held: NumberedText, measuring: Measuring): Generation {
  const { corpus, counts, isOrdered, random } = measuring;
  const heldCounts = countWords(held.words, corpus.types);
  let kept = 0;
  let rare = 0;
  let rareKept = 0;
  for (let type = 0; type < corpus.types; type++) {
    const isKept = heldCounts[type] !== 0;
    if (isKept) kept++;
    if (!isRare(counts[type] as number)) continue;
    rare++;
    if (isKept) rareKept++;
  }
  const equal = drawDocuments(held, corpus.words.length, random);
  const equalCounts = equal === held ? heldCounts : countWords(equal.words, corpus.types);
  return {
    generation,
    typesKept: kept / corpus.types,
    // Of no rare types none is lost.
    rareKept: rare === 0 ? 1 : rareKept / rare,
    ...spread(equalCounts, equal.words.length),
    distinct3: isOrdered ? distinct3(equal) : null,
  };
}

/** Entropy in bits: −Σ p log₂ p over types. */
function spread(counts: Uint32Array, words: number): Pick<Generation, 'types' | 'hapaxShare' | 'entropy'> {
  let types = 0;
  let hapax = 0;
  let entropy = 0;
  for (const count of counts) {
    if (count === 0) continue;
    types++;
    if (count === 1) hapax++;
    entropy -= (count / words) * Math.log2(count / words);
  }
  return { types, hapaxShare: hapax / types, entropy };
}

/** Different / all sequences of three words, never across documents (Li et al. 2016); null where there is none. */
function distinct3({ words, starts }: NumberedText): number | null {
  const pairs = new PairNumbers();
  const triples = new PairNumbers();
  let total = 0;
  for (let d = 0; d + 1 < starts.length; d++) {
    const to = starts[d + 1] as number;
    for (let i = starts[d] as number; i + 2 < to; i++) {
      triples.of(pairs.of(words[i] as number, words[i + 1] as number), words[i + 2] as number);
      total++;
    }
  }
  return total === 0 ? null : triples.size / total;
}
