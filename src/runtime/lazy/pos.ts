// The part-of-speech tagger, a bundle of its own: natural's Brill tagger with its English lexicon.
import BrillPOSTagger from 'natural/lib/natural/brill_pos_tagger/lib/Brill_POS_Tagger.js';
import Lexicon from 'natural/lib/natural/brill_pos_tagger/lib/Lexicon.js';
import RuleSet from 'natural/lib/natural/brill_pos_tagger/lib/RuleSet.js';

const UNKNOWN = 'NN';
const UNKNOWN_CAPITALISED = 'NNP';

/** What its lexicon lacks: the ends of contractions, and typographic punctuation. */
const ADDED = {
  "n't": ['RB'],
  "'s": ['POS'],
  "'re": ['VBP'],
  "'ve": ['VBP'],
  "'m": ['VBP'],
  "'ll": ['MD'],
  "'d": ['MD'],
  '…': [':'],
  '–': [':'],
  '—': [':'],
  '•': [':'],
  '“': ['``'],
  '”': ["''"],
};

let tagger: BrillPOSTagger | undefined;

/** Penn Treebank tags of the words of a sentence, as many as words; words that the lexicon lacks count as nouns. */
export function tag(words: readonly string[]): string[] {
  tagger ??= new BrillPOSTagger(new Lexicon('EN', UNKNOWN, UNKNOWN_CAPITALISED, ADDED), new RuleSet('EN'));
  // The lexicon is a plain object: `__proto__` gives no tag.
  return tagger.tag(words).taggedWords.map((word) => (typeof word.tag === 'string' ? word.tag : UNKNOWN));
}
