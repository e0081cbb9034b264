// Sorting a million rows: every sort key becomes an unsigned 32-bit number, and a stable radix sort orders the rows.
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import type { SortKey } from '../../protocol/hostApi.ts';
import type { RowColumns } from '../inspect/result.ts';

/** Kinds of findings, the gravest first. */
export const GRAVITY: readonly FindingKind[] = [
  'invalid',
  'schema',
  'encoding',
  'residue',
  'leakage',
  'verification-failed',
  'exact-duplicate',
  'near-duplicate',
  'low-novelty',
  'self-repetition',
  'template',
  'conflict',
  'llm-traits',
];

const LAST = 0xffffffff;

/** All rows in the order of a key; rows with equal keys stay in corpus order, undefined novelty comes last. */
export function sortRows(columns: RowColumns, by: SortKey, descending: boolean): Uint32Array {
  const keys = sortKeys(columns, by);
  if (descending) {
    for (let i = 0; i < keys.length; i++) keys[i] = keys[i] === LAST ? LAST : LAST - 1 - (keys[i] as number);
  }
  return sortedIndex(keys);
}

function sortKeys(columns: RowColumns, by: SortKey): Uint32Array {
  const keys = new Uint32Array(columns.length);
  const n = columns.length;
  if (by === 'view') keys.set(columns.view.subarray(0, n));
  if (by === 'words') keys.set(columns.words.subarray(0, n));
  if (by === 'adds') keys.set(columns.adds.subarray(0, n));
  if (by === 'line') {
    // The rows stand in corpus order: the key counts the places where file or line changes.
    for (let i = 1; i < n; i++) {
      const same = columns.file[i] === columns.file[i - 1] && columns.line[i] === columns.line[i - 1];
      keys[i] = (keys[i - 1] as number) + (same ? 0 : 1);
    }
  }
  if (by === 'novelty') setFloats(keys, columns.novelty.subarray(0, n));
  if (by === 'traits') setFloats(keys, traitsShown(columns));
  if (by === 'findings') for (let i = 0; i < n; i++) keys[i] = gravityKey(columns.findings[i] as number);
  return keys;
}

/** The bits of floats that are not negative are ordered as the floats are. */
function setFloats(keys: Uint32Array, values: Float32Array): void {
  keys.set(new Uint32Array(Float32Array.from(values).buffer));
  values.forEach((value, i) => {
    if (Number.isNaN(value)) keys[i] = LAST;
    else if (value <= 0) keys[i] = 0;
  });
}

/** How much a row shares with LLM text: against the calibration, else among human texts; NaN where nothing is known. */
function traitsShown({ length, verdicts, traits }: RowColumns): Float32Array {
  if (verdicts) return verdicts.p.map((p) => 1 - p);
  return traits?.percentile ?? new Float32Array(length).fill(Number.NaN);
}

const BITS = GRAVITY.map((kind) => 1 << FINDING_KINDS.indexOf(kind));

/** Grows with the gravest kind of finding, then with the number of kinds; 0 for none. */
function gravityKey(findings: number): number {
  if (findings === 0) return 0;
  let gravest = 0;
  let kinds = 0;
  for (let i = BITS.length - 1; i >= 0; i--) {
    if ((findings & (BITS[i] as number)) !== 0) {
      gravest = BITS.length - i;
      kinds++;
    }
  }
  return gravest * 32 + kinds;
}

/** Indices 0…n−1 in ascending order of their keys, stable: a radix sort in two passes of 16 bits. */
export function sortedIndex(keys: Uint32Array): Uint32Array {
  let from = new Uint32Array(keys.length);
  let to = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) from[i] = i;
  const starts = new Uint32Array(65537);
  for (const shift of [0, 16]) {
    starts.fill(0);
    for (let i = 0; i < keys.length; i++) starts[(((keys[i] as number) >>> shift) & 0xffff) + 1]!++;
    for (let d = 1; d < 65537; d++) starts[d]! += starts[d - 1]!;
    for (let i = 0; i < from.length; i++) {
      const row = from[i] as number;
      const digit = ((keys[row] as number) >>> shift) & 0xffff;
      to[starts[digit]!++] = row;
    }
    [from, to] = [to, from];
  }
  return from;
}
