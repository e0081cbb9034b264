// Sentences, paragraphs, lines and marks of hand-made texts.
import { describe, expect, it } from 'vitest';
import * as flag from '../../../../src/engine/traits/text/traitText.ts';

const { TraitText, MARKS } = flag;
const setOf = (text: string) => new TraitText().set(text);

/** The words that sentences start with. */
function starts(text: string, places: 'sentences' | 'paragraphs' = 'sentences'): string[] {
  const x = setOf(text);
  return x[places].slice(0, -1).map((i) => x.word(i));
}

function marksOf(text: string): Partial<Record<flag.Mark, number>> {
  const x = setOf(text);
  return Object.fromEntries(MARKS.filter((m) => x.count(m) > 0).map((m) => [m, x.count(m)]));
}

function flagged(text: string, wanted: number): string[] {
  const x = setOf(text);
  return Array.from({ length: x.words }, (_, i) => i)
    .filter((i) => x.flags[i]! & wanted)
    .map((i) => x.word(i));
}

describe('sentences', () => {
  it.each<[string, string, string[]]>([
    [
      'end with a stop before a capital',
      'He went. She stayed! Why? Nobody knows… Truly.',
      ['He', 'She', 'Why', 'Nobody', 'Truly'],
    ],
    ['go on in lower case after an abbreviation', 'See e.g. this and i.e. that vs. those.', ['See']],
    ['are not cut inside numbers and initials', 'It is 3.5 in the U.S.A today.', ['It']],
    ['end inside quotes', 'He said "Go." Then he left.', ['He', 'Then']],
    ['end before a quote', 'He left. "Go," she said.', ['He', 'Go']],
    ['begin with a number', 'It ended. 12 were left.', ['It', '12']],
    ['end at a blank line, whatever stands there', 'A title\n\nand the text', ['A', 'and']],
    ['go on across a single line end', 'a wrapped\nline of text', ['a']],
    ['end at a line end behind a stop', 'It ends.\nand goes on', ['It', 'and']],
    ['are the items of a list', 'Buy:\n- milk\n- eggs\n', ['Buy', 'milk', 'eggs']],
    ['go on across commas, colons and dashes', 'One, Two: Three — Four; Five', ['One']],
    ['are told with returns before line ends', 'One\r\n\r\nTwo.\r\nthree', ['One', 'Two', 'three']],
    ['are told around emoji', '😀 One 😀. 😀 Two 😀', ['One', 'Two']],
  ])('%s', (_, text, wanted) => {
    expect(starts(text)).toEqual(wanted);
  });

  it('end with the number of words', () => {
    const x = setOf('One two. Three.');
    expect([...x.sentences]).toEqual([0, 2, 3]);
    expect([...x.paragraphs]).toEqual([0, 3]);
  });
});

describe('paragraphs', () => {
  it.each<[string, string, string[]]>([
    ['are parted by blank lines', 'One two\n\nthree\n \t\nfour', ['One', 'three', 'four']],
    ['are parted by a line end behind a stop', 'One.\ntwo\nthree', ['One', 'two']],
    ['are the items of a list', 'Buy\n* milk\n• eggs\n3) tea', ['Buy', 'milk', 'eggs', '3']],
    ['begin with a heading', 'Text\n## Heading\ntext', ['Text', 'Heading']],
    ['are told with returns before line ends', 'One\r\n\r\ntwo\r\nthree', ['One', 'two']],
  ])('%s', (_, text, wanted) => {
    expect(starts(text, 'paragraphs')).toEqual(wanted);
  });
});

describe('marks', () => {
  it.each<[string, string, Partial<Record<flag.Mark, number>>]>([
    ['of a sentence', 'Yes, no; so: why? Go!', { comma: 1, semicolon: 1, colon: 1, question: 1, exclamation: 1 }],
    ['dashes of all kinds', 'a — b – c - d -- e', { dash: 4 }],
    ['a hyphen is no dash', 'well-known', { hyphen: 1 }],
    ['dots are one ellipsis', 'well... so…', { ellipsis: 2 }],
    ['a stop in a number', '3.5', { stop: 1 }],
    ['quotes, straight and curly', '"a" “b”', { quote: 4 }],
    ['a parenthesis counts once', '(a)', { paren: 1, other: 1 }],
    ['bold text opens and closes', '**a** b', { bold: 2 }],
    ['bullets', '- a\n* b\n• c', { bullet: 3, newline: 2 }],
    ['a heading counts once', '### a', { heading: 1 }],
    ['a hash inside a line is none', 'a # b', { other: 1 }],
    ['line ends and blank lines', 'a\n\nb\nc\r\n\r\nd', { newline: 5, blank: 2 }],
    ['emoji', 'a 😀 b', { other: 2 }],
    ['only punctuation', '?!', { question: 1, exclamation: 1 }],
    ['nothing', '', {}],
  ])('%s', (_, text, wanted) => {
    expect(marksOf(text)).toEqual(wanted);
  });
});

describe('lines', () => {
  it.each<[string, string, lines: number, marked: number]>([
    ['one line', 'One two', 1, 0],
    ['one line that begins with a blank', ' One two', 1, 0],
    ['a line end at the end begins no line', 'One\ntwo\n', 2, 0],
    ['blank lines are none', 'One\n\n\ntwo', 2, 0],
    ['returns do not matter', 'One\r\ntwo\r\n', 2, 0],
    ['bullets of three kinds', '- a\n* b\n• c\nd', 4, 3],
    ['numbers with a stop or a bracket', '1. a\n2) b\n10. c\n3 d\n1999. e', 5, 3],
    ['headings', '# a\nb\n## c', 3, 2],
    ['rows of a table', '| a | b |\n|---|---|\n| 1 | 2 |\nend', 3, 2],
    ['an indented list', '  - a\n  - b\n', 2, 2],
    ['an indented first number', ' 1. a\n 2. b', 2, 2],
    ['a hyphenated word starts no item', '-a\nb', 2, 0],
    ['bold text starts no item', '**a** b\n*c* d', 2, 0],
  ])('%s', (_, text, lines, marked) => {
    const x = setOf(text);
    expect([x.lines, x.markedLines]).toEqual([lines, marked]);
  });
});

describe('flags of words', () => {
  it.each<[string, number, string, string[]]>([
    ['capitals', flag.CAPITAL, 'The cat Sat IN iPhone', ['The', 'Sat', 'IN']],
    ['words in capitals, two letters at least', flag.SHOUTED, 'A BIG Cat I OK A1', ['BIG', 'OK']],
    ['figures', flag.DIGITS, '12 a3 4th ４', ['12', '4th']],
    ['apostrophes inside, straight and curly', flag.APOSTROPHE, "it's dogs' ’tis o’clock", ["it's", 'o’clock']],
    ['words behind a comma', flag.AFTER_COMMA, 'a, b c, "d"', ['b', 'd']],
    ['words that no phrase goes on to', flag.BROKEN, 'a b, c-d\ne  f (g)', ['a', 'c', 'd', 'e', 'g']],
  ])('%s', (_, wanted, text, found) => {
    expect(flagged(text, wanted)).toEqual(found);
  });
});

describe('a text that is set again', () => {
  it('holds nothing of the one before', () => {
    const x = setOf('- One, two!\n- Three (four).\n\nFive');
    expect([...x.set('').sentences, ...x.paragraphs, x.words, x.markedLines]).toEqual([0, 0, 0, 0]);
    expect(Array.from(x.marks).every((n) => n === 0)).toBe(true);
    expect(x.set('a b').flags[1]).toBe(0);
  });

  it('of thousands of words keeps its flags', () => {
    const x = setOf('Word word. '.repeat(3000));
    expect(x.sentences).toHaveLength(3001);
    expect(x.flags[5998]! & flag.SENTENCE).toBe(flag.SENTENCE);
  });
});
