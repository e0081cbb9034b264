// THE list of traits, in families. The model knows them in this order: train it anew after a change.
import type { TraitFeature } from './feature.ts';
import { stockClosings } from './features/closings.ts';
import { contractions } from './features/contractions.ts';
import { contrastFrames } from './features/contrastFrames.ts';
import { abstractNouns, adverbs, describing, participles, pastTense, trailingParticiples } from './features/endings.ts';
import {
  articles,
  auxiliaries,
  conjunctions,
  demonstratives,
  negations,
  prepositions,
  quantities,
  questionWords,
} from './features/functionWords.ts';
import { hedges, personalHedges } from './features/hedges.ts';
import { excessWords, slopGrams, slopPhrases, slopWords } from './features/lists.ts';
import { boldText, markedLines } from './features/markup.ts';
import { stockOpenings } from './features/openings.ts';
import { paragraphs, paragraphVariation } from './features/paragraphs.ts';
import { firstPerson, firstPlural, secondPerson, thirdPerson } from './features/person.ts';
import { humanBits, llmGain, rareWords } from './features/prelude.ts';
import {
  colons,
  commas,
  dashes,
  ellipses,
  exclamations,
  hyphens,
  parentheses,
  questions,
  quotes,
  semicolons,
} from './features/punctuation.ts';
import { ruleOfThree } from './features/ruleOfThree.ts';
import { joinStarts, sameStarts } from './features/sentenceStarts.ts';
import { neighbourSentences, sentenceLength, sentenceVariation, shortSentences } from './features/sentences.ts';
import { signposts } from './features/signposts.ts';
import { figures, lowerStarts, names, shouting } from './features/surface.ts';
import { repeatedPairs, wordsUsedOnce, wordVariety } from './features/variety.ts';
import { longWords, shortWords, wordLength, wordLengthVariation } from './features/wordLength.ts';

/** Traits of one sort: what a family adds to the score is weighed anew where a calibration holds LLM rows. */
export interface Family {
  readonly name: string;
  readonly features: readonly TraitFeature[];
}

export const FAMILIES: readonly Family[] = [
  { name: 'lists', features: [excessWords, slopWords, slopGrams, slopPhrases] },
  { name: 'frames', features: [contrastFrames, ruleOfThree, stockOpenings, stockClosings] },
  { name: 'signposts', features: [signposts, hedges] },
  { name: 'talk', features: [personalHedges, contractions, exclamations, questions, ellipses] },
  { name: 'speakers', features: [firstPerson, firstPlural, secondPerson] },
  { name: 'people', features: [thirdPerson, names, quotes] },
  { name: 'sentences', features: [sentenceLength, shortSentences] },
  { name: 'rhythm', features: [sentenceVariation, neighbourSentences, sameStarts, joinStarts] },
  { name: 'layout', features: [paragraphs, paragraphVariation, markedLines, boldText] },
  { name: 'word-length', features: [wordLength, wordLengthVariation, longWords, shortWords] },
  { name: 'abstract', features: [abstractNouns, describing] },
  { name: 'verbs', features: [participles, trailingParticiples, pastTense, adverbs] },
  { name: 'nouns', features: [articles, prepositions, conjunctions] },
  { name: 'clauses', features: [auxiliaries, negations, demonstratives, questionWords, quantities] },
  { name: 'marks', features: [commas, semicolons, colons, dashes, hyphens, parentheses] },
  { name: 'variety', features: [wordVariety, wordsUsedOnce, repeatedPairs] },
  { name: 'concrete', features: [figures, shouting, lowerStarts] },
  { name: 'prelude', features: [rareWords, humanBits, llmGain] },
];

export const FEATURES: readonly TraitFeature[] = FAMILIES.flatMap((family) => family.features);
