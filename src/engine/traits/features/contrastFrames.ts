// "Not just X but Y", "it isn't X, it's Y", "more than just X": one side is denied to lift the other.
import { linesOf, per100, type TraitFeature } from '../feature.ts';

const FRAMES = linesOf(`
  not just
  not only
  not merely
  not simply
  not about
  isn't just
  isn't merely
  isn't about
  wasn't just
  wasn't about
  aren't just
  weren't just
  more than just
  more than mere
  rather than
  but rather
  not because
  less about
  no longer just
  goes beyond
  go beyond
  far more than
  not out of
  it's not
  wasn't merely
`);

export const contrastFrames: TraitFeature = {
  about: {
    id: 'contrast-frames',
    label: 'Contrast frames',
    unit: 'per 100 words',
    explains: 'Phrases that set one thing against another: “not just”, “more than just”, “rather than”.',
    source: 'our list; compare the pattern “not … but” of antislop-sampler (Paech, MIT)',
  },
  lexicon: FRAMES,
  isRate: true,
  value: ({ text, hits }, own) => per100(hits.counts[own] as number, text.words),
};
