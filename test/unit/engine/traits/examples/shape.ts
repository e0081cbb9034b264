// Features of sentences, marks, layout and the whole text: a text that shows each, and one that does not.
import { type Example, TEN } from './example.ts';

export const SHAPE: Readonly<Record<string, Example>> = {
  'sentence-length': { shows: 'He went out. She stayed.', value: 5 / 2, lacks: 'Go.', none: 1 },
  // One and four words: mean 2.5, standard deviation 1.5.
  'sentence-variation': { shows: 'Go. He went out there.', value: 1.5 / 2.5, lacks: 'He went. She left.' },
  'short-sentences': {
    shows: 'Go now. The cat that sat on the mat has eaten.',
    value: 1 / 2,
    lacks: 'The cat that sat on the mat has eaten.',
  },
  // One, four and one word: steps of 3 and 3 over a mean of 2.
  'neighbour-sentences': { shows: 'Go. He went out there. No.', value: 3 / 2, lacks: 'He went. She left.' },
  'same-starts': { shows: 'He went. He came. She left.', value: 1 / 3, lacks: 'He went. She left.' },
  'join-starts': { shows: 'But he went. She left.', value: 1 / 2, marks: ['But'], lacks: 'He went but she left.' },
  paragraphs: { shows: 'One.\n\nTwo.', value: 100 / 2, lacks: 'One. Two.' },
  'paragraph-variation': { shows: 'Go.\n\nHe went out there.', value: 1.5 / 2.5, lacks: 'He went.\n\nShe left.' },
  'word-length': { shows: 'a bb ccc', value: 2, lacks: 'bbbbbb', none: 6 },
  'word-length-variation': { shows: 'a bb ccc', value: Math.sqrt(2 / 3), lacks: 'bb bb' },
  'short-words': { shows: 'I saw the elephant.', value: 200 / 4, lacks: 'Elephants walked.' },
  'marks-comma': { shows: TEN.replace('three', 'three,'), value: 10, lacks: TEN },
  'marks-semicolon': { shows: TEN.replace('three', 'three;'), value: 10, lacks: TEN },
  'marks-colon': { shows: TEN.replace('three', 'three:'), value: 10, lacks: TEN },
  'marks-dash': { shows: TEN.replace('three', 'three —'), value: 10, lacks: TEN.replace('three four', 'three-four') },
  'marks-hyphen': { shows: TEN.replace('three four', 'three-four'), value: 10, lacks: TEN.replace('three', 'three -') },
  'marks-paren': { shows: TEN.replace('three', '(three)'), value: 10, lacks: TEN },
  'marks-quote': {
    shows: `${TEN} ${TEN.replace('three', '"three"')}`,
    value: 10,
    lacks: TEN.replace('three', "'three'"),
  },
  'marks-exclamation': { shows: `${TEN}!`, value: 10, lacks: `${TEN}.` },
  'marks-question': { shows: `${TEN}?`, value: 10, lacks: `${TEN}.` },
  'marks-ellipsis': { shows: `${TEN}...`, value: 10, lacks: `${TEN}.` },
  'marked-lines': { shows: '- one\n2. two\nthree\nfour', value: 1 / 2, lacks: 'one\ntwo - three\nfour # five' },
  'bold-text': {
    shows: `${TEN} **one** ${TEN} ${TEN} ${TEN.slice(4)}`,
    value: 100 / 40,
    lacks: TEN.replace('two', '*two*'),
  },
  'word-variety': {
    shows: 'the cat the dog',
    value: 3 / Math.sqrt(8),
    lacks: 'the the the the',
    none: 1 / Math.sqrt(8),
  },
  'words-used-once': { shows: 'the cat The dog', value: 2 / 3, lacks: 'the The' },
  'repeated-pairs': { shows: 'the cat saw the cat', value: 1 / 4, lacks: 'the cat saw a cat' },
  figures: { shows: TEN.replace('three', '3'), value: 10, lacks: TEN },
  names: { shows: TEN.replace('three', 'Three'), value: 10, lacks: `One ${TEN.slice(4)}. One NASA.` },
  capitals: { shows: TEN.replace('three', 'THREE'), value: 10, lacks: TEN.replace('three', 'Three I') },
  'lower-case-starts': { shows: 'one. Two.', value: 1 / 2, lacks: 'One. Two.' },
};
