// The group of near-duplicates that a flagged sample is part of: which lines stay, and how many samples they cover.
import type { GroupRef } from '../../protocol/reviewApi.ts';
import type { Engine } from '../engine.ts';
import { findRow, type SamplePlace } from '../rows.ts';

const PAGE = 200;

export interface CoveredGroup {
  readonly ref: GroupRef;
  /** Lines of the samples that stay, 1-based. */
  readonly keepers: readonly number[];
  /** Samples that would go. */
  readonly covered: number;
}

/** Undefined where the sample is in no group, or nothing of the group would go. */
export async function coveredGroup(
  engine: Pick<Engine, 'api'>,
  corpus: string,
  place: SamplePlace,
): Promise<CoveredGroup | undefined> {
  const row = await findRow(engine, corpus, place);
  if (row?.cluster === undefined) return undefined;
  const ref: GroupRef = { kind: 'near-duplicate', id: row.cluster };
  const [{ rows }, { total: covered }] = await Promise.all([
    engine.api.groupRows({ corpus, group: ref, offset: 0, limit: PAGE }),
    engine.api.droppedSamples({ corpus, choice: { decisions: false, groups: [ref] }, offset: 0, limit: 0 }),
  ]);
  const keepers = rows.filter(({ isKept }) => isKept).map(({ summary }) => summary.line);
  return covered > 0 && keepers.length > 0 ? { ref, keepers, covered } : undefined;
}
