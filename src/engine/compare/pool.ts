// The drawn samples of all steps as numbers: what every computation of a comparison reads. Plain typed arrays in shared memory.

/** n-grams of orders 1 to 4 are numbered. */
export const ORDERS = 4;

export interface SamplePool {
  /** Samples of step i: first[i] … first[i + 1] − 1, in draw order of seed 0. */
  readonly first: Uint32Array;
  /** Words of sample s: offsets[s] … offsets[s + 1] − 1. */
  readonly offsets: Uint32Array;
  /** 1 where a segment begins at this word: n-grams end before it. */
  readonly starts: Uint8Array;
  /** By order − 1: number of the n-gram that begins at this word, −1 where none does. The same n-gram has the same number in all steps. */
  readonly grams: readonly Int32Array[];
  /** By order − 1: one more than the largest number. */
  readonly types: readonly number[];
  /** Hash of the folded text, 53 bits: equal for copies, within a step and across steps. */
  readonly content: Float64Array;
  /** Hash of the document that a sample is a piece of, 0 where nothing names one. */
  readonly documents: Float64Array;
  /** UTF-8 of sample s: bytes[byteOffsets[s] … byteOffsets[s + 1] − 1], segments parted by 0x1e. */
  readonly bytes: Uint8Array;
  readonly byteOffsets: Float64Array;
}

/** Parts the segments of a sample in `bytes`. */
export const SEGMENT_BREAK = 0x1e;

const decoder = new TextDecoder();

/** The texts of a sample's segments. */
export function segmentsOf(pool: SamplePool, sample: number): string[] {
  const bytes = pool.bytes.slice(pool.byteOffsets[sample], pool.byteOffsets[sample + 1]);
  return decoder.decode(bytes).split(String.fromCharCode(SEGMENT_BREAK));
}

export function wordsOf(pool: SamplePool, sample: number): number {
  return (pool.offsets[sample + 1] as number) - (pool.offsets[sample] as number);
}

/** Words of samples from … to − 1. */
export function wordsBetween(pool: SamplePool, from: number, to: number): number {
  return (pool.offsets[to] as number) - (pool.offsets[from] as number);
}
