// Stands in until the fitted model is there: word length alone.
import { words } from '../text/words.ts';
import { MIN_WORDS, type Reading, type TraitReader } from './reading.ts';

export function provisionalReader(): TraitReader {
  const read: TraitReader['read'] = (segments): Reading => {
    const all = segments.flatMap((s) => words(s.text));
    const n = all.length;
    const none = { words: n, score: Number.NaN, kind: -1, markup: 0 };
    if (n < MIN_WORDS) return { ...none, abstained: 'short' };
    const letters = all.reduce((sum, w) => sum + w.length, 0);
    return { ...none, score: (letters / n - 4.6) / 0.4, abstained: null, kind: 0 };
  };
  return {
    model: { name: 'provisional', trained: '' },
    kinds: ['all kinds'],
    abouts: [
      {
        id: 'word-length',
        label: 'Long words',
        unit: 'letters',
        explains: 'LLM text uses longer words than most human text of the same kind.',
        source: 'docs/traits.md',
      },
    ],
    read,
    explain(segments) {
      const { score } = read(segments);
      if (Number.isNaN(score)) return [];
      const text = segments[0]?.text ?? '';
      const spans = [...text.matchAll(/\p{L}{10,}/gu)].slice(0, 20).map((m) => ({
        segment: 0,
        start: m.index,
        end: m.index + m[0].length,
      }));
      return [{ id: 'word-length', value: 4.6 + 0.4 * score, effect: score, spans }];
    },
    percentile: (_kind, _words, score) => 100 / (1 + Math.exp(-1.7 * score)),
  };
}
