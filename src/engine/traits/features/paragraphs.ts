// Paragraphs: how many, and how alike in length.
import { per100, type TraitFeature, variation } from '../feature.ts';

export const paragraphVariation: TraitFeature = {
  about: {
    id: 'paragraph-variation',
    label: 'Even paragraphs',
    unit: 'standard deviation / mean',
    explains: 'How much paragraphs differ in length: low where all are about as long.',
    source: 'coefficient of variation',
  },
  value: ({ text }) => Math.min(2, variation(text.paragraphs)),
};

export const paragraphs: TraitFeature = {
  about: {
    id: 'paragraphs',
    label: 'Paragraph breaks',
    unit: 'per 100 words',
    explains: 'How often a new paragraph begins.',
    source: 'definition',
  },
  isRate: true,
  value: ({ text }) => per100(Math.max(0, text.paragraphs.length - 2), text.words),
};
