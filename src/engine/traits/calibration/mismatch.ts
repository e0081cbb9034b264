// Does the calibration match the corpus? Tested on what the rows look like from outside, never on the trait score: that
// would refuse every corpus that does hold LLM rows.
import type { ViewName } from '../../sample.ts';
import type { CalibrationRows } from './calibration.ts';

/** The corpus that is judged, as far as it has to be like the calibration. */
export interface CorpusProfile {
  readonly view: ViewName;
  /** Of its measured samples, or of a draw of them. */
  readonly words: ArrayLike<number>;
  readonly markup: ArrayLike<number>;
  /** Shares of its languages. */
  readonly languages?: readonly { readonly code: string; readonly share: number }[];
}

export interface Mismatch {
  readonly what: 'view' | 'length' | 'markup' | 'language';
  /** What differs and what to do, as a sentence. */
  readonly sentence: string;
}

/** Largest distance of the two distributions (Kolmogorov & Smirnov, 0..1) that is no mismatch. Lower limits would refuse
 *  corpora that hold LLM rows of other lengths beside human rows of the calibration's kind. */
const MOST_DISTANCE = { words: 0.35, markup: 0.25 } as const;
/** Share of the corpus that may be in languages that the calibration holds less of. */
const MOST_OTHER_LANGUAGE = 0.2;
/** Of the statistic of Kolmogorov and Smirnov, at 1 %. */
const CRITICAL = 1.63;
/** Fewer samples than this tell nothing. */
const FEWEST = 20;

/** Every way in which they differ; empty where none was found. */
export function mismatches(human: CalibrationRows, view: ViewName, corpus: CorpusProfile): Mismatch[] {
  const found: Mismatch[] = [];
  const add = (what: Mismatch['what'], sentence: string) => found.push({ what, sentence });
  // A file of plain text has no other view than `text`.
  if (view !== corpus.view && view !== 'text' && corpus.view !== 'text') {
    add(
      'view',
      `The calibration rows are read from "${view}", the corpus from "${corpus.view}": calibrate on the same view.`,
    );
  }
  if (differ(human.words, corpus.words, MOST_DISTANCE.words)) {
    const [ours, theirs] = [middle(human.words), middle(corpus.words)].map((words) => `${Math.round(words)} words`);
    add(
      'length',
      `Half of the calibration rows are below ${ours}, half of the corpus below ${theirs}: add human rows of its length.`,
    );
  }
  if (differ(human.markup, corpus.markup, MOST_DISTANCE.markup)) {
    const [ours, theirs] = [mean(human.markup), mean(corpus.markup)].map((share) => `${Math.round(100 * share)} %`);
    add(
      'markup',
      `On average ${ours} of a calibration row's lines carry list or heading markup, and ${theirs} in the corpus: add human rows with the same markup.`,
    );
  }
  const other = otherLanguage(human, corpus);
  if (other && other.share > MOST_OTHER_LANGUAGE) {
    add(
      'language',
      `${Math.round(100 * other.share)} % more of the corpus than of the calibration is in "${other.code}": add human rows in that language.`,
    );
  }
  return found;
}

function differ(a: ArrayLike<number>, b: ArrayLike<number>, most: number): boolean {
  if (a.length < FEWEST || b.length < FEWEST) return false;
  const chance = CRITICAL * Math.sqrt((a.length + b.length) / (a.length * b.length));
  return distance(a, b) > Math.max(most, chance);
}

/** Largest difference between the two cumulative distributions, 0..1. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()];
  let [i, j, most] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i] as number, y[j] as number);
    while (i < x.length && (x[i] as number) <= at) i++;
    while (j < y.length && (y[j] as number) <= at) j++;
    most = Math.max(most, Math.abs(i / x.length - j / y.length));
  }
  return most;
}

/** The language by which the corpus exceeds the calibration most. */
function otherLanguage(
  { language }: CalibrationRows,
  { languages }: CorpusProfile,
): { code: string; share: number } | undefined {
  const told = language.filter((code) => code !== null);
  if (!languages || told.length < FEWEST) return undefined;
  const excess = languages.map(({ code, share }) => ({
    code,
    share: share - told.filter((other) => other === code).length / told.length,
  }));
  return excess.sort((a, b) => b.share - a.share)[0];
}

function middle(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return values.length === 0 ? 0 : sum / values.length;
}
