// Low-novelty samples that go from what the other parts of a choice left: 4-grams collected, their holders counted, drops
// worked out, each in the workers. Memory is bounded, whatever the size of the corpus.

import type { NearDrops } from '../../engine/review/nearCopies.ts';
import type { Recounted, RecountPlan } from '../../engine/review/recount.ts';
import type { Standing } from '../../engine/review/standing.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import { numberingOf } from '../inspect/laterPass.ts';
import type { Inspection } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { RowGrams } from '../tasks/dropOrder.ts';
import type { NumberedGrams } from '../tasks/heldGrams.ts';

/** 4-grams that are held at once; a corpus whose candidates hold more is judged by a draw of them. 16 million take 600 MB. */
const MOST_GRAMS = 1 << 24;
const BATCH = 64;

export interface LowNoveltyRule {
  /** Rows that may go for their novelty, ascending. */
  readonly candidates: readonly number[];
  /** The novelty from which a row stays. */
  limitOf(row: number): number;
  /** What went as near-duplicates: none of it may lose its last cover. */
  readonly near: NearDrops | null;
  /** Default 2²⁴. */
  readonly mostGrams?: number;
}

const VIEWS: ReadonlySet<number> = new Set((['text', 'response'] as const).map((view) => VIEW_NAMES.indexOf(view)));

/** Whether samples can be low in novelty in the view of a row. */
export function hasNovelty({ columns }: Inspection, row: number): boolean {
  return VIEWS.has(columns.view[row] as number);
}

/** Drops them from `standing`. Rejects with 'cancelled'. */
export async function dropLowNovelty(
  pool: WorkerPool,
  inspection: Inspection,
  standing: Standing,
  rule: LowNoveltyRule,
  signal?: AbortSignal,
): Promise<void> {
  const { columns } = inspection;
  const asked = planOf(inspection, standing, rule);
  if (asked.samples.length === 0) return;
  const options = signal ? { signal } : {};
  const level = levelFor(inspection, asked.rows, rule.mostGrams ?? MOST_GRAMS);
  const numbering = numberingOf(inspection);
  const places = {
    file: columns.file,
    byte: columns.byte,
    byteLength: columns.byteLength,
    view: columns.view,
  };
  const starts = Uint32Array.from({ length: Math.ceil(asked.rows.length / BATCH) + 1 }, (_, i) =>
    Math.min(asked.rows.length, i * BATCH),
  );
  const { results: parts } = await pool.overBlocks<RowGrams>(
    'gramsOfRows',
    { job: numbering.job, places, rows: asked.rows, starts, level },
    starts.length - 1,
    options,
  );
  const { index, ...numbered } = await pool.one<NumberedGrams>('numberGrams', { parts, view: columns.view }, options);
  const holder = new Int32Array(new SharedArrayBuffer(numbered.distinct * 4));
  const held = new Uint32Array(new SharedArrayBuffer(numbered.distinct * 4));
  const { stays, samples } = staying(inspection, standing, asked);
  const cluster = columns.cluster;
  await pool.overBlocks(
    'holdersOfGrams',
    { ...numbering, index, stays, cluster, level, holder, held },
    numbering.job.blocks.length,
    options,
  );
  const plan = placed(asked, rule, numbered.rows);
  const result = await pool.one<Recounted>(
    'dropLowestRows',
    { numbered, holder, held, cluster, view: columns.view, samples, level, plan },
    options,
  );
  for (const i of result.samples) standing.drop((asked.samples[i] as Asked['samples'][number]).sample, 'low-novelty');
  for (const i of result.dependents) {
    standing.relabel((asked.dependents[i] as Asked['dependents'][number]).sample, 'low-novelty');
  }
}

interface Asked {
  readonly samples: readonly {
    readonly sample: number;
    readonly judged: readonly number[];
    readonly rows: readonly number[];
    readonly texts: readonly number[];
  }[];
  readonly dependents: readonly {
    readonly sample: number;
    readonly rows: readonly { readonly row: number; readonly texts: readonly number[] }[];
  }[];
  /** By text: rows that stay, and the dependents that it covers. */
  readonly texts: readonly { readonly staying: number; readonly covers: readonly number[] }[];
  /** All rows whose 4-grams are wanted, ascending. */
  readonly rows: Uint32Array;
}

function planOf(inspection: Inspection, standing: Standing, rule: LowNoveltyRule): Asked {
  const { columns, likeness } = inspection;
  const wanted = new Set<number>();
  const bySample = new Map<number, number[]>();
  for (const row of rule.candidates) {
    if (!standing.stays(row)) continue;
    const sample = columns.sample[row] as number;
    const judged = bySample.get(sample);
    if (judged) judged.push(row);
    else bySample.set(sample, [row]);
  }
  // Texts of the candidates, by first row with the text: only what those cover can come to depend on them.
  const textNumber = new Map<number, number>();
  const texts: { staying: number; covers: number[] }[] = [];
  const samples = [...bySample].map(([sample, judged]) => {
    const rows = rowsOf(inspection, sample);
    const own = rule.near ? rows.map((row) => likeness.first(row)) : [];
    for (const text of own) {
      if (textNumber.has(text)) continue;
      textNumber.set(text, texts.push({ staying: rule.near?.cover.staying(text) ?? 0, covers: [] }) - 1);
    }
    const held = rows.filter((row) => hasNovelty(inspection, row));
    for (const row of held) wanted.add(row);
    return { sample, judged, rows: held, texts: own.map((text) => textNumber.get(text) as number) };
  });
  const dependents: Asked['dependents'][number][] = [];
  for (const [sample, rows] of rule.near?.went ?? []) {
    const needed = rows.map((row) => {
      const first = likeness.first(row);
      return { row, by: [first, ...likeness.partnersOf(first).map((p) => p.row)] };
    });
    if (!needed.some(({ by }) => by.some((text) => textNumber.has(text)))) continue;
    const number = dependents.length;
    const described = needed.map(({ row, by }) => {
      if (hasNovelty(inspection, row)) wanted.add(row);
      const covering = by.filter((text) => (rule.near?.cover.staying(text) ?? 0) > 0);
      return { row, texts: covering.map((text) => numberOf(text)) };
    });
    for (const text of new Set(described.flatMap((d) => d.texts))) texts[text]?.covers.push(number);
    dependents.push({ sample, rows: described });
  }
  function numberOf(text: number): number {
    let number = textNumber.get(text);
    if (number === undefined) {
      number = texts.push({ staying: rule.near?.cover.staying(text) ?? 0, covers: [] }) - 1;
      textNumber.set(text, number);
    }
    return number;
  }
  return { samples, dependents, texts, rows: Uint32Array.from(wanted).sort() };
}

/** All rows of a sample, by its first. */
function rowsOf({ columns }: Inspection, sample: number): number[] {
  const out: number[] = [];
  for (let row = sample; row < columns.length && columns.sample[row] === sample; row++) out.push(row);
  return out;
}

/** As the recount wants it: rows by their place in `rows`. */
function placed(asked: Asked, rule: LowNoveltyRule, rows: Uint32Array): RecountPlan {
  const placeOf = new Map<number, number>();
  rows.forEach((row, i) => {
    placeOf.set(row, i);
  });
  const place = (row: number) => placeOf.get(row) ?? -1;
  const found = (list: readonly number[]) => list.map(place).filter((at) => at >= 0);
  return {
    samples: asked.samples.map(({ judged, rows: own }) => ({ judged: found(judged), rows: found(own) })),
    limit: Float64Array.from(rows, (row) => rule.limitOf(row)),
    texts: Uint32Array.from(asked.texts, (t) => t.staying),
    textsOf: asked.samples.map((s) => s.texts),
    covers: asked.texts.map((t) => t.covers),
    dependents: asked.dependents.map((d) => d.rows.map(({ row, texts }) => ({ row: place(row), texts }))),
  };
}

/** Which rows stay for certain, and how many rows of each view stay before the first candidate goes. */
function staying(
  { columns }: Inspection,
  standing: Standing,
  { samples: candidates }: Asked,
): { stays: Uint8Array; samples: number[] } {
  const stays = new Uint8Array(new SharedArrayBuffer(columns.length));
  const samples = VIEW_NAMES.map(() => 0);
  for (let row = 0; row < columns.length; row++) {
    if (!standing.stays(row)) continue;
    stays[row] = 1;
    const view = columns.view[row] as number;
    samples[view] = (samples[view] as number) + 1;
  }
  for (const { rows } of candidates) for (const row of rows) stays[row] = 0;
  return { stays, samples };
}

function levelFor({ columns }: Inspection, rows: Uint32Array, most: number): number {
  let grams = 0;
  for (const row of rows) grams += columns.words[row] as number;
  return Math.max(0, Math.ceil(Math.log2(grams / most)));
}
