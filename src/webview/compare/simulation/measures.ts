// What of a generation is drawn and listed: names, how the numbers are printed, and what they mean.
import type { Generation, SimulationReport } from '../../../engine/compare/simulationReport.ts';
import { formatInteger, formatPercent } from '../../format.ts';

export type MeasureId = 'typesKept' | 'rareKept' | 'types' | 'hapaxShare' | 'distinct3' | 'entropy';

export interface Measure {
  readonly id: MeasureId;
  readonly label: string;
  readonly explains: string;
  print(value: number): string;
  /** Whether it starts at 100 % by definition, so that the corpus itself has no number. */
  readonly isKept: boolean;
  /** Drawn from 0 to 1; others from 0 to their largest value, entropy around its values. */
  readonly scale: 'share' | 'from-zero' | 'around';
}

const two = (value: number) => value.toFixed(2);

export const MEASURES: readonly Measure[] = [
  {
    id: 'typesKept',
    label: 'Different words kept',
    explains: 'Share of the different words of the corpus that are still there.',
    print: formatPercent,
    isKept: true,
    scale: 'share',
  },
  {
    id: 'rareKept',
    label: 'Rare words kept',
    explains: 'The same of words that the corpus has once or twice.',
    print: formatPercent,
    isKept: true,
    scale: 'share',
  },
  {
    id: 'types',
    label: 'Different words',
    explains: 'In as many words as the corpus has.',
    print: formatInteger,
    isKept: false,
    scale: 'from-zero',
  },
  {
    id: 'hapaxShare',
    label: 'Words that occur once',
    explains: 'Share of the different words, in as many words as the corpus has.',
    print: formatPercent,
    isKept: false,
    scale: 'from-zero',
  },
  {
    id: 'distinct3',
    label: 'Distinct-3',
    explains: 'Share of the three-word sequences that are different, in as many words as the corpus has.',
    print: two,
    isKept: false,
    scale: 'share',
  },
  {
    id: 'entropy',
    label: 'Entropy, bits per word',
    explains: 'How hard the next word is to guess from word counts alone.',
    print: two,
    isKept: false,
    scale: 'around',
  },
];

type Curve = SimulationReport['curves'][number];

export function numberOf(point: Generation, id: MeasureId): number | null {
  return point[id];
}

/** Those that have a number in this report. */
export function measuresOf({ curves }: SimulationReport): readonly Measure[] {
  return MEASURES.filter(({ id }) => curves.some(({ points }) => points.some((point) => numberOf(point, id) !== null)));
}

/** "replace", "mix, 10 % real", "accumulate". */
export function curveName({ mode, real }: Curve): string {
  return real === undefined ? mode : `${mode}, ${formatPercent(real)} real`;
}
