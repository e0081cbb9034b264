// Function words by group: what carries grammar, not content.
import { lexical, wordsOf } from '../feature.ts';

const source = 'word class';

export const articles = lexical(
  { id: 'articles', label: 'Articles', explains: '“a”, “an”, “the”.', source },
  wordsOf('a an the'),
);
export const prepositions = lexical(
  { id: 'prepositions', label: 'Prepositions', explains: '“of”, “in”, “through”, “within” and others.', source },
  wordsOf(
    'of in to for with on at from by about into through over between across within toward towards upon amidst amid among',
  ),
);
export const conjunctions = lexical(
  { id: 'and', label: '“And”', explains: 'How often things are joined by “and”.', source },
  ['and'],
);
export const auxiliaries = lexical(
  {
    id: 'auxiliaries',
    label: 'Auxiliary verbs',
    explains: 'Forms of “be”, “have” and “do”, and “would”, “could”, “should”.',
    source,
  },
  wordsOf(
    "is are was were be been being am has have had do does did would could should will can must isn't wasn't don't didn't doesn't can't couldn't won't wouldn't",
  ),
);
export const negations = lexical(
  {
    id: 'negations',
    label: 'Negations',
    explains: '“not”, “no”, “never”, “nothing” and short forms: human text denies more.',
    source,
  },
  wordsOf(
    "not no never nothing none nobody neither nor don't didn't doesn't can't couldn't won't wouldn't isn't wasn't aren't weren't cannot",
  ),
);
export const demonstratives = lexical(
  {
    id: 'demonstratives',
    label: '“This” and “that”',
    explains: '“this”, “that”, “these”, “those”, “there”, “it”.',
    source,
  },
  wordsOf("this that these those there it it's that's there's"),
);
export const questionWords = lexical(
  {
    id: 'question-words',
    label: '“What”, “when”, “if”',
    explains: 'Clauses that begin with a question word, “if” or “because”.',
    source,
  },
  wordsOf('what when where why how who which if because since though although unless until so'),
);
export const quantities = lexical(
  {
    id: 'quantities',
    label: 'Words of time and amount',
    explains: '“one”, “two”, “some”, “all”, “more”, “very”, “then”, “now”, “about”.',
    source,
  },
  wordsOf(
    'one two three some any all more most many much very too also then now out up down back off again here still only first last next other another same every few',
  ),
);
