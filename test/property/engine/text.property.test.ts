// The scanners of text against plain, slow definitions, on random Unicode.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashString, toKey } from '../../../src/engine/text/hash.ts';
import type { PieceBuffer } from '../../../src/engine/text/pieces.ts';
import { Preparer } from '../../../src/engine/text/prepare.ts';
import { TextScanner } from '../../../src/engine/text/scan.ts';
import { TokenBuffer, tokenise, words } from '../../../src/engine/text/words.ts';

/** Any UTF-16 string, lone surrogates included, rich in what tokenisers stumble over. */
const wild = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...Array.from("aZ9 '’-_.\n\tÉßİıΣςﬁ²Ⅷ")) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          ...Array.from('猫日ひカไทยລາວខ្មန์가각𝒜𠀋😀'),
          'e\u0301',
          '\u0301',
          '\u200d',
          '\ufeff',
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom('\ud800', '\udc00', '\udbff', '\udfff') },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    ),
    { maxLength: 40, size: 'max' },
  )
  .map((parts) => parts.join(''));

const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The reference tokeniser as it is written down. */
function reference(text: string): Token[] {
  return [...text.matchAll(TOKEN)].flatMap(({ 0: run, index }) => {
    const whole = { word: run.toLowerCase(), start: index, end: index + run.length };
    if (!UNSPACED.test(run)) return [whole];
    return [...segmenter.segment(run)].flatMap((part) => {
      const start = index + part.index;
      // Letters, marks and numbers are words, also where ICU says "not word-like" (a lone 々, ②).
      const isWord = /[\p{L}\p{M}\p{N}]/u.test(part.segment);
      return isWord ? [{ word: part.segment.toLowerCase(), start, end: start + part.segment.length }] : [];
    });
  });
}

function scanned(text: string): { tokens: { lo: number; hi: number; start: number; end: number }[]; ascii: boolean } {
  const buffer = new TokenBuffer();
  const ascii = tokenise(text, buffer);
  return { tokens: rowsOf(buffer), ascii };
}

function rowsOf(buffer: TokenBuffer) {
  return Array.from({ length: buffer.length }, (_, i) => ({
    lo: (buffer.lo[i] as number) >>> 0,
    hi: (buffer.hi[i] as number) >>> 0,
    start: buffer.start[i] as number,
    end: buffer.end[i] as number,
  }));
}

function hashed({ word, start, end }: Token) {
  const [lo, hi] = hashString(word);
  return { lo, hi, start, end };
}

describe('the tokeniser', () => {
  it('finds the tokens of the regular expression, hashed as lower-cased strings', () => {
    fc.assert(
      fc.property(wild, (text) => {
        expect(scanned(text).tokens).toEqual(reference(text).map(hashed));
        expect(words(text)).toEqual(reference(text).map(({ word }) => word));
      }),
      { numRuns: 2000 },
    );
  });

  it('says whether a text is ASCII', () => {
    fc.assert(
      fc.property(fc.oneof(wild, fc.string({ unit: 'binary-ascii' })), (text) => {
        expect(scanned(text).ascii).toBe(Array.from(text).every((c) => (c.codePointAt(0) as number) < 128));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["Don't panic: it’s 42", ["don't", 'panic', 'it’s', '42']],
    ["'quoted' rock 'n' roll", ['quoted', 'rock', 'n', 'roll']],
    ['İstanbul STRASSE straße', ['i̇stanbul', 'strasse', 'straße']],
    ['e\u0301te\u0301 𝒜𝒷', ['e\u0301te\u0301', '𝒜𝒷'.toLowerCase()]],
    ['a\ud800b', ['a', 'b']],
    ['第②章、々', ['第', '②', '章', '々']],
    ['人々はGPT4で遊ぶ。', ['人々', 'は', 'gpt4', 'で', '遊ぶ']],
    ['コーヒー', ['コーヒー']],
    ['你好，世界！Tom’s书', ['你好', '世界', 'tom’s', '书']],
    ["好'好", ['好', '好']],
    ['𠮷野家で😀食べる', ['𠮷', '野家', 'で', '食べる']],
    ['ฉันรักแมว ๑๒', ['ฉัน', 'รัก', 'แมว', '๑๒']],
    ['ສະບາຍດີ', ['ສະບາຍດີ']],
    ['ខ្ញុំស្រឡាញ់ឆ្មា', ['ខ្ញុំ', 'ស្រឡាញ់', 'ឆ្មា']],
    ['ကျွန်တော်', ['ကျွန်တော်']],
    ['👍🏽 👩‍👩‍👧', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe('splitting', () => {
  // Python's str.split(): what its str.isspace() calls white space.
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const spacy = fc
    .array(fc.oneof(wild, fc.constantFrom(' ', '  ', '\x1c', '\x85', '\u2003', '\u3000', '\r\n')), { maxLength: 8 })
    .map((a) => a.join(''));
  const scanned = (...texts: string[]) => {
    const scanner = new TextScanner();
    for (const text of texts) scanner.add(text);
    return scanner;
  };
  const keys = (buffer: PieceBuffer) =>
    Array.from({ length: buffer.length }, (_, i) => toKey(buffer.lo[i] as number, buffer.hi[i] as number));
  const onWhite = (text: string) => text.split(SPACE).filter((piece) => piece !== '');
  const white = (scanner: TextScanner) => (scanner.plain ? scanner.spaced : scanner.whitespaced);

  it('gives as many pieces as split does, and equal hashes to equal pieces only', () => {
    const names = new Map<number, string>();
    fc.assert(
      fc.property(spacy, spacy, (a, b) => {
        const scanner = scanned(a, b);
        const joined = [...a.split(' '), ...b.split(' ')];
        const apart = [...onWhite(a), ...onWhite(b)];
        expect(scanner.spaced.length).toBe(joined.length);
        expect(white(scanner).length).toBe(apart.length);
        expect(scanner.plain).toBe(joined.join('\n') === apart.join('\n') && joined.length === apart.length);
        // One name per hash and one hash per name, over both splits and all texts.
        for (const [pieces, buffer] of [
          [joined, scanner.spaced],
          [apart, white(scanner)],
        ] as const) {
          keys(buffer).forEach((key, i) => {
            expect(names.get(key) ?? pieces[i]).toBe(pieces[i]);
            names.set(key, pieces[i] as string);
          });
        }
        expect(new Set(names.values()).size).toBe(names.size);
      }),
      { numRuns: 1000 },
    );
  });

  it('knows where a piece of one split stands in the other', () => {
    fc.assert(
      fc.property(spacy, spacy, (a, b) => {
        const scanner = scanned(a, b);
        const joined = [...a.split(' '), ...b.split(' ')];
        const apart = [...onWhite(a), ...onWhite(b)];
        const { partner } = white(scanner);
        apart.forEach((piece, i) => {
          const place = partner[i] as number;
          if (place >= 0) expect(joined[place]).toBe(piece);
          else expect(joined.some((p) => p !== piece && p.includes(piece))).toBe(true);
        });
        expect(apart.filter((_, i) => (partner[i] as number) >= 0)).toEqual(
          joined.filter((piece) => piece !== '' && !SPACE.test(piece)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the words that the tokeniser finds, and the bytes that TextEncoder writes', () => {
    fc.assert(
      fc.property(fc.oneof(wild, spacy, fc.lorem({ maxCount: 80 })), (text) => {
        const scanner = scanned(text);
        const alone = new TokenBuffer();
        tokenise(text, alone);
        expect(rowsOf(scanner.words)).toEqual(rowsOf(alone));
        expect(scanner.bytes).toBe(new TextEncoder().encode(text).length);
      }),
      { numRuns: 2000 },
    );
  });
});

function countSentences(text: string): number {
  const scanner = new TextScanner();
  scanner.add(text);
  return scanner.sentences;
}

describe('a prepared sample', () => {
  it('knows its bytes, its borders and the tokens of each segment', () => {
    const preparer = new Preparer();
    fc.assert(
      fc.property(fc.array(wild, { minLength: 1, maxLength: 4 }), (texts) => {
        const x = preparer.prepare(
          { file: 0, block: 0 },
          'text',
          texts.map((text) => ({ text, path: [] })),
        );
        expect(x.bytes).toBe(new TextEncoder().encode(texts.join(' ')).length - lostBySurrogates(texts));
        expect(rowsOf(x.words)).toEqual(texts.flatMap((text) => reference(text).map(hashed)));
        const ends = texts.map((_, i) => texts.slice(0, i + 1).flatMap(reference).length);
        expect([...x.borders.subarray(0, texts.length + 1)]).toEqual([0, ...ends]);
      }),
      { numRuns: 300 },
    );
  });
});

/** Texts are encoded apart from each other; joined by a space, no two halves of a pair ever meet. */
function lostBySurrogates(texts: readonly string[]): number {
  const apart = texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length, texts.length - 1);
  return new TextEncoder().encode(texts.join(' ')).length - apart;
}

describe('sentences', () => {
  it.each([
    ['a.a.a.', 'a.'.repeat(500_000)],
    ['open ends', '. '.repeat(500_000)],
    ['blank lines', '\n '.repeat(500_000)],
    ['ends and closers', '."\')'.repeat(250_000)],
    ['spaces after a line', `a.\n${' '.repeat(1_000_000)}`],
  ])('are counted in linear time: 1 MB of %s', (_name, text) => {
    const start = performance.now();
    countSentences(text);
    expect(performance.now() - start).toBeLessThan(1500);
  });

  it('are never more than end marks and blank lines allow, and none without a word', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const marks = text.match(/[.!?…。！？｡।\n]/g)?.length ?? 0;
        const n = countSentences(text);
        expect(n).toBeLessThanOrEqual(marks + 1);
        expect(n > 0).toBe(/[\p{L}\p{M}\p{N}]/u.test(text));
      }),
    );
  });

  it.each([
    ['One. Two! Three?', 3],
    ['Dr. Smith met e.g. Mr. Jones at 3.14 p.m. today.', 1],
    ['猫が好き。犬も好き。', 2],
    ['No end mark', 1],
    ['First line\n\nSecond block', 2],
    ['...', 0],
    ["😀 '!'", 0],
    ['', 0],
  ])('%j has %i', (text, n) => {
    expect(countSentences(text)).toBe(n);
  });
});

describe('hash lanes', () => {
  it('tell a quarter of a million words apart, each lane by itself nearly so', () => {
    const both = new Set<number>();
    const low = new Set<number>();
    const high = new Set<number>();
    const n = 250_000;
    for (let i = 0; i < n; i++) {
      const [lo, hi] = hashString(`w${i.toString(36)}`);
      both.add(toKey(lo, hi));
      low.add(lo);
      high.add(hi);
    }
    expect(both.size).toBe(n);
    // Birthday bound: n² / 2³³ ≈ 7 collisions are expected of a random 32-bit hash.
    expect(n - low.size).toBeLessThan(60);
    expect(n - high.size).toBeLessThan(60);
  });

  it('depend on the order of tokens', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
        fc.pre(a !== b);
        expect(hashString(a + b)).toEqual(hashString(a + b));
        expect(hashString(`${a}\0${b}`)).not.toEqual(hashString(`${b}\0${a}`));
      }),
    );
  });
});
