// Evaluation items against the corpus: the items are read, put into one index, and every sample is looked up in it.
import { createHash } from 'node:crypto';
import { type GramIndex, gramIndex } from '../../engine/leakage/gramIndex.ts';
import { ItemCollector, type ItemColumns, WHOLE } from '../../engine/leakage/items.ts';
import { ItemScan, leakOf, WORTH_NAMING } from '../../engine/leakage/scan.ts';
import { splitOfRow } from '../../engine/leakage/splits.ts';
import { MOST_NAMED, type SampleHit, type SampleLeak, type Verdicts, verdicts } from '../../engine/leakage/verdict.ts';
import { type WholeRows, wholeMatches } from '../../engine/leakage/whole.ts';
import type { ViewName } from '../../engine/sample.ts';
import { Preparer } from '../../engine/text/prepare.ts';
import type { WorkerControl } from '../pool/control.ts';
import type { Transferred } from '../pool/workerPort.ts';
import { openSource, type SourceRef } from '../sources/source.ts';
import { eachSample, type Job } from './job.ts';

export interface ItemsParams {
  readonly job: Job;
  /** Number of the set that the samples of a file belong to; −1 where their field `split` tells. */
  readonly setOfFile: readonly number[];
  /** By rank of the split, −1 for no set. */
  readonly setOfSplit: readonly number[];
  readonly level: number;
}

/** The items of one block, in order. */
export interface ItemBlock {
  readonly index: number;
  readonly lineBreaks: number;
  readonly items: ItemColumns;
  readonly set: Uint16Array;
  /** Line breaks between the start of the block's slot and each item. */
  readonly line: Uint32Array;
}

export function leakageItems(p: ItemsParams, control: WorkerControl): Transferred<readonly ItemBlock[]> {
  const collector = new ItemCollector(p.level);
  const blocks: ItemBlock[] = [];
  let set: number[] = [];
  let line: number[] = [];
  eachSample(
    p.job,
    control,
    (sample, { file }) => {
      const ofFile = p.setOfFile[file] as number;
      const number = ofFile >= 0 ? ofFile : (p.setOfSplit[splitOfRow(sample.value)] as number);
      if (number < 0 || sample.views.length === 0) return;
      collector.add(sample.views);
      set.push(number);
      line.push(sample.lineInBlock);
    },
    ({ lineBreaks }, _ref, index) => {
      blocks.push({
        index,
        lineBreaks,
        items: collector.take(),
        set: Uint16Array.from(set),
        line: Uint32Array.from(line),
      });
      set = [];
      line = [];
    },
  );
  const transfer = blocks.flatMap(({ items: { lo, hi, inPrompt } }) =>
    [lo, hi, inPrompt].map((a) => a.buffer as ArrayBuffer),
  );
  return { value: blocks, transfer };
}

export interface IndexParams {
  /** All blocks of items, in the order in which items are numbered. */
  readonly blocks: readonly Pick<ItemBlock, 'items' | 'set'>[];
  readonly sets: number;
  readonly level: number;
  /** Files whose content is to be named by a hash. */
  readonly files: readonly SourceRef[];
}

export interface IndexedItems {
  readonly index: GramIndex;
  /** What is left of the items: their 13-grams are in the index. */
  readonly items: Pick<ItemColumns, 'length' | 'words' | 'promptWords' | 'keys'>;
  readonly set: Uint16Array;
  readonly hashes: readonly string[];
}

export function leakageIndex({ blocks, sets, level, files }: IndexParams): IndexedItems {
  const items = joined(blocks.map((b) => b.items));
  const set = new Uint16Array(new SharedArrayBuffer(2 * items.length));
  let at = 0;
  for (const block of blocks) {
    set.set(block.set, at);
    at += block.set.length;
  }
  const { length, words, promptWords, keys } = items;
  return {
    index: gramIndex(items, set, sets, level),
    items: { length, words, promptWords, keys },
    set,
    hashes: files.map(hashOf),
  };
}

function joined(parts: readonly ItemColumns[]): ItemColumns {
  const sum = (of: (part: ItemColumns) => number) => parts.reduce((n, part) => n + of(part), 0);
  const length = sum((p) => p.length);
  const grams = sum((p) => p.lo.length);
  const all = {
    length,
    starts: new Uint32Array(length + 1),
    lo: new Int32Array(grams),
    hi: new Int32Array(grams),
    inPrompt: new Uint8Array(grams),
    words: new Uint32Array(length),
    promptWords: new Uint32Array(length),
    keys: new Float64Array(WHOLE * length),
  };
  let item = 0;
  let gram = 0;
  for (const part of parts) {
    part.starts.forEach((start, i) => {
      all.starts[item + i] = gram + start;
    });
    for (const name of ['lo', 'hi', 'inPrompt'] as const) all[name].set(part[name], gram);
    for (const name of ['words', 'promptWords'] as const) all[name].set(part[name], item);
    all.keys.set(part.keys, WHOLE * item);
    item += part.length;
    gram += part.lo.length;
  }
  return all;
}

const HASHED_AT_ONCE = 1 << 20;

function hashOf(ref: SourceRef): string {
  const source = openSource(ref);
  try {
    const hash = createHash('sha256');
    for (let at = 0; at < source.size; at += HASHED_AT_ONCE) hash.update(source.read(at, at + HASHED_AT_ONCE));
    return hash.digest('hex').slice(0, 16);
  } finally {
    source.close();
  }
}

/** In which samples the items of each set are looked for. */
export interface Comparable {
  /** By set: the corpus's own file that the set is, −1 for none; and the rank of its split, above all for references. */
  readonly ownFile: readonly number[];
  readonly rank: readonly number[];
  /** By file of the corpus: the rank of its split, 0 for none. */
  readonly rankOfFile: readonly number[];
}

/** By set, whether a sample is compared with it: a split with those behind it, nothing with itself. */
type SetsFor = (file: number, rankOfRow: number) => readonly boolean[];

function compareWith({ ownFile, rank, rankOfFile }: Comparable): SetsFor {
  const known = rankOfFile.map((ofFile, file) =>
    [0, 1, 2, 3].map((ofRow) => rank.map((r, set) => ownFile[set] !== file && r > Math.max(ofFile, ofRow))),
  );
  return (file, ofRow) => known[file]?.[ofRow] ?? [];
}

export interface ScanParams {
  readonly job: Job;
  readonly index: GramIndex;
  /** By item. */
  readonly set: Uint16Array;
  /** One byte per posting, shared by all workers. */
  readonly seen: Uint8Array;
  readonly comparable: Comparable;
  /** Views that have rows, and the number of the first row of each block. */
  readonly views: readonly ViewName[];
  readonly firstRow: Float64Array;
}

export function leakageScan(p: ScanParams, control: WorkerControl): readonly SampleHit[] {
  const { index, set } = p;
  const scan = new ItemScan(index, p.seen);
  const preparer = new Preparer();
  const measured = new Set(p.views);
  const setsFor = compareWith(p.comparable);
  const hits: SampleHit[] = [];
  const best = new Best();
  let row = 0;
  eachSample(
    p.job,
    control,
    (sample, ref) => {
      const views = sample.views.filter(({ view }) => measured.has(view));
      const first = row;
      row += views.length;
      const allowed = setsFor(ref.file, splitOfRow(sample.value));
      if (!allowed.includes(true)) return;
      scan.begin((item) => allowed[set[item] as number] === true);
      for (const { view, segments } of views) scan.view(preparer.prepare(ref, view, segments, 'words'), segments);
      if (!scan.any) return;
      for (const { item, grams, prompt, view, run } of scan.held()) {
        const hit = { row: first + view, item, grams, prompt };
        if (leakOf(index, item, grams, prompt) !== null) {
          const segment = views[view]?.segments[run.segment];
          const offset = segment?.offset ?? 0;
          const span = { path: segment?.path ?? [], start: offset + run.start, end: offset + run.end };
          hits.push({ ...hit, span });
        } else if (grams >= (index.grams[item] as number) * WORTH_NAMING) best.add(hit);
      }
    },
    () => {},
    (_ref, block) => {
      row = p.firstRow[block] as number;
    },
  );
  return [...hits, ...best.all()];
}

/** Of each item the samples that hold most of it: as many as are named. */
class Best {
  private readonly byItem = new Map<number, SampleHit[]>();

  add(hit: SampleHit): void {
    const list = this.byItem.get(hit.item);
    if (!list) {
      this.byItem.set(hit.item, [hit]);
      return;
    }
    let at = list.length;
    while (at > 0 && isBefore(hit, list[at - 1] as SampleHit)) at--;
    list.splice(at, 0, hit);
    if (list.length > MOST_NAMED) list.pop();
  }

  all(): SampleHit[] {
    return [...this.byItem.values()].flat();
  }
}

function isBefore(a: SampleHit, b: SampleHit): boolean {
  return a.grams > b.grams || (a.grams === b.grams && a.row < b.row);
}

export interface VerdictParams extends Pick<ScanParams, 'index' | 'set' | 'seen' | 'comparable'> {
  readonly items: IndexedItems['items'];
  readonly hits: readonly SampleHit[];
  readonly rows: WholeRows & { readonly file: Uint16Array };
  /** Rank of the split that each row names; null where none does. */
  readonly rankOfRow: Uint8Array | null;
}

/** What leaks, and which items were met at all. */
export interface LeakageVerdicts extends Pick<Verdicts, 'leaked' | 'prompts'> {
  /** By sample that something leaks into, the strongest first. */
  readonly samples: readonly (readonly SampleLeak[])[];
  /** By item: 1 where any 13-gram of it, or its whole text, stands in the corpus. */
  readonly met: Uint8Array;
}

export function leakageVerdict(p: VerdictParams): LeakageVerdicts {
  const { index, items, rows, set } = p;
  const setsFor = compareWith(p.comparable);
  const whole = wholeMatches(rows, items, index, (item, row) => {
    const allowed = setsFor(rows.file[row] as number, p.rankOfRow?.[row] ?? 0);
    return allowed[set[item] as number] === true;
  });
  const sampleOf = (row: number) => rows.sample[row] as number;
  const { held, leaked, prompts, samples } = verdicts({ items, index, seen: p.seen, hits: p.hits, whole, sampleOf });
  const met = Uint8Array.from(held, (n) => (n > 0 ? 1 : 0));
  for (const { item, as } of whole) if (as === 'item') met[item] = 1;
  return { leaked, prompts, samples: [...samples.values()], met };
}
