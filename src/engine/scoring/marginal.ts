// What the corpus would lose without a sample, and in which order samples can go: the one that adds least first,
// counted anew after each.

/** The distinct 4-grams of every sample, one list behind the other; equal 4-grams have equal numbers. */
export interface GramSets {
  /** Sample i holds grams[starts[i]] to grams[starts[i + 1]]; samples + 1 entries. */
  readonly starts: Uint32Array;
  /** From 0 to `distinct` − 1, no number twice within a sample. */
  readonly grams: Uint32Array;
  readonly distinct: number;
}

export interface DropLimits {
  /** At most so many samples. */
  readonly count: number;
  /** Stops before the first sample that adds more 4-grams than this; default: no such limit. */
  readonly mostAdded?: number;
  /** Whether a sample may be dropped; the others still hold their 4-grams. Default: all may. */
  readonly may?: (sample: number) => boolean;
}

/** Samples in the order in which they go, and the 4-grams that each takes with it then. */
export interface Drops {
  readonly samples: Uint32Array;
  readonly adds: Uint32Array;
}

/**
 * Drops the sample that adds least (ties: the first), recounts, and goes on. What a sample adds only grows while others
 * go: it is kept exact per sample, and a heap entry that fell behind is put back when it comes up. Linear in the number
 * of 4-grams, apart from the heap.
 */
export function dropLeast({ starts, grams, distinct }: GramSets, limits: DropLimits): Drops {
  const n = starts.length - 1;
  const holders = new Uint32Array(distinct);
  // The XOR of the numbers of those who hold a 4-gram: with one left it is that one's number.
  const who = new Uint32Array(distinct);
  const each = (sample: number, visit: (gram: number) => void) => {
    for (let i = starts[sample] as number; i < (starts[sample + 1] as number); i++) visit(grams[i] as number);
  };
  for (let sample = 0; sample < n; sample++) {
    each(sample, (gram) => {
      holders[gram] = (holders[gram] as number) + 1;
      who[gram] = ((who[gram] as number) ^ sample) >>> 0;
    });
  }
  const adds = new Uint32Array(n);
  for (let gram = 0; gram < distinct; gram++) {
    if (holders[gram] === 1) adds[who[gram] as number] = (adds[who[gram] as number] as number) + 1;
  }
  const heap = new LeastHeap(n);
  for (let sample = 0; sample < n; sample++)
    if (limits.may?.(sample) ?? true) heap.push(adds[sample] as number, sample);

  const dropped: number[] = [];
  const added: number[] = [];
  while (dropped.length < limits.count && heap.size > 0) {
    const [value, sample] = heap.pop();
    const now = adds[sample] as number;
    if (now !== value) {
      heap.push(now, sample);
      continue;
    }
    if (now > (limits.mostAdded ?? Number.POSITIVE_INFINITY)) break;
    dropped.push(sample);
    added.push(now);
    each(sample, (gram) => {
      who[gram] = ((who[gram] as number) ^ sample) >>> 0;
      holders[gram] = (holders[gram] as number) - 1;
      if (holders[gram] === 1) adds[who[gram] as number] = (adds[who[gram] as number] as number) + 1;
    });
  }
  return { samples: Uint32Array.from(dropped), adds: Uint32Array.from(added) };
}

/** A binary heap of (value, sample), the least value first, then the first sample. */
class LeastHeap {
  size = 0;
  private readonly values: Float64Array;
  private readonly samples: Uint32Array;

  /** Each sample is in the heap at most once. */
  constructor(room: number) {
    this.values = new Float64Array(room + 1);
    this.samples = new Uint32Array(room + 1);
  }

  push(value: number, sample: number): void {
    let at = ++this.size;
    while (at > 1 && this.before(value, sample, at >> 1)) {
      this.move(at >> 1, at);
      at >>= 1;
    }
    this.put(at, value, sample);
  }

  pop(): [value: number, sample: number] {
    const top: [number, number] = [this.values[1] as number, this.samples[1] as number];
    const value = this.values[this.size] as number;
    const sample = this.samples[this.size] as number;
    this.size--;
    let at = 1;
    for (;;) {
      let child = 2 * at;
      if (child > this.size) break;
      if (
        child < this.size &&
        this.before(this.values[child + 1] as number, this.samples[child + 1] as number, child)
      ) {
        child++;
      }
      if (this.before(value, sample, child)) break;
      this.move(child, at);
      at = child;
    }
    if (this.size > 0) this.put(at, value, sample);
    return top;
  }

  private before(value: number, sample: number, at: number): boolean {
    const other = this.values[at] as number;
    return value < other || (value === other && sample < (this.samples[at] as number));
  }

  private move(from: number, to: number): void {
    this.put(to, this.values[from] as number, this.samples[from] as number);
  }

  private put(at: number, value: number, sample: number): void {
    this.values[at] = value;
    this.samples[at] = sample;
  }
}
