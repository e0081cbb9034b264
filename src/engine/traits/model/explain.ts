// Which traits moved a score, by how much, and where they stand in the text.
import { FEATURES } from '../features.ts';
import { joinSegments, spanIn } from '../joined.ts';
import type { Trait, TraitAbout, TraitSpan } from '../reading.ts';
import { isFunctionWord } from '../text/stopwords.ts';
import type { TraitText } from '../text/traitText.ts';
import { windowsRead } from '../text/windows.ts';
import { pairSlot, wordSlot } from './gramCounter.ts';
import { curveAt } from './lengths.ts';
import { type LengthCurve, PARTS, type Part, type TraitModel } from './model.ts';
import { IN_SCORE } from './style.ts';
import type { WindowScorer } from './windowScorer.ts';

const MOST_SPANS = 20;
/** What a word has to add to the log-odds to be shown as evidence of word choice. */
const TELLING = 0.25;

const PART_ABOUTS: Readonly<Record<Exclude<Part, 'style'>, TraitAbout>> = {
  chars: {
    id: 'letter-patterns',
    label: 'Letter patterns',
    unit: 'standard deviations',
    explains: 'Runs of three to five letters, across words too: endings, stock words and how they are joined.',
    source: 'fitted weights of character n-grams',
  },
  words: {
    id: 'word-choice',
    label: 'Word choice',
    unit: 'standard deviations',
    explains: 'Words and pairs of words that LLM text uses more than human text.',
    source: 'fitted weights of word n-grams',
  },
  skeleton: {
    id: 'sentence-skeletons',
    label: 'Sentence skeletons',
    unit: 'standard deviations',
    explains: 'The order of function words and word endings, whatever the content.',
    source: 'fitted weights of function-word and suffix n-grams',
  },
};

/** Traits that are no features: the tables of n-grams. */
export const PART_TRAITS: readonly TraitAbout[] = Object.values(PART_ABOUTS);

interface Found {
  value: number;
  effect: number;
  readonly spans: TraitSpan[];
}

/** The strongest `most` traits of a text that was measured, by the size of their effect in standard deviations of the score. */
export function explainText(
  model: TraitModel,
  scorer: WindowScorer,
  segments: readonly { readonly text: string }[],
  most: number,
): Trait[] {
  const joined = joinSegments(segments);
  const lengths = segments.map((s) => s.text.length);
  const windows = windowsRead(joined.text);
  const words = windows.reduce((n, w) => n + w.words, 0);
  const { sd } = curveAt(words, model.lengths, model.curves.score as LengthCurve);
  const found = new Map<string, Found>();
  const entry = (id: string): Found => {
    let known = found.get(id);
    if (!known) {
      known = { value: 0, effect: 0, spans: [] };
      found.set(id, known);
    }
    return known;
  };
  for (const { start, end } of windows) {
    const window = joined.text.slice(start, end);
    scorer.score(window);
    const { text } = scorer;
    const span = (from: number, to: number) =>
      spanIn(joined, lengths, start + (text.tokens.start[from] as number), start + (text.tokens.end[to - 1] as number));
    const share = 1 / windows.length;
    FEATURES.forEach((feature, f) => {
      entry(feature.about.id).value += share * (scorer.style.values[f] as number);
      if (!IN_SCORE[f]) return;
      const trait = entry(feature.toldBy ?? feature.about.id);
      const away = (scorer.deviations[f] as number) - (model.style.human[f] as number);
      trait.effect += (share * away * (model.style.weights[f] as number)) / sd;
    });
    markFeatures(scorer, (f, from, to) => {
      const { about, toldBy } = FEATURES[f] as (typeof FEATURES)[number];
      const { spans } = entry(toldBy ?? about.id);
      if (spans.length < MOST_SPANS) spans.push(span(from, to));
    });
    PARTS.forEach((part, p) => {
      if (part === 'style') return;
      const trait = entry(PART_ABOUTS[part].id);
      trait.effect +=
        (share *
          ((scorer.parts[p] as number) - curveAt(words, model.lengths, model.curves[part] as LengthCurve).mean)) /
        sd;
      trait.value = trait.effect;
    });
    const { spans } = entry('word-choice');
    for (const [from, to] of tellingWords(model, text, scorer.wordNorm)) {
      if (spans.length < MOST_SPANS) spans.push(span(from, to));
    }
  }
  return (
    [...found]
      // Words are evidence for LLM traits only: where they speak against them, none is shown.
      .map(([id, trait]) => ({ id, ...trait, spans: id === 'word-choice' && trait.effect < 0 ? [] : trait.spans }))
      .filter((trait) => trait.effect !== 0)
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.id < b.id ? -1 : 1))
      .slice(0, most)
  );
}

/** Visits the stretches of tokens of the last window that show a feature, in order for each. */
function markFeatures({ style, text }: WindowScorer, emit: (feature: number, from: number, to: number) => void): void {
  const { hits } = style;
  const seen = { text, hits, prelude: style.prelude };
  FEATURES.forEach((feature, f) => {
    if (feature.mark) feature.mark(seen, (from, to) => emit(f, from, to), f);
  });
  hits.feature.forEach((f, i) => {
    if (!FEATURES[f]?.mark) emit(f, hits.from[i] as number, hits.to[i] as number);
  });
}

/** Words and pairs that add most to the log-odds of word choice, in the order of the text. */
function tellingWords({ blocks }: TraitModel, { tokens }: TraitText, norm: number): [from: number, to: number][] {
  const { weights, scale } = blocks.words;
  const adds = (slot: number) => (scale[(weights[slot] as number) + 128] as number) / norm;
  const out: [number, number][] = [];
  for (let i = 0; i < tokens.length; i++) {
    const lo = tokens.lo[i] as number;
    const next = i + 1 < tokens.length ? (tokens.lo[i + 1] as number) : null;
    if (next !== null && adds(pairSlot(lo, next)) > TELLING) {
      out.push([i, i + 2]);
      i++;
    } else if (!isFunctionWord(lo, tokens.hi[i] as number) && adds(wordSlot(lo)) > TELLING) out.push([i, i + 1]);
  }
  return out;
}
