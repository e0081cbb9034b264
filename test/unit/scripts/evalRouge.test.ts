// Pruning by ROUGE-L, against numbers worked out by hand.
import { expect, it } from 'vitest';
import { prunedInOrder, rougeL, wordsOf } from '../../../scripts/eval/rouge.mjs';

it('ROUGE-L is the F-measure of the longest common subsequence', () => {
  // "police killed the gunman" and "the gunman police killed" share two words in order: 2·2 / (4 + 4).
  expect(rougeL(wordsOf('Police killed the gunman.'), wordsOf('the gunman police killed'))).toBe(0.5);
  expect(rougeL(wordsOf('a b c'), wordsOf('a x b c y'))).toBe(0.75);
  expect(rougeL([], [])).toBe(0);
});

it('a row stays when no row before it that stayed is as similar', () => {
  const rows = ['a b c d', 'a b c x', 'q r', 'a b x y', ''].map(wordsOf);
  // The second has 0.75 to the first; the fourth 0.75 to the second, which is gone, and 0.5 to the first.
  expect([...prunedInOrder(rows, 0.6)]).toEqual([0, 2, 3, 4]);
  expect([...prunedInOrder(rows, 0.8)]).toEqual([0, 1, 2, 3, 4]);
});
