import { describe, expect, it } from 'vitest';
import { hashString } from '../../../../../src/engine/text/hash.ts';
import { likelihoodEstimator } from '../../../../../src/engine/traits/alpha/likelihood.ts';
import { occurrencesOf } from '../../../../../src/engine/traits/alpha/occurrences.ts';
import { everyRow, type ScoredRows } from '../../../../../src/engine/traits/alpha/rows.ts';

const hashes = (...words: string[]) => words.map((word) => hashString(word)[0] | 0);

describe('words by sentences', () => {
  it('holds each word of a sentence once, in order', () => {
    const { words, ends } = occurrencesOf([{ text: 'The cat saw the dog. “Stop!” It ran, e.g. away' }]);
    const sentences = [['the', 'cat', 'saw', 'dog'], ['stop'], ['it', 'ran', 'e', 'g', 'away']];
    expect([...ends]).toEqual([4, 5, 10]);
    expect([...words]).toEqual(hashes(...sentences.flat()));
  });

  it('ends a sentence with its segment, at a blank line and at a CJK end mark', () => {
    expect([...occurrencesOf([{ text: 'one two' }, { text: 'three' }]).ends]).toEqual([2, 3]);
    expect([...occurrencesOf([{ text: 'one two\n\nthree' }]).ends]).toEqual([2, 3]);
    expect([...occurrencesOf([{ text: 'one。two' }]).ends]).toEqual([1, 2]);
    expect([...occurrencesOf([{ text: '... !' }, { text: '' }]).ends]).toEqual([]);
  });
});

/** Rows of so many sentences; the words tell the two apart but for one that both use. */
function rows(kind: 'human' | 'llm', n: number, sentences: number): ScoredRows {
  const words = kind === 'human' ? ['honestly', 'gonna', 'stuff'] : ['delve', 'tapestry', 'intricate'];
  const text = Array.from({ length: sentences }, (_, i) => `The ${words[i % 3]} ${words[(i + 1) % 3]}.`).join(' ');
  return {
    score: Array.from({ length: n }, () => 0),
    words: Array.from({ length: n }, () => 3 * sentences),
    occurrences: Array.from({ length: n }, () => occurrencesOf([{ text }])),
  };
}

function joined(a: ScoredRows, b: ScoredRows): ScoredRows {
  return {
    score: [...Array.from(a.score), ...Array.from(b.score)],
    words: [...Array.from(a.words), ...Array.from(b.words)],
    occurrences: [...(a.occurrences ?? []), ...(b.occurrences ?? [])],
  };
}

describe('the likelihood of words', () => {
  it.each([0, 10, 40, 100])('gives the share of rows, not of sentences: %i of 100', (llm) => {
    // LLM rows have four times as many sentences: ten of a hundred rows hold 31 % of the sentences.
    const corpus = joined(rows('human', 100 - llm, 3), rows('llm', llm, 12));
    const input = { rows: corpus, human: rows('human', 60, 3), llm: rows('llm', 60, 12) };
    const share = likelihoodEstimator(input)?.(everyRow(60), everyRow(60))(everyRow(100));
    expect(share).toBeCloseTo(llm / 100, 2);
  });

  it('needs words', () => {
    const { occurrences: _, ...bare } = rows('human', 10, 3);
    expect(likelihoodEstimator({ rows: bare, human: bare, llm: bare })).toBeNull();
    const empty = { ...bare, occurrences: Array.from(bare.words, () => undefined) };
    expect(likelihoodEstimator({ rows: empty, human: empty, llm: empty })).toBeNull();
  });

  it('does without the words of some rows', () => {
    const corpus = joined(rows('human', 75, 3), rows('llm', 25, 12));
    const half = { ...corpus, occurrences: corpus.occurrences?.map((o, i) => (i % 2 ? o : undefined)) ?? [] };
    const input = { rows: half, human: rows('human', 60, 3), llm: rows('llm', 60, 12) };
    expect(likelihoodEstimator(input)?.(everyRow(60), everyRow(60))(everyRow(100))).toBeCloseTo(0.25, 1);
  });
});
