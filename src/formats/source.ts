// What the readers read from: bytes at offsets, synchronously. The runtime supplies files and mirrored documents.

export interface ByteSource {
  /** As shown to the user. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The bytes from `start` to `end` (exclusive); shorter only at the end of the source. */
  read(start: number, end: number): Uint8Array;
}
