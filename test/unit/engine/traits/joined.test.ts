// Segments joined to one text, and the way back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from '../../../../src/engine/text/words.ts';
import { FEATURES } from '../../../../src/engine/traits/features.ts';
import { joinSegments, spanIn } from '../../../../src/engine/traits/joined.ts';
import type { Trait } from '../../../../src/engine/traits/reading.ts';
import { STOPWORDS } from '../../../../src/engine/traits/text/stopwords.ts';
import { newReader, PROSE, STOCK } from '../../../helpers/traitReader.ts';

const reader = newReader();
const straight = (text: string) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');

describe('segments', () => {
  it('are joined by blank lines, quotation marks straight, lengths kept', () => {
    const joined = joinSegments([{ text: '“It’s”' }, { text: '' }, { text: '‘so’' }]);
    expect(joined).toEqual({ text: "\"It's\"\n\n\n\n'so'", starts: [0, 8, 10] });
    expect(joinSegments([])).toEqual({ text: '', starts: [] });
    expect(joinSegments([{ text: 'a\tb\r\n' }])).toEqual({ text: 'a\tb\r\n', starts: [0] });
  });

  it('are found again, a stretch across two cut at the end of the first', () => {
    const segments = [{ text: 'one' }, { text: '' }, { text: 'two three' }];
    const joined = joinSegments(segments);
    const lengths = segments.map((s) => s.text.length);
    expect(spanIn(joined, lengths, 0, 3)).toEqual({ segment: 0, start: 0, end: 3 });
    expect(spanIn(joined, lengths, 7, 10)).toEqual({ segment: 2, start: 0, end: 3 });
    expect(spanIn(joined, lengths, 11, 16)).toEqual({ segment: 2, start: 4, end: 9 });
    expect(spanIn(joined, lengths, 1, 10)).toEqual({ segment: 0, start: 1, end: 3 });
  });
});

const PIECES = fc.constantFrom(
  ...`the it was and of a she he them cat house ran. Softly, “Well,” 😀 it’s don’t tapestry delve — pivotal
  whispering celebration Moreover, however kindness running, highlighting walked famous voice barely above whisper`.split(
    /\s+/,
  ),
  'not just',
  'clear, calm, and certain',
  'feel free to',
  'in conclusion',
  'in today’s world',
  'his voice was barely above a whisper',
  'took a deep breath',
  '\n\n',
);
const segment = fc.array(PIECES, { maxLength: 60, size: 'max' }).map((pieces) => ({ text: pieces.join(' ') }));
const FRAME = {
  text: 'It was what it was, and they did as they had been told to do by those who were there with us all.',
};
const lists = fc
  .array(fc.oneof(segment, fc.constant({ text: '' })), { maxLength: 6 })
  .map((segments) => [FRAME, ...segments, FRAME, FRAME]);

const STOP = new Set(STOPWORDS);
const LOOKED_UP = new Map(FEATURES.filter((f) => f.lexicon).map((f) => [f.about.id, f]));

/** Whether the words of a span are what its trait looks for. */
function isClaimed(id: string, text: string): boolean {
  const own = words(text);
  const feature = LOOKED_UP.get(id);
  if (feature) return feature.lexicon!.includes(own.filter((w) => !feature.withoutStopwords || !STOP.has(w)).join(' '));
  if (id === 'word-choice') return own.length <= 2;
  if (id === 'contractions') return /^\w+'(s|t|re|ve|ll|d|m)$/.test(own[0]!) && own.length === 1;
  if (id === 'rule-of-three') return own.includes('and') || own.includes('or');
  if (id === 'join-starts' || id === 'bits-saved-by-llm') return own.length === 1;
  return own.length === 1 && own[0]!.length >= 5;
}

describe('spans of explanations', () => {
  const check = (segments: { text: string }[], traits: readonly Trait[]) => {
    for (const { id, spans } of traits) {
      expect(spans.length).toBeLessThanOrEqual(20);
      let before = [0, 0];
      for (const { segment: s, start, end } of spans) {
        const own = straight(segments[s]!.text);
        expect([start >= 0, start < end, end <= own.length]).toEqual([true, true, true]);
        expect(s > before[0]! || (s === before[0] && start >= before[1]!), `${id} is in order`).toBe(true);
        before = [s, start];
        // What goes on in the next segment is cut.
        if (end < own.length)
          expect(isClaimed(id, own.slice(start, end)), `${id}: ${own.slice(start, end)}`).toBe(true);
        expect(/\w/.test(own[start]!)).toBe(true);
      }
    }
  };

  it('lie in their segment and are the words that their trait looks for', () => {
    fc.assert(
      fc.property(lists, (segments) => check(segments, reader.explain(segments, 1000))),
      { numRuns: 120 },
    );
  });

  it('are found in long texts too', () => {
    const segments = Array.from({ length: 8 }, (_, i) => ({ text: i % 2 ? PROSE.replaceAll("'", '’') : STOCK }));
    const traits = reader.explain(segments, 1000);
    check(segments, traits);
    expect(traits.some((trait) => trait.spans.some((s) => s.segment > 1))).toBe(true);
  });
});

describe('an explanation', () => {
  it('has finite effects, strongest first, at most as many as asked for, each named by an About', () => {
    const known = new Set(reader.abouts.map((a) => a.id));
    for (const text of [PROSE, STOCK, PROSE.repeat(5) + STOCK.repeat(5)]) {
      const all = reader.explain([{ text }], 1000);
      expect(all.length).toBeGreaterThan(10);
      for (const { id, value, effect } of all) {
        expect(known.has(id), id).toBe(true);
        expect([Number.isFinite(value), Number.isFinite(effect), effect !== 0]).toEqual([true, true, true]);
      }
      const sizes = all.map((t) => Math.abs(t.effect));
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(reader.explain([{ text }], 5)).toEqual(all.slice(0, 5));
      expect(reader.explain([{ text }], 0)).toEqual([]);
    }
  });

  it('adds up to the score, but for a constant of the length', () => {
    const cut = (text: string) =>
      text
        .split(/\s+/)
        .slice(0, 60)
        .join(' ')
        .replaceAll(/[^\w ]/g, '');
    const rest = [PROSE, STOCK, `${STOCK.slice(200)} ${PROSE}`].map((long) => {
      const segments = [{ text: words(cut(long)).slice(0, 55).join(' ') }];
      const { score, words: n } = reader.read(segments);
      expect(n).toBe(55);
      return reader.explain(segments, 1000).reduce((sum, t) => sum + t.effect, -score);
    });
    expect(rest[1]!).toBeCloseTo(rest[0]!, 4);
    expect(rest[2]!).toBeCloseTo(rest[0]!, 4);
  });
});
