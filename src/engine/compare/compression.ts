// Compression of draws at equal bytes: gzip sees repeats within 32 KB, and its ratio grows with the length of the text.
import { stepOrder } from './drawPool.ts';
import { type SamplePool, SEGMENT_BREAK } from './pool.ts';
import { prefixOf } from './side.ts';

const SPACE = 0x20;

/** UTF-8 bytes of a draw's samples joined by a space. */
function joined(pool: SamplePool, order: ArrayLike<number>, n: number, most: number): Uint8Array {
  const out = new Uint8Array(most);
  let at = 0;
  for (let i = 0; i < n && at < most; i++) {
    const s = order[i] as number;
    if (i > 0) out[at++] = SPACE;
    const text = pool.bytes.subarray(pool.byteOffsets[s], pool.byteOffsets[s + 1]);
    const part = text.subarray(0, most - at);
    out.set(part, at);
    for (let k = at; k < at + part.length; k++) if (out[k] === SEGMENT_BREAK) out[k] = SPACE;
    at += part.length;
  }
  return out.subarray(0, at);
}

export interface CompressionAsked {
  readonly step: number;
  /** Bytes that every draw is cut to, and the words that it holds. */
  readonly bytes: number;
  readonly words: number;
  readonly seeds: readonly number[];
}

/** Bytes / gzip-9 bytes, one ratio per seed. */
export function compression(
  pool: SamplePool,
  { step, bytes, words, seeds }: CompressionAsked,
  env: { gzipLength(bytes: Uint8Array): number },
): number[] {
  return seeds.map((seed) => {
    const order = stepOrder(pool, step, seed);
    const text = joined(pool, order, prefixOf(pool.offsets, order, order.length, words), bytes);
    return text.length / env.gzipLength(text);
  });
}
