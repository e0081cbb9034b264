// Findings that one sample shows by itself, and how they are handed over.
import type { FindingKind } from '../report.ts';
import type { Prepared } from '../text/prepare.ts';
import { encoding } from './encoding.ts';
import { residue } from './residue.ts';
import { selfRepetitionInside } from './selfRepetition.ts';

export interface LocalFinding {
  readonly kind: FindingKind;
  readonly message: string;
  /** 0..1. */
  readonly score: number;
  /** The evidence: segment of the view, and UTF-16 offsets in its text. */
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

export type LocalDetector = (x: Prepared, isCode: () => boolean) => LocalFinding | null;

const DETECTORS: readonly LocalDetector[] = [encoding, residue, selfRepetitionInside];

export function localFindings(x: Prepared, isCode: () => boolean): LocalFinding[] {
  const out: LocalFinding[] = [];
  for (const detect of DETECTORS) {
    const found = detect(x, isCode);
    if (found) out.push(found);
  }
  return out;
}
