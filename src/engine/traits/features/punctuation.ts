// Punctuation: one trait per mark.
import { per100, type TraitFeature } from '../feature.ts';
import type { Mark } from '../text/traitText.ts';

function marks(mark: Mark, label: string, explains: string, most = 12): TraitFeature {
  return {
    about: { id: `marks-${mark}`, label, unit: 'per 100 words', explains, source: 'count' },
    isRate: true,
    value: ({ text }) => Math.min(most, per100(text.count(mark), text.words)),
  };
}

export const commas = marks('comma', 'Commas', 'How often a comma stands.');
export const semicolons = marks('semicolon', 'Semicolons', 'How often a semicolon stands.');
export const colons = marks('colon', 'Colons', 'How often a colon stands.');
export const dashes = marks('dash', 'Dashes', 'How often a dash parts a sentence.');
export const hyphens = marks('hyphen', 'Hyphens', 'How often words are joined by a hyphen.');
export const parentheses = marks(
  'paren',
  'Parentheses',
  'How often something is put in parentheses: people do so more.',
);
export const quotes = marks('quote', 'Quotation marks', 'How often somebody is quoted.');
export const exclamations = marks('exclamation', 'Exclamation marks', 'How often an exclamation mark stands.');
export const questions = marks('question', 'Question marks', 'How often something is asked.');
export const ellipses = marks('ellipsis', 'Ellipses', 'How often a thought trails off: people do so more.');
