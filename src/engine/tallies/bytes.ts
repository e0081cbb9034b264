// Two byte strings in one, for encoded states that have a small and a large part.

/** First part's length (4 bytes, little-endian), first part padded to 4 bytes, second part. */
export function joinBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const padded = Math.ceil(first.length / 4) * 4;
  const out = new Uint8Array(4 + padded + second.length);
  new DataView(out.buffer).setUint32(0, first.length, true);
  out.set(first, 4);
  out.set(second, 4 + padded);
  return out;
}

export function splitBytes(bytes: Uint8Array): [first: Uint8Array, second: Uint8Array] {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return [bytes.subarray(4, 4 + length), bytes.subarray(4 + Math.ceil(length / 4) * 4)];
}
