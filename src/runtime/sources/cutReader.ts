// Reads of a source without some of its stretches, mapped to the source itself.
import type { ByteSource } from '../../formats/source.ts';

/** Gaps up to this are read with what surrounds them, bytes. */
const BRIDGED = 16 * 1024;
/** Most that is read at once, bytes. */
const STEP = 4 * 1024 * 1024;

/** What stays of a source; in shared memory, so that it can be posted to workers. */
export interface CutStretches {
  /** Where each stretch starts in the source, bytes, ascending. */
  readonly start: Float64Array;
  /** Where it starts in what is left. */
  readonly at: Float64Array;
  /** Bytes of what is left. */
  readonly size: number;
}

/** Reads of a cut source, mapped to the one it is made of. */
export function cutReader(ref: CutStretches, of: ByteSource): ByteSource['read'] {
  const n = ref.at.length;
  const lengthOf = (i: number) => (i + 1 < n ? (ref.at[i + 1] as number) : ref.size) - (ref.at[i] as number);
  return (from, to) => {
    const out = new Uint8Array(Math.max(0, Math.min(to, ref.size) - from));
    let done = 0;
    let i = stretchAt(ref.at, from);
    while (done < out.length) {
      // Stretches that are close together are read at once.
      const inner = from + done - (ref.at[i] as number);
      const start = (ref.start[i] as number) + inner;
      const wanted = out.length - done;
      let taken = Math.min(wanted, lengthOf(i) - inner, STEP);
      const pieces = [{ start, length: taken }];
      let end = start + taken;
      let isWhole = inner + taken === lengthOf(i);
      while (isWhole && taken < wanted && i + 1 < n) {
        const next = ref.start[i + 1] as number;
        if (next - end > BRIDGED || next - start >= STEP) break;
        i++;
        const length = Math.min(wanted - taken, lengthOf(i), STEP);
        pieces.push({ start: next, length });
        taken += length;
        end = next + length;
        isWhole = length === lengthOf(i);
      }
      const bytes = of.read(start, end);
      for (const piece of pieces) {
        const at = piece.start - start;
        const part = bytes.subarray(at, at + piece.length);
        out.set(part, done);
        done += part.length;
        // The file has become shorter.
        if (part.length < piece.length) return out.subarray(0, done);
      }
      if (isWhole) i++;
    }
    return out;
  };
}

/** The last stretch that starts at or before a byte of the result. */
function stretchAt(at: Float64Array, byte: number): number {
  let low = 0;
  let high = at.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((at[middle] as number) <= byte) low = middle;
    else high = middle - 1;
  }
  return low;
}
