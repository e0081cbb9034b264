// What a comparison measures: how each is called and read, and from when on a difference matters.
import type { ComparisonReport } from './report.ts';

export type Measure = ComparisonReport['measures'][number];

/** A measure, and the least difference to the reference (for what is kept: to disjoint parts of it) that counts as a change. */
export interface MeasureSpec extends Measure {
  /** In the measure's unit; `relative` where it is a share of the reference's value. */
  readonly least: number;
  readonly relative?: boolean;
  /** In a sentence: "distinct-3 fell from … to …". */
  readonly noun: string;
}

const has = (id: string, spec: Omit<MeasureSpec, 'id' | 'of'>): MeasureSpec => ({ id, of: 'has', ...spec });
const keeps = (id: string, spec: Omit<MeasureSpec, 'id' | 'of'>): MeasureSpec => ({ id, of: 'keeps', ...spec });

const distinct = (n: number): MeasureSpec =>
  has(`distinct-${n}`, {
    label: `Distinct-${n}`,
    format: 'ratio',
    better: 'higher',
    explains: `Different sequences of ${n === 1 ? 'one word' : `${n} words`} among all of them.`,
    least: 0.02,
    relative: true,
    noun: `distinct-${n}`,
  });

export const MEASURES: readonly MeasureSpec[] = [
  has('types', {
    label: 'Types',
    format: 'integer',
    better: 'higher',
    explains: 'Different words.',
    least: 0.02,
    relative: true,
    noun: 'the number of different words',
  }),
  has('hapax-share', {
    label: 'Hapax share',
    format: 'percent',
    better: 'higher',
    explains: 'Share of the different words that stand there once: the tail of the vocabulary.',
    least: 0.015,
    noun: 'the share of words that occur once',
  }),
  distinct(1),
  distinct(2),
  distinct(3),
  distinct(4),
  has('entropy', {
    label: 'Entropy',
    unit: 'bits',
    format: 'decimal',
    better: 'higher',
    explains: 'How evenly words are used.',
    least: 0.05,
    noun: 'entropy',
  }),
  has('entropy-mm', {
    label: 'Entropy, corrected',
    unit: 'bits',
    format: 'decimal',
    better: 'higher',
    explains: 'Entropy with the correction of Miller and Madow for words that were not met.',
    least: 0.05,
    noun: 'corrected entropy',
  }),
  has('mattr', {
    label: 'MATTR',
    format: 'ratio',
    better: 'higher',
    explains: 'Mean share of different words in any 100 words in a row.',
    least: 0.01,
    relative: true,
    noun: 'MATTR',
  }),
  has('gzip-ratio', {
    label: 'Compression',
    unit: '×',
    format: 'decimal',
    better: 'lower',
    explains: 'Bytes per compressed byte (gzip 9) at equal bytes: how much repeats within 32 KB.',
    least: 0.03,
    relative: true,
    noun: 'the compression ratio',
  }),
  has('homogenisation', {
    label: 'Homogenisation',
    format: 'ratio',
    better: 'lower',
    explains: 'Mean ROUGE-L of two samples: words they share in the same order.',
    least: 0.05,
    relative: true,
    noun: 'the mean ROUGE-L of two samples',
  }),
  has('novelty', {
    label: 'Novelty',
    format: 'ratio',
    better: 'higher',
    explains: 'Mean share of a sample’s 4-grams that no other sample of the draw holds.',
    least: 0.02,
    noun: 'mean novelty',
  }),
  has('novelty-median', {
    label: 'Novelty, median',
    format: 'ratio',
    better: 'higher',
    explains: 'The median of the same.',
    least: 0.02,
    noun: 'median novelty',
  }),
  has('low-novelty', {
    label: 'Low novelty',
    format: 'percent',
    better: 'lower',
    explains: 'Share of the samples with a novelty below 0.2.',
    least: 0.02,
    noun: 'the share of samples with little novelty',
  }),
  has('zipf', {
    label: 'Zipf slope',
    format: 'decimal',
    better: 'neither',
    explains: 'Slope of log frequency over log rank, ranks 10 to 10,000: steeper means a thinner tail.',
    least: 0.03,
    noun: 'the Zipf slope',
  }),
  has('length', {
    label: 'Sample length',
    unit: 'words',
    format: 'integer',
    better: 'neither',
    explains: 'Median words of a sample.',
    least: 0.1,
    relative: true,
    noun: 'the median length of a sample',
  }),
  keeps('types-kept', {
    label: 'Types kept',
    format: 'percent',
    better: 'higher',
    explains: 'Share of the reference’s different words that are there too.',
    least: 0.15,
    relative: true,
    noun: 'of the different words',
  }),
  keeps('rare-kept', {
    label: 'Rare types kept',
    format: 'percent',
    better: 'higher',
    explains: 'Share of the words seen once or twice in the reference that are there too.',
    least: 0.2,
    relative: true,
    noun: 'of the rare types',
  }),
  keeps('grams-kept', {
    label: '4-grams kept',
    format: 'percent',
    better: 'higher',
    explains: 'Share of the reference’s different 4-grams that are there too.',
    least: 0.3,
    relative: true,
    noun: 'of the 4-grams',
  }),
  keeps('divergence', {
    label: 'Divergence',
    unit: 'bits',
    format: 'ratio',
    better: 'lower',
    explains: 'Jensen–Shannon divergence of the words from the reference’s, 0 for equal and 1 for disjoint.',
    least: 0.4,
    relative: true,
    noun: 'divergence from the reference',
  }),
  keeps('unseen', {
    label: 'Unseen mass',
    format: 'percent',
    better: 'higher',
    explains: 'Good–Turing: chance that the next word is one not seen yet. It falls when the tail is closed.',
    least: 0.1,
    relative: true,
    noun: 'the chance that the next word is a new one',
  }),
];

/** Measured where a calibration knows human and LLM rows; shown, not tested. */
export const ALPHA: MeasureSpec = has('alpha', {
  label: 'Share α like LLM text',
  format: 'percent',
  better: 'neither',
  explains: 'Estimated share of the samples that share surface traits with LLM text.',
  least: 1,
  noun: 'the share of samples like LLM text',
});

/** As the report has it. */
export function measureOf({ least: _l, relative: _r, noun: _n, ...measure }: MeasureSpec): Measure {
  return measure;
}

export function specOf(id: string): MeasureSpec {
  return MEASURES.find((m) => m.id === id) as MeasureSpec;
}
