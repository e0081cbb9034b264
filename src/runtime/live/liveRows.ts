// The columns of an open document's rows, with what only updates need beside them.

import { BANDS } from '../../engine/sketch/minHash.ts';
import type { CorpusRows } from '../inspect/columns.ts';
import { mapTraits } from '../traits/columns.ts';
import { type Run, remapped } from './runs.ts';
import type { SamplePlaces } from './samplePlaces.ts';

export interface LiveRows extends CorpusRows {
  /** Novelty as if no near-duplicates were known. */
  readonly base: Float32Array;
  /** Whether the row holds boilerplate. */
  readonly boilerplate: Uint8Array;
  /** Whether the row stands for its text among near-duplicates: the first copy, long enough. */
  readonly first: Uint8Array;
  /** Lanes of the first three words, where there are as many. */
  readonly openLo: Int32Array;
  readonly openHi: Int32Array;
}

/** Rows in their new places, results kept; new ones are empty, and all are told where they stand by `placeRows`. */
export function remapRows(old: LiveRows, runs: readonly Run[], length: number): LiveRows {
  const move = <C extends Parameters<typeof remapped>[0]>(column: C, width = 1) =>
    remapped(column, runs, length, width) as C;
  return {
    length,
    files: old.files,
    firstRow: Float64Array.of(0),
    file: new Uint16Array(length),
    line: new Uint32Array(length),
    byte: new Float64Array(length),
    byteLength: new Float64Array(length),
    sample: new Uint32Array(length),
    view: move(old.view),
    words: move(old.words),
    novelty: move(old.novelty),
    base: move(old.base),
    grams: move(old.grams),
    adds: move(old.adds),
    shingles: move(old.shingles),
    isCode: move(old.isCode),
    repeatMass: move(old.repeatMass),
    bands: move(old.bands, BANDS),
    content: move(old.content),
    text: move(old.text),
    preferred: old.preferred && move(old.preferred),
    cluster: new Int32Array(length).fill(-1),
    group: old.group && move(old.group),
    labels: old.labels,
    boilerplate: move(old.boilerplate),
    first: move(old.first),
    openLo: move(old.openLo),
    openHi: move(old.openHi),
    traits: old.traits && mapTraits(old.traits, move),
  };
}

/** Where the rows of each sample start: `firstRow[i]` to `firstRow[i + 1]`. */
export function placeRows(rows: LiveRows, samples: SamplePlaces, firstRow: Uint32Array): void {
  for (let i = 0; i < samples.length; i++) {
    const first = firstRow[i] as number;
    for (let row = first; row < (firstRow[i + 1] as number); row++) {
      rows.sample[row] = first;
      rows.line[row] = (samples.line[i] as number) + 1;
      rows.byte[row] = samples.byte[i] as number;
      rows.byteLength[row] = samples.byteLength[i] as number;
    }
  }
}

/** The rows of each sample of a full inspection; null where the two do not fit. */
export function firstRowsOf(rows: CorpusRows, samples: SamplePlaces): Uint32Array | null {
  const out = new Uint32Array(samples.length + 1);
  let row = 0;
  for (let i = 0; i < samples.length; i++) {
    out[i] = row;
    while (row < rows.length && rows.byte[row] === samples.byte[i]) row++;
  }
  out[samples.length] = row;
  return row === rows.length ? out : null;
}

/**
 * Gives fresh rows the group of their label, and numbers all labels by the rows that name them first, as a full inspection
 * does. Returns the labels by number.
 */
export function regroup(
  group: Int32Array,
  known: readonly string[],
  fresh: readonly { readonly row: number; readonly label: string }[],
): string[] {
  const all = [...known];
  const numberOf = new Map(all.map((label, i) => [label, i]));
  for (const { row, label } of fresh) {
    const number = numberOf.get(label) ?? all.push(label) - 1;
    numberOf.set(label, number);
    group[row] = number;
  }
  const numbers = new Int32Array(all.length).fill(-1);
  const labels: string[] = [];
  for (let row = 0; row < group.length; row++) {
    const before = group[row] as number;
    if ((numbers[before] as number) < 0) numbers[before] = labels.push(all[before] as string) - 1;
    group[row] = numbers[before] as number;
  }
  return labels;
}
