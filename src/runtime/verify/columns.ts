// What verification says of each row, as columns: filled sample by sample, by workers in their own blocks.
import type { CheckedSample } from '../../engine/verify/run.ts';
import type { CheckColumns } from '../../engine/verify/summary.ts';
import { VERDICTS } from '../../engine/verify/verifier.ts';

const NAMES = ['verdict', 'by', 'verified', 'failed'] as const;

/** `make` decides where the memory is; nothing is checked at first. */
export function checkColumns(
  length: number,
  make: (bytes: number) => ArrayBuffer | SharedArrayBuffer = (bytes) => new ArrayBuffer(bytes),
): CheckColumns {
  return {
    verdict: new Uint8Array(make(length)),
    by: new Uint16Array(make(2 * length)),
    verified: new Uint16Array(make(2 * length)),
    failed: new Uint16Array(make(2 * length)),
  };
}

/** Writes the rows `from` to `to` of one sample; null where nobody had anything to check. */
export function setChecked(columns: CheckColumns, from: number, to: number, checked: CheckedSample | null): void {
  const bits = { by: 0, verified: 0, failed: 0 };
  for (const { verifier, check } of checked?.checks ?? []) {
    bits.by |= 1 << verifier;
    if (check.verdict === 'verified') bits.verified |= 1 << verifier;
    if (check.verdict === 'failed') bits.failed |= 1 << verifier;
  }
  bits.verified &= ~bits.failed;
  columns.verdict.fill(checked ? 1 + VERDICTS.indexOf(checked.verdict) : 0, from, to);
  for (const name of ['by', 'verified', 'failed'] as const) columns[name].fill(bits[name], from, to);
}

/** All columns put through one function, e.g. into new places. */
export function mapChecks(columns: CheckColumns, map: <C extends CheckColumns[keyof CheckColumns]>(column: C) => C) {
  return Object.fromEntries(NAMES.map((name) => [name, map(columns[name])])) as unknown as CheckColumns;
}
