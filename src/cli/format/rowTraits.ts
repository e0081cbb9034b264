// What `rows` prints of the traits of a row.
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { UNJUDGED_WORDS } from '../../engine/traits/calibration/judge.ts';
import type { Abstention } from '../../engine/traits/reading.ts';
import type { Inspection } from '../../runtime/inspect/result.ts';
import type { ExplainedTrait, PathSpan } from '../../runtime/tasks/traits.ts';
import { abstentionOf, TRAIT_VIEWS, UNREAD } from '../../runtime/traits/columns.ts';
import { REASONS } from '../../runtime/traits/findTraits.ts';
import { tidy } from './numbers.ts';

export interface RowTraitsObject {
  /** Standard deviations above human text of the same length; null where nothing was measured. */
  readonly score: number | null;
  /** 0..100, among human texts of the nearest kind and about this length. */
  readonly percentile: number | null;
  readonly words: number;
  /** Why nothing was measured. */
  readonly abstained?: Abstention;
  /** Against the calibration. */
  readonly p?: number;
  /** Why a calibration gave no p. */
  readonly unjudged?: string;
  /** What moved the score most; `effect` in standard deviations. */
  readonly top: readonly {
    readonly id: string;
    readonly value: number;
    readonly effect: number;
    /** Path of the string in the row, and UTF-16 offsets in it. */
    readonly spans: readonly PathSpan[];
  }[];
}

/** Undefined where the run left traits out; null for rows that were not read. */
export function rowTraits(
  { traits, verdicts, view }: Inspection['columns'],
  row: number,
  top: readonly ExplainedTrait[] = [],
): RowTraitsObject | null | undefined {
  if (!traits) return undefined;
  if (traits.state[row] === UNREAD || !TRAIT_VIEWS.includes(VIEW_NAMES[view[row]!] as ViewName)) return null;
  const abstained = abstentionOf(traits, row);
  const why = verdicts && abstained === null ? REASONS[verdicts.unjudged[row]! - 1] : undefined;
  const p = verdicts?.p[row] ?? Number.NaN;
  return {
    score: orNull(traits.score[row]!),
    percentile: orNull(traits.percentile[row]!),
    words: traits.words[row]!,
    ...(abstained ? { abstained } : {}),
    ...(Number.isNaN(p) ? {} : { p: tidy(p) }),
    ...(why ? { unjudged: UNJUDGED_WORDS[why] } : {}),
    top: top.map(({ id, value, effect, spans }) => ({ id, value: tidy(value), effect: tidy(effect), spans })),
  };
}

function orNull(n: number): number | null {
  return Number.isNaN(n) ? null : Math.round(n * 1e4) / 1e4;
}
