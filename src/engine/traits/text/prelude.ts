// The common words of human and of LLM text with how often each uses them: counts, no text. How well a window compresses
// against either is told by them, and which of its words are rare.
import { hashString } from '../../text/hash.ts';
import type { TraitText } from './traitText.ts';

export class Prelude {
  private readonly keys: Int32Array;
  private readonly places: Int16Array;
  /** Place of each token of the last window among the words, −1 where it is none of them. */
  ids = new Int16Array(512);

  /** `human`, `llm`: log2 of each word's probability in either, smoothed. */
  constructor(
    readonly words: readonly string[],
    readonly human: Float32Array,
    readonly llm: Float32Array,
  ) {
    let size = 16;
    while (size < words.length * 4) size *= 2;
    this.keys = new Int32Array(size);
    this.places = new Int16Array(size).fill(-1);
    words.forEach((word, place) => {
      const lo = hashString(word)[0] | 0;
      let i = lo & (size - 1);
      while (this.places[i] !== -1) i = (i + 1) & (size - 1);
      this.keys[i] = lo;
      this.places[i] = place;
    });
  }

  look({ tokens }: TraitText): void {
    const { keys, places } = this;
    const mask = keys.length - 1;
    if (this.ids.length < tokens.length) this.ids = new Int16Array(tokens.length * 2);
    for (let i = 0; i < tokens.length; i++) {
      const lo = tokens.lo[i] as number;
      let at = lo & mask;
      while (places[at] !== -1 && keys[at] !== lo) at = (at + 1) & mask;
      this.ids[i] = places[at] as number;
    }
  }
}
