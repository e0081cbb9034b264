import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeldSpan, mergeSeen, RepeatFinder } from '../../../src/engine/scoring/spans.ts';
import { words } from '../../../src/engine/text/words.ts';

function found(text: string, others: readonly string[]): HeldSpan[] {
  const finder = new RepeatFinder([text]);
  others.forEach((other, id) => {
    finder.add(id, [other]);
  });
  return finder.spans();
}
const cutOut = (text: string, others: string[]) => found(text, others).map(({ start, end }) => text.slice(start, end));
const holders = (text: string, others: string[]) =>
  found(text, others).map((s) => s.holders.map((h) => [h.id, h.words]));

describe('repeated stretches', () => {
  it('are the runs whose 4-grams stand elsewhere, as they stand in the text', () => {
    const text = 'We met at the old harbour, before dawn. Nobody else came that day.';
    expect(cutOut(text, ['they too MET at the old harbour before noon'])).toEqual(['met at the old harbour, before']);
  });

  it('are several where something new stands between them', () => {
    const text = 'one two three four five NEW six seven eight nine';
    expect(cutOut(text, ['one two three four five', 'six seven eight nine'])).toEqual([
      'one two three four five',
      'six seven eight nine',
    ]);
  });

  it('need four words in a row', () => {
    expect(cutOut('one two three', ['one two three'])).toEqual([]);
    expect(cutOut('one two three four', [])).toEqual([]);
  });

  it('name who holds them, the longest run first, then the first in the corpus', () => {
    const text = 'a b c d e f g h';
    expect(holders(text, ['b c d e', 'x', 'a b c d e f g', 'e f g h', 'a b c d e f g'])).toEqual([
      [
        [2, 7],
        [4, 7],
        [0, 4],
        [3, 4],
      ],
    ]);
  });

  it('name five, and count all', () => {
    const [span] = found('a b c d e', ['a b c d', 'a b c d', 'a b c d', 'a b c d', 'a b c d', 'a b c d', 'a b c d e']);
    expect(span?.holders.map((h) => h.id)).toEqual([6, 0, 1, 2, 3]);
    expect(span?.samples).toBe(7);
  });

  it('stay within their segment, and stand in the segments joined by a line break', () => {
    const finder = new RepeatFinder(['a b c d', 'e f g h']);
    finder.add(1, ['a b c d', 'e f g h']);
    expect(finder.spans().map(({ start, end, samples }) => [start, end, samples])).toEqual([
      [0, 7, 1],
      [8, 15, 1],
    ]);
  });

  it('count a sample once that holds a stretch in two pieces', () => {
    const [span, ...more] = found('a b c d x e f g h', ['a b c d e f g h', 'c d x e', 'd x e f']);
    expect(more).toEqual([]);
    expect(span).toMatchObject({ start: 0, end: 17, samples: 3 });
  });

  const word = fc.constantFrom(...'abcd猫'.split(''), '\n', 'é');
  const text = fc.array(word, { maxLength: 30 }).map((parts) => parts.join(' '));

  it('are those of the definition, with the holders of the definition', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 9 }), (mine, others) => {
        expect(found(mine, others).map(({ start: _s, end: _e, ...rest }) => rest)).toEqual(defined(mine, others));
      }),
      { numRuns: 1000 },
    );
  });

  it('are the same when several workers look at parts of the corpus', () => {
    fc.assert(
      fc.property(text, fc.array(fc.tuple(text, fc.nat(2)), { maxLength: 9 }), (mine, others) => {
        const finders = [0, 1, 2].map(() => new RepeatFinder([mine]));
        others.forEach(([other, worker], id) => {
          finders[worker]?.add(id, [other]);
        });
        const seen = finders.map((f) => f.result()).reduce(mergeSeen);
        expect(new RepeatFinder([mine]).spans(seen)).toEqual(
          found(
            mine,
            others.map(([other]) => other),
          ),
        );
      }),
      { numRuns: 500 },
    );
  });
});

/** By comparing every 4-gram with every other. */
function defined(mine: string, others: readonly string[]) {
  const grams = (t: string) => {
    const w = words(t);
    return w.slice(3).map((_, i) => w.slice(i, i + 4).join(' '));
  };
  const own = grams(mine);
  const holds = others.map((other) => {
    const theirs = new Set(grams(other));
    return own.map((g) => theirs.has(g));
  });
  const spans: { from: number; to: number }[] = [];
  own.forEach((_, i) => {
    if (!holds.some((h) => h[i])) return;
    const last = spans.at(-1);
    if (last && i <= last.to + 4) last.to = i;
    else spans.push({ from: i, to: i });
  });
  return spans.map(({ from, to }) => {
    const all = holds.flatMap((h, id) => {
      let [longest, run] = [0, 0];
      for (let i = from; i <= to; i++) {
        run = h[i] ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
      return longest > 0 ? [{ id, words: longest + 3 }] : [];
    });
    all.sort((a, b) => b.words - a.words || a.id - b.id);
    return { holders: all.slice(0, 5), samples: all.length };
  });
}
