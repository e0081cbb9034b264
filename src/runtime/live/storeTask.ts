// Worker task: what updates of a document need of every row and a full inspection does not keep.
import { openingOf } from '../../engine/metrics/openings.ts';
import { boilerplateFrom } from '../../engine/scoring/boilerplate.ts';
import { gramCount } from '../../engine/sketch/gramTable.ts';
import { ScratchSet } from '../../engine/sketch/scratchSet.ts';
import { eachWordGram } from '../../engine/text/grams.ts';
import { type Prepared, Preparer } from '../../engine/text/prepare.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { readBlock } from '../../formats/readBlock.ts';
import { type Job, Sources } from '../tasks/job.ts';
import type { Facts } from '../tasks/rowReader.ts';
import { Lanes, type StoredGrams } from './gramStore.ts';
import { noveltyOf } from './novelty.ts';

export interface StoreParams {
  readonly job: Job;
  readonly facts: Facts;
  readonly rows: number;
}

export interface Stored {
  /** Distinct word 4-grams. */
  readonly words: StoredGrams;
  readonly base: Float32Array;
  readonly boilerplate: Uint8Array;
  readonly openLo: Int32Array;
  readonly openHi: Int32Array;
}

export function liveStore({ job, facts, rows }: StoreParams): Stored {
  const byView = new Map(facts.map(([view, f]) => [view, { ...f, from: boilerplateFrom(f.samples) }]));
  const column = () => new Uint32Array(rows);
  const words = { lanes: new Lanes(), at: column(), count: column() };
  const base = new Float32Array(rows);
  const boilerplate = new Uint8Array(rows);
  const openLo = new Int32Array(rows);
  const openHi = new Int32Array(rows);
  const preparer = new Preparer();
  const sources = new Sources(job);
  let row = 0;
  try {
    for (const ref of job.blocks) {
      readBlock(sources.get(ref.file), job.plans[ref.file] as FilePlan, ref.block, (sample) => {
        for (const { view, segments } of sample.views) {
          const known = byView.get(view);
          if (!known) continue;
          const x = preparer.prepare(ref, view, segments, 'words');
          const from = words.lanes.length;
          words.at[row] = from;
          wordGramsOf(x, words.lanes);
          words.count[row] = words.lanes.length - from;
          const { table } = known.wordGrams;
          const { lanes } = words;
          const found = noveltyOf(from, lanes.length, known.from, (i) =>
            gramCount(table, lanes.lo[i] as number, lanes.hi[i] as number, 4),
          );
          base[row] = found.novelty;
          boilerplate[row] = found.boilerplate ? 1 : 0;
          const opening = openingOf(x);
          if (opening) [openLo[row], openHi[row]] = opening;
          row++;
        }
      });
    }
  } finally {
    sources.close();
  }
  const { lo, hi, length } = words.lanes;
  return { words: { lo, hi, length, at: words.at, count: words.count }, base, boilerplate, openLo, openHi };
}

const seen = new ScratchSet();

/** Appends the distinct word 4-grams of a sample: what novelty counts. */
export function wordGramsOf(x: Prepared, out: Lanes): void {
  seen.clear();
  eachWordGram(x, 4, (lo, hi) => {
    if (seen.add(lo, hi) === 1) out.push(lo, hi);
  });
}
