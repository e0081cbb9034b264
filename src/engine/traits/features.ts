// THE list of traits, in the order in which the model knows them: append, or train anew.
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

export const FEATURES: readonly TraitFeature[] = [
  excessWords,
  slopWords,
  slopGrams,
  slopPhrases,
  contrastFrames,
  ruleOfThree,
  stockOpenings,
  stockClosings,
  signposts,
  hedges,
  personalHedges,
  firstPerson,
  firstPlural,
  secondPerson,
  thirdPerson,
  contractions,
  sentenceLength,
  sentenceVariation,
  shortSentences,
  neighbourSentences,
  sameStarts,
  joinStarts,
  paragraphs,
  paragraphVariation,
  wordLength,
  wordLengthVariation,
  longWords,
  shortWords,
  abstractNouns,
  trailingParticiples,
  participles,
  adverbs,
  pastTense,
  describing,
  articles,
  prepositions,
  conjunctions,
  auxiliaries,
  negations,
  demonstratives,
  questionWords,
  quantities,
  commas,
  semicolons,
  colons,
  dashes,
  hyphens,
  parentheses,
  quotes,
  exclamations,
  questions,
  ellipses,
  markedLines,
  boldText,
  wordVariety,
  wordsUsedOnce,
  repeatedPairs,
  figures,
  names,
  shouting,
  lowerStarts,
  rareWords,
  humanBits,
  llmGain,
];
