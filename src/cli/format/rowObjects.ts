// The rows of an inspection as plain objects: one per sample and view, in corpus order.
import type { FindingKind, Related } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { verdictAt } from '../../engine/verify/summary.ts';
import type { Verdict } from '../../engine/verify/verifier.ts';
import type { DropOrder, NearPartner } from '../../protocol/hostApi.ts';
import type { RowCheck } from '../../protocol/verifyApi.ts';
import type { Inspection, RowFinding } from '../../runtime/inspect/result.ts';
import type { ExplainedPage } from '../../runtime/traits/explainRows.ts';
import { tidy } from './numbers.ts';
import { type RowTraitsObject, rowTraits } from './rowTraits.ts';

export interface RowObject {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Offset of the sample in its file. */
  readonly byte: number;
  readonly view: ViewName;
  readonly words: number;
  /** 0..1; null where the sample is too short to say. */
  readonly novelty: number | null;
  /** Distinct 4-grams that no other sample holds. */
  readonly adds: number;
  /** Only with --drop-order: its turn, from 1, and what it adds by then. */
  readonly drop?: { readonly at: number; readonly adds: number };
  readonly coveredBy: readonly Related[];
  /** Verified partners, best five. */
  readonly near: readonly NearPartner[];
  readonly cluster: {
    readonly id: number;
    readonly size: number;
    readonly keeper: { file: string; line: number };
  } | null;
  readonly findings: readonly { readonly kind: FindingKind; readonly message: string; readonly score: number }[];
  /** Null for rows that were not read for them; missing with --traits none. */
  readonly traits?: RowTraitsObject | null;
  /** Of the sample; missing where nothing in the corpus was verified. */
  readonly verdict?: Verdict;
  readonly checks?: readonly RowCheck[];
}

const NOT_EXPLAINED: Pick<ExplainedPage, 'tops' | 'checks'> = { tops: new Map(), checks: new Map() };

type RowSource = Pick<Inspection, 'report' | 'columns' | 'findings' | 'clusters' | 'near' | 'coveredBy'>;

/** All rows in corpus order, or those of `drops` in theirs; `explained` is asked when the turn of a row has come. Lazily: a corpus of millions of rows is never held as objects. */
export function* rowObjects(
  inspection: RowSource,
  drops?: DropOrder,
  explained: () => Pick<ExplainedPage, 'tops' | 'checks'> = () => NOT_EXPLAINED,
): Generator<RowObject> {
  const { columns, report, near, coveredBy } = inspection;
  const paths = report.files.map((f) => f.path);
  const clusters = new Map(inspection.clusters.map((c) => [c.id, c]));
  const byRow = new Map<number, RowFinding[]>();
  for (const finding of inspection.findings) {
    if (finding.row < 0) continue;
    const list = byRow.get(finding.row);
    if (list) list.push(finding);
    else byRow.set(finding.row, [finding]);
  }
  for (let i = 0; i < (drops?.rows.length ?? columns.length); i++) {
    const drop = drops?.rows[i];
    const row = drop ? drop.row : i;
    const cluster = clusters.get(columns.cluster[row]!);
    const novelty = columns.novelty[row]!;
    const { tops, checks } = explained();
    const traits = rowTraits(columns, row, tops.get(row));
    yield {
      file: paths[columns.file[row]!]!,
      line: columns.line[row]!,
      byte: columns.byte[row]!,
      view: VIEW_NAMES[columns.view[row]!]!,
      words: columns.words[row]!,
      novelty: Number.isNaN(novelty) ? null : tidy(novelty),
      adds: columns.adds[row]!,
      ...(drop ? { drop: { at: i + 1, adds: drop.adds } } : {}),
      coveredBy: (coveredBy.get(row) ?? []).map(({ file, line, share }) => ({ file, line, share: tidy(share) })),
      near: (near.get(row) ?? []).map(({ file, line, jaccard }) => ({ file, line, jaccard: tidy(jaccard) })),
      cluster: cluster
        ? {
            id: cluster.id,
            size: cluster.size,
            keeper: { file: paths[columns.file[cluster.keeper]!]!, line: columns.line[cluster.keeper]! },
          }
        : null,
      findings: (byRow.get(row) ?? []).map(({ kind, message, score }) => ({ kind, message, score: tidy(score) })),
      ...(traits === undefined ? {} : { traits }),
      ...(columns.checks && {
        verdict: verdictAt(columns.checks, row),
        checks: checks.get(columns.sample[row]!) ?? [],
      }),
    };
  }
}
