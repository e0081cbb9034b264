// What is written of a plan, and in which order: the chosen rows, and the mix.
import { SIDE } from '../../../engine/mixture/standing.ts';
import type { FilePlan } from '../../../formats/plan.ts';
import type { MixtureAsked, MixtureFiles } from './asked.ts';
import type { BothSides } from './readSides.ts';
import { checkKinds, type Written, writeRows } from './writePlan.ts';

/** `chosen`: rows in the order of choice. Writes nothing where no file was asked for. */
export async function writeMixture(
  { out, mix, order }: MixtureAsked,
  files: MixtureFiles,
  sides: BothSides,
  chosen: Uint32Array,
  signal: AbortSignal,
): Promise<void> {
  const { job, rows } = sides;
  const placed = order === 'file' ? chosen.slice().sort() : chosen;
  const rowAt = (row: number): Written => ({
    file: rows.file[row] as number,
    byte: rows.byte[row] as number,
    byteLength: rows.byteLength[row] as number,
  });
  const plan = Array.from(placed, rowAt);
  if (out !== undefined) {
    checkKinds(job, new Set(plan.map(({ file }) => file)));
    await writeRows(out, job, plan, signal);
  }
  if (mix !== undefined) {
    const real = [...realPieces(files, sides, rowAt)];
    checkKinds(job, new Set([...real, ...plan].map(({ file }) => file)));
    await writeRows(mix, job, [...real, ...plan], signal);
  }
}

/** Files with all that stands in them; of files that hold candidates, and of JSON lists, the samples one by one. */
function* realPieces(
  { isReal, isSynthetic }: MixtureFiles,
  { job, rows, side }: BothSides,
  rowAt: (row: number) => Written,
): Iterable<Written> {
  for (let file = 0; file < isReal.length; file++) {
    if (!isReal[file]) continue;
    if (!isSynthetic[file] && (job.plans[file] as FilePlan).format !== 'json') {
      yield { file };
      continue;
    }
    for (let row = 0; row < rows.length; row++) {
      if (rows.file[row] !== file || rows.sample[row] !== row) continue;
      if (side[row] === SIDE.real || side[row] === SIDE.already) yield rowAt(row);
    }
  }
}
