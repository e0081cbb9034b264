// What was decided about the rows of one inspection: columns that pages, findings and drops read.

export interface Decided {
  /** 1 for every row of a sample that was dropped by hand. */
  readonly dropped: Uint8Array;
  /** Bit i: the finding of kind FINDING_KINDS[i] is ignored, because the sample was kept. */
  readonly kept: Uint16Array;
}

export function nothingDecided(rows: number): Decided {
  return { dropped: new Uint8Array(rows), kept: new Uint16Array(rows) };
}
