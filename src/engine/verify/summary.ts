// The report's block on verification, from columns of verdicts: counts, commonest reasons, and the crossing of three axes.
import { placeOf } from './axes.ts';
import { VERIFIERS } from './registry.ts';
import type { VerificationReport } from './report.ts';
import type { ActiveVerifier, Detected } from './run.ts';
import { VERDICTS, type Verdict, type Verifier } from './verifier.ts';

/** One entry per row; the rows of one sample say the same. */
export interface CheckColumns {
  /** 0: nobody had anything to check; else the number of the verdict in VERDICTS, from 1. */
  readonly verdict: Uint8Array;
  /** Bit i: the active verifier i found something to check; it verified something and nothing of it failed; something failed. */
  readonly by: Uint16Array;
  readonly verified: Uint16Array;
  readonly failed: Uint16Array;
}

/** Verifiers that columns have room for. */
export const MOST_VERIFIERS = 16;

/** What nobody looked into is not checkable either. */
export function verdictAt({ verdict }: Pick<CheckColumns, 'verdict'>, row: number): Verdict {
  return VERDICTS[(verdict[row] as number) - 1] ?? 'not checkable';
}

export interface SummaryParts extends Detected {
  readonly columns: CheckColumns;
  /** Row number of the first row of the same sample. */
  readonly sample: Uint32Array;
  /** See axes.ts; of every row. */
  readonly cells: Uint8Array;
  /** Reasons of the samples that failed. */
  readonly failures: readonly { readonly reasons: readonly (readonly [verifier: number, reason: string])[] }[];
}

const MOST_REASONS = 5;

export function verificationReport(parts: SummaryParts, all: readonly Verifier[] = VERIFIERS): VerificationReport {
  const { columns, sample, cells, active, named } = parts;
  const total = noCounts();
  const byVerifier = active.map(noCounts);
  const byCell = new Map<number, Counts>();
  let samples = 0;
  for (let row = 0; row < sample.length; row++) {
    if (sample[row] !== row) continue;
    samples++;
    const verdict = verdictAt(columns, row);
    count(total, verdict);
    const cell = cells[row] as number;
    const counts = byCell.get(cell) ?? noCounts();
    byCell.set(cell, counts);
    count(counts, verdict);
    for (let i = 0; i < active.length; i++) {
      const bit = 1 << i;
      if (!((columns.by[row] as number) & bit)) continue;
      const failed = (columns.failed[row] as number) & bit;
      const verified = (columns.verified[row] as number) & bit;
      count(byVerifier[i] as Counts, failed ? 'failed' : verified ? 'verified' : 'not checkable');
    }
  }
  const reasons = commonest(active, parts.failures);
  const idle = active.flatMap(({ id }, i) => (isNothing(byVerifier[i] as Counts) ? [id] : []));
  return {
    samples,
    ...total,
    verifiers: active.flatMap(({ id }, i) => {
      const counts = byVerifier[i] as Counts;
      if (isNothing(counts)) return [];
      return [{ id, label: all.find((v) => v.id === id)?.about.label ?? id, ...counts, reasons: reasons[i] ?? [] }];
    }),
    crossing: [...byCell]
      .sort(([a], [b]) => a - b)
      .map(([cell, counts]) => ({
        ...placeOf(cell),
        ...counts,
      })),
    notes: (named ? [...parts.unused, ...idle] : []).map((id) => `Nothing to check for ${id} in any sample.`),
  };
}

interface Counts {
  verified: number;
  failed: number;
  notCheckable: number;
}

const noCounts = (): Counts => ({ verified: 0, failed: 0, notCheckable: 0 });

const isNothing = ({ verified, failed, notCheckable }: Counts) => verified + failed + notCheckable === 0;

function count(counts: Counts, verdict: Verdict): void {
  if (verdict === 'not checkable') counts.notCheckable++;
  else counts[verdict]++;
}

/** By verifier: most samples first, ties by the words. */
function commonest(active: readonly ActiveVerifier[], failures: SummaryParts['failures']) {
  const counts = active.map(() => new Map<string, number>());
  for (const { reasons } of failures) {
    for (const [verifier, reason] of reasons) {
      const own = counts[verifier];
      own?.set(reason, (own.get(reason) ?? 0) + 1);
    }
  }
  return counts.map((own) =>
    [...own]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, MOST_REASONS)
      .map(([reason, samples]) => ({ reason, samples })),
  );
}
