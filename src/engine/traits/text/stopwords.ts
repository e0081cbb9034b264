// The 127 English function words that the n-gram lists were built without (the list of the NLTK corpus).
import { hashString } from '../../text/hash.ts';
import { wordsOf } from '../feature.ts';

export const STOPWORDS: readonly string[] = wordsOf(`
  i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
  itself they them their theirs themselves what which who whom this that these those am is are was were be been being
  have has had having do does did doing a an the and but if or because as until while of at by for with about against
  between into through during before after above below to from up down in out on off over under again further then once
  here there when where why how all any both each few more most other some such no nor not only own same so than too
  very s t can will just don should now
`);

/** Open addressing on the low lane; about one place in four is taken. */
const SIZE = 512;
const LO = new Int32Array(SIZE);
const HI = new Int32Array(SIZE);
for (const word of STOPWORDS) {
  const [lo, hi] = hashString(word);
  let i = lo & (SIZE - 1);
  while (HI[i] !== 0) i = (i + 1) & (SIZE - 1);
  LO[i] = lo;
  HI[i] = hi | 1;
}

/** Whether a token, by its lanes, is one of them. */
export function isFunctionWord(lo: number, hi: number): boolean {
  for (let i = lo & (SIZE - 1); HI[i] !== 0; i = (i + 1) & (SIZE - 1)) {
    if (LO[i] === lo && HI[i] === (hi | 1)) return true;
  }
  return false;
}
