// Which samples of each step are those of the step before, which changed, and which went or came.
import { type Matched, matchSamples, type SampleKeys } from '../../engine/compare/changes.ts';
import type { ComparisonStep } from '../../engine/compare/report.ts';
import type { Answer, ComparisonUnit } from '../../engine/compare/units.ts';
import { copyNumbers, drawKeys } from '../../engine/draw.ts';
import { readPool } from './drawSnapshots.ts';
import type { BetweenHooks } from './hooks.ts';
import type { SnapshotRows } from './snapshots.ts';

/** Words of a side whose texts are compared: more could not be paired in good time. */
const MOST_WORDS = 400_000;

export interface StepChanges {
  readonly changes: readonly (ComparisonStep['changes'] | undefined)[];
  readonly note?: string;
}

/** One entry per step, undefined for the first. Near-duplicates among what is left by keys count as changed. Rejects as the pool does. */
export async function stepChanges(snapshots: SnapshotRows, seed: number, hooks: BetweenHooks): Promise<StepChanges> {
  const { names, step, content, id, prompt, text, words } = snapshots;
  const rowsOf = names.map((): number[] => []);
  step.forEach((s, row) => {
    rowsOf[s]?.push(row);
  });
  const keysOf = (rows: readonly number[]): SampleKeys => {
    const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number);
    return { content: of(content), id: of(id), prompt: of(prompt), text: of(text) };
  };
  const keys = rowsOf.map(keysOf);
  const matched: Matched[] = names
    .slice(1)
    .map((_, i) => matchSamples(keys[i] as SampleKeys, keys[i + 1] as SampleKeys));
  let isCut = false;
  const few = (places: Uint32Array, rows: readonly number[]): number[] => {
    const all = Array.from(places, (place) => rows[place] as number);
    if (all.reduce((n, row) => n + (words[row] as number), 0) <= MOST_WORDS) return all;
    isCut = true;
    const hashes = Float64Array.from(all, (row) => text[row] as number);
    const order = drawKeys(hashes, copyNumbers(hashes), seed);
    let total = 0;
    return all
      .map((row, i) => ({ row, key: order[i] as number }))
      .sort((a, b) => a.key - b.key)
      .filter(({ row }) => {
        total += words[row] as number;
        return total <= MOST_WORDS;
      })
      .map(({ row }) => row)
      .sort((a, b) => a - b);
  };
  const near: number[] = [];
  for (const [i, { before, after }] of matched.entries()) {
    const sides = [few(before, rowsOf[i] as number[]), few(after, rowsOf[i + 1] as number[])] as const;
    near.push(sides[0].length === 0 || sides[1].length === 0 ? 0 : await countNear(snapshots, sides, i + 1, hooks));
  }
  const changes = matched.map(({ same, changed, before, after }, i) => {
    const more = near[i] as number;
    return { same, changed: changed + more, removed: before.length - more, added: after.length - more };
  });
  return {
    changes: [undefined, ...changes],
    ...((isCut as boolean) && {
      note: `Changed samples without an identifier are looked for among ${MOST_WORDS.toLocaleString('en')} drawn words of a side: more may have changed, and fewer gone or come.`,
    }),
  };
}

async function countNear(
  snapshots: SnapshotRows,
  [before, after]: readonly [readonly number[], readonly number[]],
  step: number,
  hooks: BetweenHooks,
): Promise<number> {
  const rows = Uint32Array.from([...before, ...after]);
  const first = Uint32Array.of(0, before.length, rows.length);
  const quiet = { ...hooks, onProgress: () => {} };
  const pool = await readPool(snapshots, { rows, first }, quiet);
  const places = Uint32Array.from(rows, (_, s) => s);
  const unit: ComparisonUnit = {
    kind: 'near',
    step,
    before: places.slice(0, before.length),
    after: places.slice(before.length),
  };
  const { results } = await hooks.pool.overBlocks<(readonly [number, Answer])[]>(
    'snapshotWork',
    { pool, units: [unit] },
    1,
    {
      signal: hooks.signal,
    },
  );
  const found = results.flat()[0]?.[1];
  return found?.kind === 'near' ? found.pairs : 0;
}
