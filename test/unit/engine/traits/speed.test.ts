// A guard against reading that grows slower by its complexity: by the ratio to tokenising the same text in the same run.
import { expect, it } from 'vitest';
import { TokenBuffer, tokenise } from '../../../../src/engine/text/words.ts';
import { newReader, PROSE, STOCK } from '../../../helpers/traitReader.ts';

const reader = newReader();
const tokens = new TokenBuffer();
const TEXT = `${PROSE}\n\n${STOCK}\n\n`.repeat(400);

function fastest(times: number, run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    run();
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

const tokenising = (text: string) => () => {
  tokens.clear();
  tokenise(text, tokens);
};

/** Twice what was measured on a busy machine; by the square of its length it would be hundreds. */
const MOST = 16;

it(`reading a long text takes at most ${MOST} times as long as finding its words`, () => {
  const ratio = fastest(4, () => reader.read([{ text: TEXT }])) / fastest(8, tokenising(TEXT));
  expect(ratio).toBeLessThan(MOST);
});

/** Below sixteen windows of 200 words. */
const TIMES = 15;

it('reading many short texts costs no more than one of which every window is read, by the word', () => {
  const long = `${PROSE}\n\n${STOCK}\n\n`.repeat(TIMES);
  const rows = Array.from({ length: TIMES }, () => ({ text: `${PROSE}\n\n${STOCK}\n\n` }));
  const many = fastest(4, () => {
    for (const row of rows) reader.read([row]);
  });
  expect(many / fastest(4, () => reader.read([{ text: long }]))).toBeLessThan(2.5);
});
