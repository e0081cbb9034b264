// Bounds of ranges against columns of 32-bit floats.

/** A bound as the column holds numbers: 0.2 in 32 bits is a little more than 0.2, and means the same. */
export function boundIn(column: ArrayBufferView | undefined, bound: number): number {
  return column instanceof Float32Array ? Math.fround(bound) : bound;
}
