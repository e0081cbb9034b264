// What always holds of windows and of the texts that features see, on random Unicode.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBuffer, tokenise } from '../../../src/engine/text/words.ts';
import { FEATURES } from '../../../src/engine/traits/features.ts';
import { joinSegments } from '../../../src/engine/traits/joined.ts';
import { TraitText } from '../../../src/engine/traits/text/traitText.ts';
import { WINDOW_WORDS, windowsOf } from '../../../src/engine/traits/text/windows.ts';
import { seenOf, stretchesOf } from '../../unit/engine/traits/seen.ts';

const WORD = fc.constantFrom(
  'the',
  'Cat',
  'sat',
  'don’t',
  'NASA',
  '3',
  'İs',
  'naïve',
  '😀',
  'x😀y',
  'certainly',
  'and',
  '\ud800',
);
const GAP = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  '. ',
  ', ',
  '\n',
  '\r\n\r\n',
  ' — ',
  '-',
  '\n- ',
  '? “',
  '\n1. ',
  '...',
  ' | ',
  ' **',
  '\0',
);
const prose = (maxLength: number) =>
  fc.array(fc.tuple(WORD, GAP), { maxLength, size: 'max' }).map((pairs) => pairs.flat().join(''));
const wild = fc.oneof({ weight: 4, arbitrary: prose(60) }, fc.string({ unit: 'binary', maxLength: 60 }));

function stateOf(x: TraitText) {
  const { text, words: n, tokens, flags, marks, sentences, paragraphs, lines, markedLines } = x;
  const columns = [tokens.lo, tokens.hi, tokens.start, tokens.end, flags].map((c) => Array.from(c.subarray(0, n)));
  return {
    text,
    n,
    columns,
    marks: Array.from(marks),
    sentences: [...sentences],
    paragraphs: [...paragraphs],
    lines,
    markedLines,
  };
}

/** Whether token `i` goes on with the run of letters that the token before it stands in. */
function insideRun({ text, tokens, words: n }: TraitText, i: number): boolean {
  return i > 0 && i < n && /^['’]?$/.test(text.slice(tokens.end[i - 1], tokens.start[i]));
}

describe('a part of a text', () => {
  it('is seen as its slice is seen by itself, whatever was seen before', () => {
    const part = new TraitText().set('Something else. '.repeat(30));
    fc.assert(
      fc.property(wild, fc.nat(), fc.nat(), (text, a, b) => {
        const whole = new TraitText().set(text);
        const n = whole.words;
        const [from, to] = [a % (n + 1), b % (n + 1)].sort((x, y) => x - y) as [number, number];
        const start = from === 0 ? 0 : whole.tokens.start[from]!;
        const end = to === n ? text.length : whole.tokens.start[to]!;
        fc.pre(from < n && start <= end);
        // A run without spaces is cut into words as a whole: half of it may have other words.
        fc.pre(![from, to].some((i) => insideRun(whole, i)));
        part.setPart(whole, start, end, from, to);
        expect(stateOf(part)).toEqual(stateOf(new TraitText().set(text.slice(start, end))));
      }),
      { numRuns: 300 },
    );
  });

  it('has sentences, paragraphs and lines in order, none empty', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const x = new TraitText().set(text);
        for (const borders of [x.sentences, x.paragraphs]) {
          expect(borders.at(-1)).toBe(x.words);
          if (x.words > 0) expect(borders[0]).toBe(0);
          for (let i = 1; i < borders.length; i++) expect(borders[i]!).toBeGreaterThan(borders[i - 1]!);
        }
        for (const paragraph of x.paragraphs) expect(x.sentences).toContain(paragraph);
        expect(x.markedLines).toBeLessThanOrEqual(x.lines);
        expect(x.lines).toBeLessThanOrEqual(text.split('\n').length);
        expect(x.lines > 0).toBe(x.words > 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('features', () => {
  it('are finite, rates not negative, and point at words in order', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const seen = seenOf(text);
        FEATURES.forEach((feature, f) => {
          const value = feature.value(seen, f);
          expect(Number.isFinite(value), feature.about.id).toBe(true);
          if (feature.isRate) expect(value, feature.about.id).toBeGreaterThanOrEqual(0);
          if (feature.about.unit.startsWith('share')) expect(value, feature.about.id).toBeLessThanOrEqual(1);
          let before = 0;
          for (const [from, to] of stretchesOf(f, seen)) {
            expect(from).toBeGreaterThanOrEqual(before);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(seen.text.words);
            before = from;
          }
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('windows', () => {
  const long = fc
    .tuple(prose(60), fc.integer({ min: 0, max: 60 }))
    .map(([text, times]) => joinSegments([{ text: text.repeat(times) }]).text);

  it('cover a text without gaps or overlaps and add up to its words', () => {
    fc.assert(
      fc.property(long, (text) => {
        const tokens = new TokenBuffer();
        tokenise(text, tokens);
        const windows = windowsOf(text);
        expect(windowsOf(text, tokens)).toEqual(windows);
        let [end, first] = [0, 0];
        for (const window of windows) {
          expect([window.start, window.first]).toEqual([end, first]);
          end = window.end;
          first += window.words;
          // No cut inside a token.
          if (first < tokens.length) expect(window.end).toBe(tokens.start[first]);
        }
        expect([end, first]).toEqual([text.length, tokens.length]);
      }),
      { numRuns: 100 },
    );
  });

  it('are of about the length that the model was trained on', () => {
    fc.assert(
      fc.property(long, (text) => {
        const windows = windowsOf(text);
        const words = windows.reduce((n, w) => n + w.words, 0);
        if (words < 1.5 * WINDOW_WORDS) expect(windows).toHaveLength(1);
        else for (const w of windows) expect(Math.abs(w.words - WINDOW_WORDS)).toBeLessThanOrEqual(WINDOW_WORDS / 2);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [0, 1],
    [1, 1],
    [299, 1],
    [300, 2],
    [499, 2],
    [500, 3],
    [2000, 10],
  ])('of %i words are %i', (words, count) => {
    expect(windowsOf('word '.repeat(words))).toHaveLength(count);
  });

  it('are cut at the end of a sentence where one is near', () => {
    const text = `${'word '.repeat(189)}end. ${'Word '.repeat(210)}`;
    expect(windowsOf(text).map((w) => w.words)).toEqual([190, 210]);
    expect(windowsOf('word '.repeat(400)).map((w) => w.words)).toEqual([200, 200]);
    // 40 words away is not near.
    const far = `${'word '.repeat(159)}end. ${'Word '.repeat(240)}`;
    expect(windowsOf(far).map((w) => w.words)).toEqual([200, 200]);
  });
});
