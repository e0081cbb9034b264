// Stock openings: how an answer begins that could begin any answer. Counted in the first sentence of a paragraph.
import { linesOf, type Seen, type TraitFeature } from '../feature.ts';
import { PARAGRAPH } from '../text/traitText.ts';

const OPENINGS = linesOf(`
  certainly
  sure
  absolutely
  of course
  great question
  here is a
  here are some
  here are a few
  here's a
  in the realm of
  in the world of
  in the heart of
  in today's
  in a world where
  in an era
  in recent years
  once upon a time
  as an ai
  there are several
  there are many
  there are a few
  it is important to
  it's important to
  it is worth noting
  it's worth noting
  this paper presents
  this paper introduces
  in this paper
  this study
  this essay
  in this essay
  throughout history
  imagine a
  picture this
  the sun
  as the sun
`);

/** Words from the start of a paragraph in which an opening may begin. */
const WITHIN = 3;

function openings(x: Seen, own: number, emit: (from: number, to: number) => void): void {
  const { hits, text } = x;
  for (let k = 0; k < hits.feature.length; k++) {
    if (hits.feature[k] !== own) continue;
    const from = hits.from[k] as number;
    for (let i = from; i >= Math.max(0, from - WITHIN); i--) {
      if (!((text.flags[i] as number) & PARAGRAPH)) continue;
      emit(from, hits.to[k] as number);
      break;
    }
  }
}

export const stockOpenings: TraitFeature = {
  about: {
    id: 'stock-openings',
    label: 'Stock openings',
    unit: 'per paragraph',
    explains: 'Paragraphs that begin as any answer could: “Certainly”, “In today’s”, “There are several”.',
    source: 'our list; some from HC3 (Guo et al. 2023)',
  },
  lexicon: OPENINGS,
  isRate: true,
  value(x, own) {
    let n = 0;
    openings(x, own, () => n++);
    return n / Math.max(1, x.text.paragraphs.length - 1);
  },
  mark: (x, emit, own) => openings(x, own, emit),
};
