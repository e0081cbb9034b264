// The checks of one sample in full: made anew when somebody looks, since an inspection keeps verdicts alone.
import type { ActiveVerifier, CheckedSample, SampleChecker } from '../../engine/verify/run.ts';
import { verdictAt } from '../../engine/verify/summary.ts';
import type { Verifiable } from '../../engine/verify/verifier.ts';
import type { RowCheck, RowVerification } from '../../protocol/verifyApi.ts';
import type { Inspection } from '../inspect/result.ts';
import { cut, type RowTexts } from '../rows/rowText.ts';
import { spanOf } from './failures.ts';

/** Checks of one sample that are shown: failed ones first, so that none of them is cut away. */
const MOST_SHOWN = 200;
const QUOTED = 120;

/** Null where nothing was verified. */
export function rowVerification(
  inspection: Inspection,
  row: number,
  reader: RowTexts,
  checker: SampleChecker | null,
): RowVerification | null {
  const { columns, verifiers } = inspection;
  if (!columns.checks || !verifiers) return null;
  const { file, byte, byteLength } = columns;
  const place = [file[row] as number, byte[row] as number, byteLength[row] as number] as const;
  const { sample } = reader.sampleAt(...place);
  const x: Verifiable = { views: sample.views, row: sample.value };
  const found = checker?.check(x) ?? null;
  const checks = shownChecks(found, verifiers, x);
  return {
    verdict: verdictAt(columns.checks, row),
    checks: checks.slice(0, MOST_SHOWN),
    more: Math.max(0, checks.length - MOST_SHOWN),
  };
}

const RANK = { failed: 0, 'not checkable': 1, verified: 2 };

/** Failed ones first, else in the order of the verifiers. */
export function shownChecks(
  found: CheckedSample | null,
  verifiers: readonly ActiveVerifier[],
  { views }: Pick<Verifiable, 'views'>,
): RowCheck[] {
  const shown = (found?.checks ?? []).map(({ verifier, check }): RowCheck => {
    const { verdict, reason, at } = check;
    const span = at && spanOf(at, views);
    const text = at && views.find((v) => v.view === at.view)?.segments[at.segment]?.text.slice(at.start, at.end);
    return {
      verifier: verifiers[verifier]?.id ?? '',
      verdict,
      reason,
      ...(at &&
        span && { at: { view: at.view, ...span }, quote: cut((text ?? '').replace(/\s+/g, ' ').trim(), QUOTED) }),
    };
  });
  return shown.sort((a, b) => RANK[a.verdict] - RANK[b.verdict]);
}
