// Covering samples of the rows that ask for them, in rounds that bound the memory.
import type { Covering } from '../../engine/scoring/cover.ts';
import type { GramTable } from '../../engine/sketch/gramTable.ts';
import type { Covered, Holders, Wanted } from '../tasks/evidence.ts';
import type { Job } from '../tasks/job.ts';
import type { Facts } from '../tasks/rowReader.ts';
import type { CorpusRows } from './columns.ts';
import type { Passes } from './passes.ts';

/** 4-grams of the targets of one round; each round reads the corpus once. */
const GRAMS_PER_ROUND = 4_000_000;
const BATCH = 64;

export async function findEvidence(
  passes: Passes,
  job: Job,
  facts: Facts,
  rows: CorpusRows,
  targets: readonly number[],
): Promise<Map<number, readonly Covering[]>> {
  const out = new Map<number, readonly Covering[]>();
  const places = { file: rows.file, byte: rows.byte, byteLength: rows.byteLength, view: rows.view };
  for (const round of rounds(rows, targets)) {
    const starts = Uint32Array.from({ length: Math.ceil(round.length / BATCH) + 1 }, (_, i) =>
      Math.min(round.length, i * BATCH),
    );
    const batches = starts.length - 1;
    const asked = { job, facts, rows: places, targets: round, starts };
    const wanted = await passes.overBatches<Wanted>('evidence', 'evidenceWanted', asked, batches);
    const index = await passes.one<GramTable[]>('evidenceIndex', wanted);
    const holders = await passes.overCorpus<Holders>('evidence', 'evidenceHolders', {
      job,
      facts,
      index,
      firstRow: rows.firstRow,
    });
    const asking = { ...asked, index, holders, cluster: rows.cluster };
    for (const covered of await passes.overBatches<Covered>('evidence', 'evidenceCover', asking, batches)) {
      for (const { row, coverings } of covered) out.set(row, coverings);
    }
  }
  return out;
}

function rounds(rows: CorpusRows, targets: readonly number[]): Uint32Array[] {
  const out: Uint32Array[] = [];
  let round: number[] = [];
  let grams = 0;
  for (const row of targets) {
    const more = rows.grams[row] as number;
    if (round.length > 0 && grams + more > GRAMS_PER_ROUND) {
      out.push(Uint32Array.from(round));
      round = [];
      grams = 0;
    }
    round.push(row);
    grams += more;
  }
  if (round.length > 0) out.push(Uint32Array.from(round));
  return out;
}
