// Words and phrases are found where they stand; groups of content words on the text without stopwords.
import { describe, expect, it } from 'vitest';
import { words } from '../../../../src/engine/text/words.ts';
import { lexical } from '../../../../src/engine/traits/feature.ts';
import { FEATURES } from '../../../../src/engine/traits/features.ts';
import lists from '../../../../src/engine/traits/lists/lists.json' with { type: 'json' };
import { Lexicon, LexiconHits } from '../../../../src/engine/traits/text/lexicon.ts';
import { STOPWORDS } from '../../../../src/engine/traits/text/stopwords.ts';
import { TraitText } from '../../../../src/engine/traits/text/traitText.ts';
import { markedIn } from './seen.ts';

const about = { id: 'x', label: 'x', explains: 'x', source: 'x' };
const plain = lexical(about, ['cat', 'cat and dog', 'cat and', "it's a", 'one two three four five six']);
const other = lexical(about, ['cat', 'dog']);
const groups = { ...lexical(about, ['voice barely whisper', 'whisper cat']), withoutStopwords: true as const };
const lexicon = new Lexicon([plain, other, groups]);

/** What each of the three lists finds. */
function found(text: string): string[][] {
  const x = new TraitText().set(text);
  const hits = new LexiconHits(3);
  lexicon.find(x, hits);
  const out: string[][] = [[], [], []];
  hits.feature.forEach((f, i) => {
    out[f]!.push(text.slice(x.tokens.start[hits.from[i]!], x.tokens.end[hits.to[i]! - 1]));
  });
  expect(Array.from(hits.counts)).toEqual(out.map((list) => list.length));
  return out;
}

describe('a lexicon', () => {
  it.each<[string, string, string[][]]>([
    ['finds a word for each feature that lists it', 'A CAT ran.', [['CAT'], ['CAT'], []]],
    [
      'finds words, and the phrases that start with them',
      'cat and dog',
      [['cat', 'cat and', 'cat and dog'], ['cat', 'dog'], []],
    ],
    ['finds phrases with apostrophes', "It's a thing.", [["It's a"], [], []]],
    ['finds phrases of six words', 'zero One two three four five six', [['One two three four five six'], [], []]],
    ['does not find parts of phrases', 'one two three four five', [[], [], []]],
    ['does not find parts of words', 'category catdog', [[], [], []]],
    ['does not cross a comma', 'cat, and dog', [['cat'], ['cat', 'dog'], []]],
    ['does not cross a sentence', 'cat. And dog', [['cat'], ['cat', 'dog'], []]],
    ['does not cross a line end', 'cat\nand dog', [['cat'], ['cat', 'dog'], []]],
    ['does not cross a quotation mark', 'cat "and" dog', [['cat'], ['cat', 'dog'], []]],
    ['crosses two spaces', 'cat  and', [['cat', 'cat  and'], ['cat'], []]],
    ['finds nothing in no text', '', [[], [], []]],
    ['finds nothing in punctuation', '?! — …', [[], [], []]],
    ['stops at the end of the text', 'one two three', [[], [], []]],
    [
      'leaves stopwords out of groups',
      'His voice was barely above a whisper',
      [[], [], ['voice was barely above a whisper']],
    ],
    ['does not leave other words out of groups', 'voice so hardly barely whisper', [[], [], []]],
  ])('%s', (_, text, wanted) => {
    expect(found(text)).toEqual(wanted);
  });

  it('finds in a long text what it finds in short ones', () => {
    expect(found('cat and dog. '.repeat(2000))[0]).toHaveLength(6000);
  });

  it('refuses a phrase that it could never find', () => {
    expect(() => new Lexicon([lexical(about, ['one two three four five six seven'])])).toThrow('7 words');
    expect(() => new Lexicon([lexical(about, ['?'])])).toThrow('0 words');
  });
});

describe('the lists', () => {
  it('hold no stopwords in their groups, so that each can be found', () => {
    const stop = new Set(STOPWORDS);
    expect(lists.slopGrams.filter((gram) => words(gram).some((w) => stop.has(w)))).toEqual([]);
    expect(lists.slopGrams.filter((gram) => words(gram).length < 2)).toEqual([]);
  });

  it('hold 127 stopwords, each once', () => {
    expect(new Set(STOPWORDS).size).toBe(127);
    expect(STOPWORDS).toHaveLength(127);
  });

  it('name source and licence of each', () => {
    for (const name of ['excessWords', 'slopWords', 'slopGrams', 'slopPhrases'] as const) {
      expect(lists[name].length).toBeGreaterThan(100);
      expect(new Set(lists[name]).size).toBe(lists[name].length);
      expect(lists.sources[name].join(' ')).toMatch(/\S+@[0-9a-f]{12}:\S+ .*(MIT|Apache-2\.0)/);
    }
  });

  // What is written in a list as the tokeniser would not read it would never be found.
  it.each(FEATURES.filter((f) => f.lexicon).map((f) => ({ id: f.about.id, lexicon: f.lexicon! })))(
    '$id: every entry is found in itself',
    ({ id, lexicon: entries }) => {
      const lost = entries.filter((entry) => !markedIn(id, entry).includes(entry));
      expect(lost).toEqual([]);
    },
  );
});
