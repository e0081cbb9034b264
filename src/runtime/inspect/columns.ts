// From the scored blocks to columns over the whole corpus, in shared memory, rows in corpus order.
import type { ScoredRows } from '../../engine/findings/rows.ts';
import type { RowScores } from '../../engine/metric.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { BANDS } from '../../engine/sketch/minHash.ts';
import { toKey } from '../../engine/text/hash.ts';
import type { Job } from '../tasks/job.ts';
import type { ScoredBlock } from '../tasks/score.ts';
import { setTraits, type TraitColumns, traitColumns, widthOf } from '../traits/columns.ts';

export interface CorpusRows extends ScoredRows {
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  readonly grams: Uint32Array;
  /** Distinct 4-grams that no other sample holds. */
  readonly adds: Uint32Array;
  readonly shingles: Uint32Array;
  readonly repeatMass: Float64Array;
  /** BANDS per row. */
  readonly bands: Int32Array;
  /** Number of the first row of each block. */
  readonly firstRow: Float64Array;
  /** Number of the label that the row is grouped by; null where nothing is grouped. */
  readonly group: Int32Array | null;
  /** By number, in the order in which the corpus names them. */
  readonly labels: readonly string[];
  /** Null where no traits are read. */
  readonly traits: TraitColumns | null;
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

const COPIED = ['view', 'byte', 'byteLength', 'words', 'novelty', 'grams', 'adds', 'shingles', 'isCode'] as const;

function shared<C extends Column>(make: { new (b: SharedArrayBuffer): C; BYTES_PER_ELEMENT: number }, n: number): C {
  return new make(new SharedArrayBuffer(n * make.BYTES_PER_ELEMENT));
}

/** `lineBase[i]`: lines of the file before the i-th block. */
export function joinBlocks(job: Job, scored: readonly ScoredBlock[], lineBase: Float64Array): CorpusRows {
  const blocks = [...scored].sort((a, b) => a.index - b.index);
  const length = blocks.reduce((n, b) => n + b.rows, 0);
  const labels = new Map<string, number>();
  const traitWidth = Math.max(0, ...blocks.map((b) => (b.traits ? widthOf(b.traits) : 0)));
  const rows: Omit<CorpusRows, 'labels'> = {
    length,
    file: shared(Uint16Array, length),
    line: shared(Uint32Array, length),
    view: shared(Uint8Array, length),
    byte: shared(Float64Array, length),
    byteLength: shared(Float64Array, length),
    words: shared(Uint32Array, length),
    novelty: shared(Float32Array, length),
    grams: shared(Uint32Array, length),
    adds: shared(Uint32Array, length),
    shingles: shared(Uint32Array, length),
    isCode: shared(Uint8Array, length),
    repeatMass: shared(Float64Array, length),
    bands: shared(Int32Array, length * BANDS),
    sample: shared(Uint32Array, length),
    content: shared(Float64Array, length),
    text: shared(Float64Array, length),
    preferred: job.prefer ? shared(Uint8Array, length) : null,
    cluster: shared(Int32Array, length).fill(-1),
    firstRow: shared(Float64Array, job.blocks.length),
    group: job.by === undefined ? null : shared(Int32Array, length),
    files: job.plans.map((p) => p.path),
    traits: blocks.some((b) => b.traits)
      ? traitColumns(length, traitWidth, (bytes) => new SharedArrayBuffer(bytes))
      : null,
  };
  let at = 0;
  for (const block of blocks) {
    rows.firstRow[block.index] = at;
    for (const name of COPIED) {
      (rows[name] as Column).set(block[name], at);
    }
    rows.repeatMass.set(block.repeatMass, at);
    // A block of which nothing was read does not know how many parts there are.
    if (rows.traits && block.traits) setTraits(rows.traits, block.traits, at);
    const numbers = block.labels.map((label) => {
      const number = labels.get(label) ?? labels.size;
      labels.set(label, number);
      return number;
    });
    rows.group?.set(
      Int32Array.from(block.group, (label) => numbers[label] as number),
      at,
    );
    rows.preferred?.set(block.preferred, at);
    rows.bands.set(block.bands, at * BANDS);
    rows.file.fill((job.blocks[block.index] as { file: number }).file, at, at + block.rows);
    const base = (lineBase[block.index] as number) + 1;
    for (let i = 0; i < block.rows; i++) {
      const row = at + i;
      rows.line[row] = base + (block.line[i] as number);
      rows.content[row] = keyAt(block.content, i);
      rows.text[row] = keyAt(block.text, i);
      const same = i > 0 && block.byte[i] === block.byte[i - 1];
      rows.sample[row] = same ? (rows.sample[row - 1] as number) : row;
    }
    at += block.rows;
  }
  return { ...rows, labels: [...labels.keys()] };
}

function keyAt(lanes: Uint32Array, i: number): number {
  return toKey(lanes[2 * i] as number, lanes[2 * i + 1] as number);
}

/** The scores of one view, in corpus order, for the metrics. */
export function scoresOf(rows: CorpusRows, view: ViewName): RowScores {
  const at = VIEW_NAMES.indexOf(view);
  let n = 0;
  for (let row = 0; row < rows.length; row++) if (rows.view[row] === at) n++;
  const scores = {
    words: new Uint32Array(n),
    novelty: new Float32Array(n),
    repeatMass: new Float64Array(n),
  };
  let i = 0;
  for (let row = 0; row < rows.length; row++) {
    if (rows.view[row] !== at) continue;
    scores.words[i] = rows.words[row] as number;
    scores.novelty[i] = rows.novelty[row] as number;
    scores.repeatMass[i] = rows.repeatMass[row] as number;
    i++;
  }
  return scores;
}
