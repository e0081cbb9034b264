// Pieces of a split text as hash lanes, and where the same piece stands in the other split.

export class PieceBuffer {
  lo = new Int32Array(1024);
  hi = new Int32Array(1024);
  /** Index of the same piece in the other split, −1 where white space inside or next to it makes them differ. */
  partner = new Int32Array(1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(lo: number, hi: number, partner: number): void {
    const i = this.length;
    if (i === this.lo.length) this.reserve(i * 2);
    this.length = i + 1;
    this.lo[i] = lo;
    this.hi[i] = hi;
    this.partner[i] = partner;
  }

  /** Takes over all pieces of another buffer. */
  copy(other: PieceBuffer): void {
    if (other.length > this.lo.length) this.reserve(other.lo.length);
    this.length = other.length;
    this.lo.set(other.lo.subarray(0, other.length));
    this.hi.set(other.hi.subarray(0, other.length));
    this.partner.set(other.partner.subarray(0, other.length));
  }

  private reserve(room: number): void {
    const wider = (old: Int32Array) => {
      const next = new Int32Array(room);
      next.set(old);
      return next;
    };
    this.lo = wider(this.lo);
    this.hi = wider(this.hi);
    this.partner = wider(this.partner);
  }
}
