// Drawn samples for the tests of drawn metrics.

import type { DrawnMetric, DrawnSample, Tools } from '../../../../src/engine/metric.ts';

export function drawn(texts: readonly (string | readonly string[])[]): DrawnSample[] {
  return texts.map((text, index) => ({ index, segments: typeof text === 'string' ? [text] : text }));
}

/** Tools that need no library: every word a noun, every word a token, everything English. */
export const plainTools: Tools = {
  tag: (words) => words.map((word) => (word === 'the' ? 'DT' : 'NN')),
  countTokens: (text) => text.split(/\s+/).filter((word) => word !== '').length,
  guessLanguage: (text) => (text === '' ? null : { code: 'en', name: 'English', confidence: 0.8 }),
  traits: () => {
    throw new Error('No drawn metric asks for traits.');
  },
};

export function measured(metric: DrawnMetric, texts: readonly string[], of = texts.length): number | null {
  return metric.measure(drawn(texts), of, plainTools).value;
}
