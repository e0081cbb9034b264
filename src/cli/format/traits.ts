// What the summary says of traits: where the samples lie among human text, what a calibration found, and the share α.
import type { Report } from '../../engine/report.ts';
import type { AlphaReport, CalibrationReport, TraitsReport } from '../../engine/traits/schema.ts';
import { counted, grouped, percent } from './numbers.ts';

/** Lines by label, in order; empty where no traits were read. */
export function traitLines({ views }: Pick<Report, 'views'>): (readonly [label: string, line: string])[] {
  const read = Object.entries(views).flatMap(([view, { traits }]) => (traits ? [[view, traits] as const] : []));
  const several = Object.keys(views).length > 1;
  const lines = read.flatMap(([view, traits]) => {
    const where = several ? `${view}: ` : '';
    const { calibration, alpha } = traits;
    return [
      ['traits', where + scoredLine(traits)] as const,
      ...(calibration ? verdictLines(calibration).map((line) => ['verdicts', where + line] as const) : []),
      ...(alpha ? [['share', where + alphaLine(alpha)] as const] : []),
      ...(alpha && calibration && isStrange(alpha, calibration) ? [['share', where + STRANGE] as const] : []),
    ];
  });
  const anyScored = read.some(([, { scored }]) => scored > 0);
  const calibrated = read.some(([, { calibration }]) => calibration);
  if (anyScored && !calibrated) lines.push(['traits', 'not calibrated, so no row is judged: --calibration']);
  return lines;
}

const STRANGE = 'the rows of the calibration do not match these: the share can be wrong by more than its interval says';

/** Rows that match no verdict match no share either; the validation, on the same rows, cannot notice. */
function isStrange({ alpha }: AlphaReport, { judged, guaranteed, unjudged }: CalibrationReport): boolean {
  return alpha !== null && guaranteed !== undefined && judged === 0 && unjudged.some((u) => u.samples > 0);
}

function scoredLine({ scored, read, drawn, kind, percentiles, abstained }: TraitsReport): string {
  const why = Object.entries(abstained).map(([reason, n]) => `${grouped(n)} ${reason}`);
  const part = drawn ? ` (≈ drawn ${grouped(drawn.n)} of ${grouped(drawn.of)} ${drawn.unit})` : '';
  if (scored === 0) return `none of ${counted(read, 'sample')} could be measured${part}: ${why.join(', ')}`;
  // Each sample is compared with its own nearest kind; a kind of less than half of them names only some.
  const whom = kind && kind.share >= 0.5 ? kind.name : 'texts of their kind';
  const among = kind ? ` · median percentile ${Math.round(medianOf(percentiles))} among human ${whom}` : '';
  return `${grouped(scored)} scored${part}${among}${why.length > 0 ? ` · not measured: ${why.join(', ')}` : ''}`;
}

/** Of counts in twenty bins of five points, interpolated. */
export function medianOf(percentiles: readonly number[]): number {
  const width = 100 / percentiles.length;
  const half = percentiles.reduce((a, b) => a + b, 0) / 2;
  let below = 0;
  for (const [i, n] of percentiles.entries()) {
    if (n > 0 && below + n >= half) return width * (i + (half - below) / n);
    below += n;
  }
  return 0;
}

function verdictLines({ name, human, flagged, judged, guaranteed, rate, missing }: CalibrationReport): string[] {
  const against = `${counted(human, 'human row')} of ${name}`;
  if (judged === 0) return [`none judged by ${against}${missing ? `: ${missing}` : ''}`];
  const limit = guaranteed === undefined ? percent(rate) : percent(guaranteed);
  const share = `of such human rows at most ${limit} would, with 95 % confidence`;
  const found = `${grouped(flagged)} of ${grouped(judged)} share surface traits with LLM text; ${share} (${against})`;
  return [found, ...(missing ? [missing] : [])];
}

function alphaLine({ alpha, low, high, refused, method, human, llm }: AlphaReport): string {
  const by = `${counted(human, 'human row')}, ${counted(llm, 'LLM row')}`;
  if (alpha === null || low === null || high === null) return `no estimate: ${refused ?? 'it could not be made'}`;
  return `≈ ${percent(alpha)} of the rows are like the LLM rows, 95 %: ${percent(low)} to ${percent(high)} (${method}; ${by})`;
}
