// A binary heap of candidates in typed arrays: the highest key first, ties by rank.

export class CandidateHeap {
  private readonly heap: Uint32Array;
  private size = 0;

  /** `keys` is read whenever candidates are compared: change it for those outside the heap only. `rank`: lower goes first. */
  constructor(
    private readonly keys: Float64Array,
    private readonly rank: Uint32Array,
  ) {
    this.heap = new Uint32Array(keys.length);
  }

  get length(): number {
    return this.size;
  }

  /** Takes the candidates in, in any order. */
  fill(candidates: Iterable<number>): void {
    for (const candidate of candidates) this.heap[this.size++] = candidate;
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.sink(i);
  }

  push(candidate: number): void {
    let i = this.size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = this.heap[parent] as number;
      if (!this.isBefore(candidate, above)) break;
      this.heap[i] = above;
      i = parent;
    }
    this.heap[i] = candidate;
  }

  /** The first; −1 where there is none. */
  pop(): number {
    if (this.size === 0) return -1;
    const first = this.heap[0] as number;
    const last = this.heap[--this.size] as number;
    if (this.size > 0) {
      this.heap[0] = last;
      this.sink(0);
    }
    return first;
  }

  private sink(from: number): void {
    const { heap, size } = this;
    const candidate = heap[from] as number;
    let i = from;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && this.isBefore(heap[child + 1] as number, heap[child] as number)) child++;
      const below = heap[child] as number;
      if (!this.isBefore(below, candidate)) break;
      heap[i] = below;
      i = child;
    }
    heap[i] = candidate;
  }

  private isBefore(a: number, b: number): boolean {
    const x = this.keys[a] as number;
    const y = this.keys[b] as number;
    return x > y || (x === y && (this.rank[a] as number) < (this.rank[b] as number));
  }
}
