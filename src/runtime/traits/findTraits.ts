// From the readings of all rows to what is reported of them: blocks by view, verdicts of a calibration, and the share of
// rows that are like its LLM rows.
import type { Language } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { estimateAlpha } from '../../engine/traits/alpha/estimate.ts';
import { groupsOf } from '../../engine/traits/alpha/groups.ts';
import type { Calibration } from '../../engine/traits/calibration/calibration.ts';
import { countVerdicts, judge, UNJUDGED, type Unjudged } from '../../engine/traits/calibration/judge.ts';
import { ABSTENTIONS, type Abstention, type TraitReader } from '../../engine/traits/reading.ts';
import { readTraits, type TopTraits, withAbouts } from '../../engine/traits/report.ts';
import type { AlphaReport, CalibrationReport, TraitsReport } from '../../engine/traits/schema.ts';
import { NO_LABEL } from '../../formats/views/fieldValue.ts';
import type { UsedCalibration } from './calibrationOf.ts';
import { NO_KIND, partsOf, type TraitColumns, UNREAD } from './columns.ts';

/** In the order in which columns number them. */
export const REASONS: readonly Unjudged[] = UNJUDGED;

export interface AskedView {
  readonly view: ViewName;
  readonly languages: readonly Language[];
  readonly top: TopTraits;
  /** Of before, where it is not estimated anew. */
  readonly alpha?: AlphaReport;
}

export interface TraitsAsked {
  readonly rows: {
    readonly view: Uint8Array;
    readonly group: Int32Array | null;
    readonly labels: readonly string[];
    /** The field of the labels. */
    readonly by?: string | undefined;
    readonly traits: TraitColumns;
  };
  readonly views: readonly AskedView[];
  readonly calibration: UsedCalibration | null;
  /** Whether α is estimated where it can be: it takes seconds. */
  readonly estimate: boolean;
}

export interface FoundTraits {
  readonly views: Readonly<Partial<Record<ViewName, TraitsReport>>>;
  /** Null without a calibration. */
  readonly verdicts: Verdicts | null;
}

/** Per row. */
export interface Verdicts {
  /** NaN where there is none. */
  readonly p: Float32Array;
  readonly flagged: Uint8Array;
  /** 0 where nothing stands in the way, else the number of the reason in REASONS, from 1. */
  readonly unjudged: Uint8Array;
}

/** The same for the same rows, whatever blocks and workers read them. */
export function findTraits({ rows, views, calibration, estimate }: TraitsAsked, reader: TraitReader): FoundTraits {
  const n = rows.view.length;
  const verdicts = calibration && {
    p: new Float32Array(n).fill(Number.NaN),
    flagged: new Uint8Array(n),
    unjudged: new Uint8Array(n),
  };
  const reports = views.map((asked): [ViewName, TraitsReport] => {
    const at = rowsOf(rows.view, VIEW_NAMES.indexOf(asked.view));
    const { abstained, readings } = readingsOf(rows.traits, at);
    const report: TraitsReport = {
      ...readTraits(readings, abstained, at.length, reader),
      top: withAbouts(asked.top, reader),
      explained: asked.top.explained,
    };
    if (!calibration || !verdicts) return [asked.view, report];
    const judged = judgeRows(rows.traits, at, asked, calibration, reader, verdicts);
    const alpha = estimate ? alphaOf(rows, at, asked.view, calibration.calibration) : asked.alpha;
    return [asked.view, { ...report, calibration: judged, ...(alpha && { alpha }) }];
  });
  return { views: Object.fromEntries(reports), verdicts };
}

function rowsOf(views: Uint8Array, view: number): number[] {
  const out: number[] = [];
  for (let row = 0; row < views.length; row++) if (views[row] === view) out.push(row);
  return out;
}

function readingsOf(traits: TraitColumns, at: readonly number[]) {
  const states = new Array<number>(2 + ABSTENTIONS.length).fill(0);
  for (const row of at) {
    const state = traits.state[row] as number;
    states[state] = (states[state] as number) + 1;
  }
  const abstained: Partial<Record<Abstention, number>> = {};
  for (const [i, why] of ABSTENTIONS.entries()) abstained[why] = states[2 + i] as number;
  const pick = <T extends Float32Array | Uint32Array>(column: T) => at.map((row) => column[row] as number);
  const readings = {
    score: pick(traits.score),
    percentile: pick(traits.percentile),
    words: pick(traits.words),
    kind: at.map((row) => (traits.kind[row] === NO_KIND ? -1 : (traits.kind[row] as number))),
  };
  return { abstained, readings };
}

function judgeRows(
  traits: TraitColumns,
  at: readonly number[],
  { view, languages }: AskedView,
  { name, calibration }: UsedCalibration,
  reader: TraitReader,
  verdicts: Verdicts,
): CalibrationReport {
  const measured = at.filter((row) => !Number.isNaN(traits.score[row]));
  const { of, report } = judge(calibration, {
    model: reader.model.name,
    corpus: {
      view,
      words: measured.map((row) => traits.words[row] as number),
      markup: measured.map((row) => (traits.markup[row] as number) / 255),
      languages,
    },
  });
  const counts = countVerdicts();
  for (const row of at) {
    if (traits.state[row] === UNREAD) continue;
    const verdict = of({
      words: traits.words[row] as number,
      score: traits.score[row] as number,
      parts: partsOf(traits, row),
    });
    counts.add(verdict);
    verdicts.p[row] = verdict.p;
    verdicts.flagged[row] = verdict.verdict === 'flag' ? 1 : 0;
    verdicts.unjudged[row] = verdict.reason ? 1 + REASONS.indexOf(verdict.reason) : 0;
  }
  return { ...report(counts), name };
}

function alphaOf(
  { traits, group, labels, by }: TraitsAsked['rows'],
  at: readonly number[],
  view: ViewName,
  { view: calibrated, human, llm }: Calibration,
): AlphaReport | undefined {
  // A file of plain text has no other view than `text`.
  if (!llm || (view !== calibrated && view !== 'text' && calibrated !== 'text')) return undefined;
  const rows = {
    score: at.map((row) => traits.score[row] as number),
    words: at.map((row) => traits.words[row] as number),
  };
  const labelled = group && at.map((row) => labels[group[row] as number] as string);
  return estimateAlpha({
    rows,
    human: { score: human.score, words: human.words },
    llm: { score: llm.score, words: llm.words },
    ...(labelled && by !== undefined && { groups: groupsOf(by, labelled, NO_LABEL) }),
  });
}
