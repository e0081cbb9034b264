// One text as the features see it, with a prelude of two known words.
import type { Seen } from '../../../../src/engine/traits/feature.ts';
import { FEATURES } from '../../../../src/engine/traits/features.ts';
import { Lexicon, LexiconHits } from '../../../../src/engine/traits/text/lexicon.ts';
import { Prelude } from '../../../../src/engine/traits/text/prelude.ts';
import { TraitText } from '../../../../src/engine/traits/text/traitText.ts';

export const lexicon = new Lexicon(FEATURES);

/** log2 of the probabilities of "the" and "cat" in human and in LLM text. */
export const prelude = new Prelude(['the', 'cat'], Float32Array.of(-2, -6), Float32Array.of(-4, -3));

export function seenOf(text: string): Seen {
  const x = new TraitText().set(text);
  const hits = new LexiconHits(FEATURES.length);
  lexicon.find(x, hits);
  prelude.look(x);
  return { text: x, hits, prelude };
}

export function placeOf(id: string): number {
  const place = FEATURES.findIndex((f) => f.about.id === id);
  if (place < 0) throw new Error(`No feature "${id}".`);
  return place;
}

export function valueIn(id: string, text: string): number {
  const place = placeOf(id);
  return FEATURES[place]!.value(seenOf(text), place);
}

/** The stretches of tokens that show a feature, as explanations find them. */
export function stretchesOf(place: number, seen: Seen): [from: number, to: number][] {
  const feature = FEATURES[place]!;
  const out: [number, number][] = [];
  if (feature.mark) feature.mark(seen, (from, to) => out.push([from, to]), place);
  else
    seen.hits.feature.forEach((f, i) => {
      if (f === place) out.push([seen.hits.from[i]!, seen.hits.to[i]!]);
    });
  return out;
}

/** The marked words as they stand in the text. */
export function markedIn(id: string, text: string): string[] {
  const seen = seenOf(text);
  const { tokens } = seen.text;
  return stretchesOf(placeOf(id), seen).map(([from, to]) => text.slice(tokens.start[from], tokens.end[to - 1]));
}
