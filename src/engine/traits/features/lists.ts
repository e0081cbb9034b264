// Words and phrases that LLM text uses far more than people do, from published lists.
import { lexical, type TraitFeature } from '../feature.ts';
import lists from '../lists/lists.json' with { type: 'json' };
import { STOPWORDS } from '../text/stopwords.ts';

export const excessWords = lexical(
  {
    id: 'excess-words',
    label: 'Excess style words',
    explains: 'Words whose use in abstracts rose beyond all precedent since 2023: “delve”, “pivotal”, “showcasing”.',
    source: 'Kobak et al. 2025 (llm-excess-vocab, MIT), words of type style without function words',
  },
  lists.excessWords.filter((word) => !STOPWORDS.includes(word)),
);

export const slopWords = lexical(
  {
    id: 'slop-words',
    label: 'Overused words',
    explains: 'Words that LLM stories overuse: “tapestry”, “whispered”, “shimmering”.',
    source: 'slop-score and slop-forensics (Paech, MIT)',
  },
  lists.slopWords,
);

export const slopGrams: TraitFeature = {
  ...lexical(
    {
      id: 'slop-grams',
      label: 'Overused word groups',
      explains: 'Two and three content words that LLM stories overuse, stopwords left out: “voice barely whisper”.',
      source: 'slop-score and slop-forensics (Paech, MIT)',
    },
    lists.slopGrams,
  ),
  withoutStopwords: true,
};

export const slopPhrases = lexical(
  {
    id: 'slop-phrases',
    label: 'Overused phrases',
    explains: 'Phrases that LLM stories overuse: “couldn’t help but feel”, “casting long shadows”.',
    source: 'antislop-sampler (Paech, Apache-2.0)',
  },
  lists.slopPhrases,
);
