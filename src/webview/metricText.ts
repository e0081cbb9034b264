// What each metric is called in the panel, what it means in one line, and which way is more varied.
import { formatAny, formatNumber, type NumberFormat } from './format.ts';

export type MetricGroup = 'size' | 'variety' | 'repetition' | 'chart' | 'other';

export interface MetricText {
  readonly label: string;
  /** Shown behind the value; empty where the format already says it. */
  readonly unit: string;
  readonly explains: string;
  /** Which way is more varied. */
  readonly better: 'higher' | 'lower' | 'neither';
  readonly format: NumberFormat | 'any';
  readonly group: MetricGroup;
}

const size = (label: string, explains: string, format: NumberFormat = 'compact'): MetricText => ({
  label,
  unit: '',
  explains,
  better: 'neither',
  format,
  group: 'size',
});

const distinct = (n: number, words: string): MetricText => ({
  label: `Distinct-${n}`,
  unit: '',
  explains: `Different ${words} among all ${words}.`,
  better: 'higher',
  format: 'ratio',
  group: 'variety',
});

export const METRIC_TEXT: Readonly<Record<string, MetricText>> = {
  samples: size('samples', 'Samples that hold this view.', 'integer'),
  words: size('words', 'Words of this view, all samples together.'),
  sentences: size('sentences', 'Sentences of this view.'),
  types: size('types', 'Different words.'),
  bytes: size('text', 'UTF-8 bytes of this view’s text.', 'bytes'),
  mattr: {
    label: 'MATTR',
    unit: '',
    explains: 'Mean share of different words in every window of 100 words.',
    better: 'higher',
    format: 'ratio',
    group: 'variety',
  },
  'distinct-1': distinct(1, 'words'),
  'distinct-2': distinct(2, 'word pairs'),
  'distinct-3': distinct(3, 'three-word sequences'),
  'distinct-4': distinct(4, 'four-word sequences'),
  ngd: {
    label: 'n-gram diversity',
    unit: 'of 4',
    explains: 'Distinct shares of 1- to 4-grams, added up.',
    better: 'higher',
    format: 'ratio',
    group: 'variety',
  },
  entropy: {
    label: 'Entropy',
    unit: 'bits',
    explains: 'How hard the next word is to guess from word counts alone.',
    better: 'higher',
    format: 'decimal',
    group: 'variety',
  },
  'hapax-share': {
    label: 'Hapax share',
    unit: '',
    explains: 'Share of the different words that occur only once.',
    better: 'higher',
    format: 'ratio',
    group: 'variety',
  },
  'gzip-ratio': {
    label: 'Compression (gzip)',
    unit: '',
    explains: 'How many times smaller gzip makes the text.',
    better: 'lower',
    format: 'times',
    group: 'repetition',
  },
  'self-repetition': {
    label: 'Self-repetition',
    unit: '',
    explains: 'How often a sample’s four-word sequences come back in other samples (mean log).',
    better: 'lower',
    format: 'decimal',
    group: 'repetition',
  },
  openings: {
    label: 'Common openings',
    unit: '',
    explains: 'Share of samples that begin with one of the 20 commonest three-word openings.',
    better: 'lower',
    format: 'percent',
    group: 'repetition',
  },
  length: {
    label: 'Length',
    unit: 'words',
    explains: 'Samples by number of words.',
    better: 'neither',
    format: 'integer',
    group: 'chart',
  },
  novelty: {
    label: 'Novelty',
    unit: '',
    explains: 'Samples by the share of their four-word sequences that no other sample holds.',
    better: 'higher',
    format: 'decimal',
    group: 'chart',
  },
  zipf: {
    label: 'Zipf curve',
    unit: '',
    explains: 'Word frequency by rank. Natural language falls along a line with a slope near −1.',
    better: 'neither',
    format: 'decimal',
    group: 'chart',
  },
};

/** The text of a metric; one that this table does not know yet is shown under its id. */
export function metricText(id: string): MetricText {
  if (Object.hasOwn(METRIC_TEXT, id)) return METRIC_TEXT[id]!;
  return { label: id, unit: '', explains: '', better: 'neither', format: 'any', group: 'other' };
}

/** Ids of a group in the order of the table above; unknown ids come last, as the report orders them. */
export function idsOfGroup(ids: readonly string[], group: MetricGroup): string[] {
  const order = Object.keys(METRIC_TEXT);
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return ids.filter((id) => metricText(id).group === group).sort((a, b) => place(a) - place(b));
}

export function formatMetric(id: string, value: number | null): string {
  if (value === null) return '–';
  const { format } = metricText(id);
  return format === 'any' ? formatAny(value) : formatNumber(value, format);
}

export function directionText(better: MetricText['better']): string {
  if (better === 'neither') return '';
  return better === 'higher' ? 'higher is more varied' : 'lower is more varied';
}
