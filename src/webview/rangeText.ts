// Ranges of a column in words: on chips, at handles, in tooltips.
import type { Range } from '../protocol/hostApi.ts';
import type { BinnedColumn } from '../protocol/reviewApi.ts';
import { formatAny, formatInteger } from './format.ts';

export const COLUMN_LABELS: Readonly<Record<BinnedColumn, string>> = {
  words: 'Words',
  novelty: 'Novelty',
  percentile: 'Trait percentile',
};

export function boundText(column: BinnedColumn, value: number): string {
  return column === 'words' ? formatInteger(value) : formatAny(value);
}

/** "100–199", "from 100", "up to 199". */
export function rangeText(column: BinnedColumn, { min, max }: Range): string {
  const text = (value: number) => boundText(column, value);
  if (min === undefined) return max === undefined ? 'all' : `up to ${text(max)}`;
  if (max === undefined) return `from ${text(min)}`;
  return text(min) === text(max) ? text(min) : `${text(min)}–${text(max)}`;
}
