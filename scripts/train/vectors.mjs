// Training windows as vectors: damped n-gram counts of unit length per block, the values of the traits, and the ids of the
// common words, from which the prelude's traits are computed anew for each fold.
import { FEATURES } from '../../src/engine/traits/features.ts';
import { joinSegments } from '../../src/engine/traits/joined.ts';
import { BLOCKS, DAMPED, GramCounter } from '../../src/engine/traits/model/gramCounter.ts';
import { StyleReader, shaped } from '../../src/engine/traits/model/style.ts';
import { Prelude } from '../../src/engine/traits/text/prelude.ts';
import { TraitText } from '../../src/engine/traits/text/traitText.ts';
import { seeded } from './data.mjs';

/** Words of a training window, evenly drawn; two windows of a text of 100 words and more, one of a shorter. */
const WINDOW = { least: 60, most: 260, perText: 2, oneBelow: 100, none: 30 };
/** Common words. */
const VOCABULARY = 4096;

/** Growing columns of sparse vectors. */
class Sparse {
  slots = new Uint32Array(1 << 22);
  values = new Float32Array(1 << 22);
  size = 0;
  starts = [0];

  push(slot, value) {
    if (this.size === this.slots.length) {
      const slots = new Uint32Array(this.size * 2);
      slots.set(this.slots);
      this.slots = slots;
      const values = new Float32Array(this.size * 2);
      values.set(this.values);
      this.values = values;
    }
    this.slots[this.size] = slot;
    this.values[this.size++] = value;
  }

  end() {
    this.starts.push(this.size);
  }
}

/** The 4,096 words that stand in most domains, then in most texts; letters and apostrophes only, ascending by rank. */
export function commonWords(rows) {
  const seen = new Map();
  const x = new TraitText();
  for (const row of rows) {
    x.set(joinSegments([{ text: row.text }]).text);
    const own = new Set();
    for (let i = 0; i < x.words; i++) own.add(x.word(i).toLowerCase());
    for (const word of own) {
      if (!/^[a-z][a-z']*$/.test(word)) continue;
      let entry = seen.get(word);
      if (!entry) {
        entry = { domains: new Set(), texts: 0 };
        seen.set(word, entry);
      }
      entry.domains.add(row.domain);
      entry.texts++;
    }
  }
  return [...seen]
    .sort(([a, x], [b, y]) => y.domains.size - x.domains.size || y.texts - x.texts || (a < b ? -1 : 1))
    .slice(0, VOCABULARY)
    .map(([word]) => word);
}

/** @param {import('./data.mjs').Row[]} rows @param {readonly string[]} words @param {number} seed */
export function trainingWindows(rows, words, seed) {
  const zeros = new Float32Array(words.length);
  const style = new StyleReader(new Prelude(words, zeros, zeros));
  const whole = new TraitText();
  const x = new TraitText();
  const counter = new GramCounter();
  const random = seeded(seed);
  const blocks = Object.fromEntries(BLOCKS.map((block) => [block, new Sparse()]));
  const features = [];
  const ids = [];
  const row = [];
  const sizes = [];

  const add = (text, at) => {
    x.set(text);
    style.read(x);
    style.values.forEach((value, f) => {
      features.push(shaped(f, value));
    });
    ids.push(Int16Array.from(style.prelude.ids.subarray(0, x.words)));
    for (const block of BLOCKS) {
      counter.count(block, x);
      const norm = counter.norm();
      for (let i = 0; i < counter.size; i++) {
        const slot = counter.slots[i];
        blocks[block].push(slot, DAMPED[counter.countOf(slot)] / norm);
      }
      counter.clear();
      blocks[block].end();
    }
    row.push(at);
    sizes.push(x.words);
  };

  rows.forEach(({ text }, at) => {
    const joined = joinSegments([{ text }]).text;
    const n = whole.set(joined).words;
    if (n < WINDOW.none) return;
    const { start } = whole.tokens;
    const times = n < WINDOW.oneBelow ? 1 : WINDOW.perText;
    for (let k = 0; k < times; k++) {
      const size = Math.min(n, WINDOW.least + Math.floor(random() * (WINDOW.most - WINDOW.least + 1)));
      const from = Math.floor(random() * (n - size + 1));
      add(joined.slice(start[from], from + size < n ? start[from + size] : joined.length), at);
    }
  });
  return { row, sizes, blocks, features: Float32Array.from(features), of: FEATURES.length, ids };
}
