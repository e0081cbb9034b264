// The trait reader: from the segments of a view to a score, the traits that made it, and a percentile among human texts.
import { abstention } from './abstain.ts';
import { FEATURES } from './features.ts';
import { joinSegments } from './joined.ts';
import { explainText, PART_TRAITS } from './model/explain.ts';
import { curveAt } from './model/lengths.ts';
import { type LengthCurve, PARTS, READ_PARTS, type TraitModel } from './model/model.ts';
import { percentileOf } from './model/percentile.ts';
import { WindowScorer } from './model/windowScorer.ts';
import type { Reading, TraitReader } from './reading.ts';
import { TraitText } from './text/traitText.ts';
import { windowsRead } from './text/windows.ts';

type Segments = readonly { readonly text: string }[];

/** One per thread: buffers are reused. */
export function createTraitReader(model: TraitModel): TraitReader {
  const whole = new TraitText();
  const scorer = new WindowScorer(model);
  const { lengths, curves } = model;
  const kindScores = new Float64Array(model.kinds.length);

  const read = (segments: Segments): Reading => {
    const { text } = joinSegments(segments);
    const { words } = whole.set(text);
    const markup = whole.lines === 0 ? 0 : whole.markedLines / whole.lines;
    const abstained = abstention(whole);
    if (abstained) return { words, score: Number.NaN, abstained, kind: -1, markup };
    const parts = new Float32Array(READ_PARTS.length);
    const raw = new Float64Array(READ_PARTS.length);
    kindScores.fill(0);
    const windows = windowsRead(text, whole.tokens);
    for (const window of windows) {
      if (windows.length === 1) scorer.scoreText(whole);
      else scorer.scorePart(whole, window);
      for (let p = 0; p < raw.length; p++) {
        raw[p] = (raw[p] as number) + (scorer.parts[p] as number) / windows.length;
      }
      voteForKinds(model, scorer, kindScores);
    }
    READ_PARTS.forEach((part, p) => {
      const { mean, sd } = curveAt(words, lengths, curves[part] as LengthCurve);
      parts[p] = ((raw[p] as number) - mean) / sd;
    });
    const { mean, sd } = curveAt(words, lengths, curves.score as LengthCurve);
    const score = (raw.subarray(0, PARTS.length).reduce((a, b) => a + b, 0) - mean) / sd;
    return { words, score, abstained: null, kind: kindScores.indexOf(Math.max(...kindScores)), markup, parts };
  };

  return {
    model: { name: model.name, trained: model.trained },
    kinds: model.kinds,
    abouts: [...FEATURES.map((f) => f.about), ...PART_TRAITS],
    parts: READ_PARTS,
    read,
    explain(segments, most) {
      return abstention(whole.set(joinSegments(segments).text)) ? [] : explainText(model, scorer, segments, most);
    },
    percentile: (kind, words, score) => percentileOf(model.quantiles, kind, words, score),
  };
}

/** Adds up how much likelier the common words of a window are in each kind. */
function voteForKinds({ kindWords, prelude }: TraitModel, { text }: WindowScorer, scores: Float64Array): void {
  const size = prelude.words.length;
  for (let i = 0; i < text.words; i++) {
    const id = prelude.ids[i] as number;
    if (id < 0) continue;
    for (let k = 0; k < scores.length; k++) {
      scores[k] = (scores[k] as number) + (kindWords[k * size + id] as number);
    }
  }
}
