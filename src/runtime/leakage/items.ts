// Reads the items of all evaluation sets, puts them into one index, and knows where each stands.
import type { ItemPlace } from '../../engine/findings/leakage.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { countLines } from '../inspect/foldFacts.ts';
import type { Passes } from '../inspect/passes.ts';
import type { SourceRef } from '../sources/source.ts';
import type { Job } from '../tasks/job.ts';
import type { IndexedItems, ItemBlock, ItemsParams } from '../tasks/leakage.ts';
import type { EvaluationSet } from './sets.ts';

/** Text of evaluation sets whose 13-grams are all kept, in bytes of memory per byte of text; more are drawn by hash. */
const MEMORY_PER_BYTE = 16;

export interface ReadItems extends IndexedItems {
  placeOf(item: number): ItemPlace;
  /** How many times over the 13-grams are more than memory holds: one in 2^level is kept. */
  readonly level: number;
}

/** How many bits of a 13-gram's hash have to be zero, so that those of so many bytes of text fit. */
export function levelFor(bytes: number, memoryMb: number): number {
  const most = (memoryMb * 1e6) / MEMORY_PER_BYTE;
  return bytes > most ? Math.ceil(Math.log2(bytes / most)) : 0;
}

/** Null where no set holds any item. */
export async function readItems(
  passes: Passes,
  corpus: Job,
  sets: readonly EvaluationSet[],
  memoryMb: number,
): Promise<ReadItems | null> {
  const files = sets.flatMap(({ file }, set) => (file ? [{ ...file, set }] : []));
  const level = levelFor(
    files.reduce((n, { plan }) => n + plan.bytes, 0),
    memoryMb,
  );
  const fileJob = jobOf(
    corpus,
    files.map((f) => f.source),
    files.map((f) => f.plan),
  );
  const none = [-1, -1, -1, -1];
  const parts = [
    await readBlocks(passes, { job: fileJob, setOfFile: files.map((f) => f.set), setOfSplit: none, level }),
  ];
  const setOfSplit = none.map((_, rank) => sets.findIndex(({ file, rank: own }) => !file && own === rank));
  if (setOfSplit.some((set) => set >= 0)) {
    parts.push(await readBlocks(passes, { job: corpus, setOfFile: corpus.plans.map(() => -1), setOfSplit, level }));
  }
  const blocks = parts.flat();
  const length = blocks.reduce((n, { block }) => n + block.set.length, 0);
  if (length === 0) return null;
  const indexed = await passes.one<IndexedItems>('leakageIndex', {
    blocks: blocks.map(({ block: { items, set } }) => ({ items, set })),
    sets: sets.length,
    level,
    files: files.map((f) => f.source),
  });
  // What the index holds now is needed twice no more.
  const line = new Uint32Array(length);
  const path = new Uint32Array(length);
  const paths = blocks.map(({ path: of }) => of);
  let at = 0;
  blocks.forEach(({ block, lineBase }, i) => {
    path.fill(i, at, at + block.line.length);
    for (const inBlock of block.line) line[at++] = lineBase + inBlock + 1;
  });
  const hashes = sets.map((_, set) => {
    const i = files.findIndex((f) => f.set === set);
    return i >= 0 ? (indexed.hashes[i] as string) : '';
  });
  return {
    ...indexed,
    hashes,
    level,
    placeOf: (item) => {
      const set = sets[indexed.set[item] as number] as EvaluationSet;
      const file = paths[path[item] as number] as string;
      return { name: set.file ? set.name : file, path: set.file ? set.path : file, line: line[item] as number };
    },
  };
}

interface PlacedBlock {
  readonly block: ItemBlock;
  /** Lines of the file before it. */
  readonly lineBase: number;
  /** Of its file. */
  readonly path: string;
}

async function readBlocks(passes: Passes, params: ItemsParams): Promise<PlacedBlock[]> {
  const { job } = params;
  const results = await passes.overBatches<ItemBlock[]>('leakage', 'leakageItems', params, job.blocks.length);
  const byIndex = new Map(results.flat().map((block) => [block.index, block]));
  const placed: PlacedBlock[] = [];
  let lineBase = 0;
  job.blocks.forEach((ref, index) => {
    if (job.blocks[index - 1]?.file !== ref.file) lineBase = 0;
    const plan = job.plans[ref.file] as FilePlan;
    const block = byIndex.get(index);
    if (block) placed.push({ block, lineBase, path: plan.path });
    lineBase += block?.lineBreaks ?? countLines(job.sources[ref.file] as SourceRef, plan, ref.block);
  });
  return placed;
}

/** A job that reads other files; of the corpus's it takes what does not matter to reading. */
function jobOf(corpus: Job, sources: readonly SourceRef[], plans: readonly FilePlan[]): Job {
  const { tables: _, by: _by, prefer: _prefer, ...job } = corpus;
  const blocks = plans.flatMap((plan, file) => plan.blocks.map(({ block }) => ({ file, block })));
  return { ...job, sources, plans, blocks, drawnBlocks: null, range: null };
}
