// Where each sample stands on the two other axes: surface traits and novelty. Verification is the third; none explains another.
import { FINDING_KINDS, type FindingKind } from '../report.ts';
import { VIEW_NAMES } from '../sample.ts';
import { cellOf, type TraitHalf } from './axes.ts';

/** Kinds that say that a sample adds little to the others. */
const REPEATS: readonly FindingKind[] = ['low-novelty', 'near-duplicate', 'exact-duplicate'];
/** The upper tenth of human texts, where nothing is calibrated. */
export const HIGH_PERCENTILE = 90;

export interface CrossedRows {
  readonly view: Uint8Array;
  readonly sample: Uint32Array;
  /** Bit i: a finding of kind FINDING_KINDS[i]. */
  readonly findings: Uint16Array;
  /** 0..100, NaN where a row was not read for traits; null where none was. */
  readonly percentile: Float32Array | null;
  /** Of a calibration: p is NaN for rows that were not judged; null without one. */
  readonly judged: { readonly p: Float32Array; readonly flagged: Uint8Array } | null;
}

/** The cell of every row's sample; see `cellOf`. What was answered speaks for a sample, its prompt only where that is all there is. */
export function cellsOf(rows: CrossedRows): Uint8Array {
  const n = rows.sample.length;
  const cells = new Uint8Array(n);
  const repeats = REPEATS.reduce((bits, kind) => bits | (1 << FINDING_KINDS.indexOf(kind)), 0);
  for (let first = 0; first < n; ) {
    let end = first + 1;
    while (end < n && rows.sample[end] === first) end++;
    let bits = 0;
    for (let row = first; row < end; row++) bits |= rows.findings[row] as number;
    cells.fill(cellOf(traitsOf(rows, first, end), (bits & repeats) === 0 ? 'novel' : 'adds little'), first, end);
    first = end;
  }
  return cells;
}

const PROMPT = VIEW_NAMES.indexOf('prompt');
const ANSWERS = [VIEW_NAMES.indexOf('text'), VIEW_NAMES.indexOf('response')];

function traitsOf({ view, percentile, judged }: CrossedRows, from: number, to: number): TraitHalf {
  const rows = Array.from({ length: to - from }, (_, i) => from + i);
  const answers = rows.filter((row) => ANSWERS.includes(view[row] as number));
  const read = answers.length > 0 ? answers : rows.filter((row) => view[row] === PROMPT);
  if (judged) {
    const known = read.filter((row) => !Number.isNaN(judged.p[row]));
    if (known.length === 0) return 'not scored';
    return known.some((row) => judged.flagged[row]) ? 'flagged' : 'not flagged';
  }
  const known = percentile ? read.filter((row) => !Number.isNaN(percentile[row])) : [];
  if (known.length === 0) return 'not scored';
  return known.some((row) => (percentile?.[row] as number) >= HIGH_PERCENTILE) ? 'high' : 'not high';
}
