// Where human and LLM corpora lie: ranges over measured corpora, at the same number of words.
import { quantileSorted } from 'simple-statistics';
import { STANDARD_WORDS } from '../budget.ts';
import type { Interval, MetricValue } from '../report.ts';
import type { ViewName } from '../sample.ts';
import { MEASURED } from './measured.ts';

/** One measured corpus; answers are what somebody wrote in reply to a question, an instruction or a turn. */
export interface MeasuredCorpus {
  readonly name: string;
  readonly label: 'human' | 'llm';
  readonly kind: 'answers' | 'documents';
  readonly samples: number;
}

export interface MeasuredTable {
  readonly corpora: readonly MeasuredCorpus[];
  /** By number of words and metric: one value per corpus, null where it holds fewer words or has no value. */
  readonly values: Readonly<Record<number, Readonly<Record<string, readonly (number | null)[]>>>>;
}

/** Fewer corpora of a label make no range. */
const MIN_CORPORA = 3;

/**
 * Ranges of a metric at a standard number of words: from the 10th to the 90th percentile of the measured corpora (linear
 * between neighbours), human and LLM apart. Prompts and responses are held against corpora of answers where at least
 * three of each label hold so many words, everything else against all. Null where too few were measured.
 */
export function contextFor(
  view: ViewName,
  metric: string,
  words: number,
  measured: MeasuredTable = MEASURED,
): MetricValue['context'] | null {
  const values = measured.values[words]?.[metric];
  if (values === undefined) return null;
  const range = (label: MeasuredCorpus['label'], answersOnly: boolean): Interval | null => {
    const known = measured.corpora
      .map((corpus, i) => ({ corpus, value: values[i] ?? null }))
      .filter(({ corpus }) => corpus.label === label && (!answersOnly || corpus.kind === 'answers'))
      .flatMap(({ value }) => (value === null ? [] : [value]))
      .sort((a, b) => a - b);
    return known.length < MIN_CORPORA
      ? null
      : [rounded(quantileSorted(known, 0.1)), rounded(quantileSorted(known, 0.9))];
  };
  for (const answersOnly of view === 'response' || view === 'prompt' ? [true, false] : [false]) {
    const human = range('human', answersOnly);
    const llm = range('llm', answersOnly);
    if (human && llm) return { words, human, llm };
  }
  return null;
}

/** To the four digits that the table holds. */
const rounded = (x: number) => Number(x.toPrecision(4));

/** The number of words at which metrics are compared that do not move with size, in views too small for any. */
export const SMALLEST_WORDS = STANDARD_WORDS[0];
