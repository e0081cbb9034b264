// Lists, headings and bold text: the shape of a chat answer.
import { per100, type TraitFeature } from '../feature.ts';

export const markedLines: TraitFeature = {
  about: {
    id: 'marked-lines',
    label: 'List and heading lines',
    unit: 'share of the lines',
    explains: 'Lines that begin with a bullet, a number or a heading sign.',
    source: 'Markdown',
  },
  value: ({ text }) => text.markedLines / Math.max(1, text.lines),
};

export const boldText: TraitFeature = {
  about: {
    id: 'bold-text',
    label: 'Bold text',
    unit: 'per 100 words',
    explains: 'Words set in bold by Markdown.',
    source: 'Markdown',
  },
  isRate: true,
  value: ({ text }) => Math.min(10, per100(text.count('bold') / 2, text.words)),
};
