// Rows that keep their results while others come and go: stretches that move as one.

/** `length` rows from `from` on stand from `to` on now. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** The runs of a table `old[i]`: where row i stood before, −1 for a new one; ascending. */
export function runsOf(old: Int32Array): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < old.length; ) {
    const from = old[i] as number;
    const to = i++;
    if (from < 0) continue;
    while (i < old.length && old[i] === from + i - to) i++;
    runs.push({ from, to, length: i - to });
  }
  return runs;
}

/** The other way round: where each of `length` old rows stands now, −1 for those that are gone. */
export function inverse(runs: readonly Run[], length: number): Int32Array {
  const out = new Int32Array(length).fill(-1);
  for (const run of runs) for (let i = 0; i < run.length; i++) out[run.from + i] = run.to + i;
  return out;
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** A column with its rows in their new places and 0 for new ones; `width` entries per row. */
export function remapped<C extends Column>(column: C, runs: readonly Run[], rows: number, width = 1): C {
  const out = new (column.constructor as new (n: number) => C)(rows * width);
  for (const { from, to, length } of runs) {
    out.set(column.subarray(from * width, (from + length) * width), to * width);
  }
  return out;
}
