// Low-novelty samples that go: the least novel first, counted anew after each, and only while nothing else hangs on them.

/** Distinct 4-grams of the rows that are looked at, by row; equal 4-grams of a view have equal numbers. */
export interface HeldGrams {
  /** Row i holds grams[starts[i]] to grams[starts[i + 1]]; rows + 1 entries. */
  readonly starts: Uint32Array;
  readonly grams: Uint32Array;
  readonly distinct: number;
  /** By row: its cluster, which counts as one holder; a number of its own for a row in none. Not negative. */
  readonly cluster: Int32Array;
  /** By 4-gram: whether rows that stay for certain hold it: 0 for none, −1 for several clusters, else the cluster + 1. */
  readonly holder: Int32Array;
  /** By 4-gram: 1 where it is boilerplate, and does not count. */
  readonly boilerplate: Uint8Array;
  /** Fewer 4-grams than this have no novelty. */
  readonly least: number;
}

export interface RecountPlan {
  /** Samples that may go, in corpus order, as rows of HeldGrams: those that have to be below the limit, and all of them. */
  readonly samples: readonly { readonly judged: readonly number[]; readonly rows: readonly number[] }[];
  /** By row of HeldGrams: the novelty from which it stays, 0..1. */
  readonly limit: Float64Array;
  /** Texts that near-duplicates went for: how many rows with the text stay. */
  readonly texts: Uint32Array;
  /** By sample: the text of each of its rows, as far as somebody went for it. */
  readonly textsOf: readonly (readonly number[])[];
  /** By text: the dependents that it covers. */
  readonly covers: readonly (readonly number[])[];
  /** Samples that went as near-duplicates: per row that needs a cover, the texts that give it, and the row's number in
   *  HeldGrams, −1 where it may not go as low-novelty. */
  readonly dependents: readonly (readonly { readonly texts: readonly number[]; readonly row: number }[])[];
}

export interface Recounted {
  /** Numbers of the samples that went, in that order, and the novelty of each then. */
  readonly samples: number[];
  readonly novelty: number[];
  /** Dependents that nobody covers any more: they go as low-novelty themselves. */
  readonly dependents: number[];
}

/**
 * Novelty only grows while others go: a sample that comes up is counted anew, and put back where it has grown. One goes
 * together with the near-duplicates that only it still covers, and stays where one of those is not low in novelty.
 */
export function dropLowest(held: HeldGrams, plan: RecountPlan): Recounted {
  const novelty = new Recount(held, plan.samples);
  const texts = plan.texts.slice();
  const dropped = new Uint8Array(plan.dependents.length);
  const out: Recounted = { samples: [], novelty: [], dependents: [] };

  /** What nobody covers once the sample has gone: dependents, and their rows for which that is so. */
  const uncovered = (sample: number): Map<number, number[]> => {
    const own = plan.textsOf[sample] as readonly number[];
    const alone = new Map<number, number[]>();
    count(own, -1);
    for (const text of own) {
      for (const d of plan.covers[text] as readonly number[]) {
        if (dropped[d]) continue;
        const rows = (plan.dependents[d] as RecountPlan['dependents'][number]).filter(({ texts: by }) =>
          by.every((t) => texts[t] === 0),
        );
        if (rows.length > 0)
          alone.set(
            d,
            rows.map(({ row }) => row),
          );
      }
    }
    count(own, 1);
    return alone;
  };
  const count = (own: readonly number[], by: 1 | -1) => {
    for (const text of own) texts[text] = (texts[text] as number) + by;
  };
  /** Novelty as a share of its limit: the row may go below 1. */
  const share = (row: number) => (row < 0 ? Number.POSITIVE_INFINITY : novelty.of(row) / (plan.limit[row] as number));

  const heap = new Heap();
  const lowest = (rows: readonly number[]) => Math.max(...rows.map((row) => novelty.of(row)));
  plan.samples.forEach(({ judged }, sample) => {
    heap.push(lowest(judged), sample);
  });
  while (heap.size > 0) {
    const [value, sample] = heap.pop();
    const { judged, rows } = plan.samples[sample] as RecountPlan['samples'][number];
    const now = lowest(judged);
    if (now > value) {
      heap.push(now, sample);
      continue;
    }
    // Written so that a row without a novelty stays.
    if (!judged.every((row) => share(row) < 1)) continue;
    const alone = uncovered(sample);
    if (![...alone.values()].every((needed) => needed.every((row) => share(row) < 1))) continue;
    out.samples.push(sample);
    out.novelty.push(now);
    for (const d of alone.keys()) {
      out.dependents.push(d);
      dropped[d] = 1;
    }
    count(plan.textsOf[sample] as readonly number[], -1);
    for (const row of rows) novelty.leave(row);
  }
  return out;
}

/** Novelty of rows against what stays. */
class Recount {
  /** By 4-gram: the candidates' rows that hold it, those before `from` gone. */
  private readonly starts: Uint32Array;
  private readonly holders: Uint32Array;
  private readonly from: Uint32Array;
  private readonly stays: Uint8Array;

  constructor(
    private readonly held: HeldGrams,
    samples: RecountPlan['samples'],
  ) {
    const { starts, grams, distinct, cluster } = held;
    this.stays = new Uint8Array(cluster.length);
    for (const { rows } of samples) for (const row of rows) this.stays[row] = 1;
    this.starts = new Uint32Array(distinct + 1);
    const each = (visit: (gram: number, row: number) => void) => {
      for (let row = 0; row < cluster.length; row++) {
        if (!this.stays[row]) continue;
        for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) visit(grams[i] as number, row);
      }
    };
    each((gram) => {
      this.starts[gram + 1] = (this.starts[gram + 1] as number) + 1;
    });
    for (let g = 0; g < distinct; g++) this.starts[g + 1] = (this.starts[g + 1] as number) + (this.starts[g] as number);
    this.from = this.starts.slice(0, distinct);
    this.holders = new Uint32Array(this.starts[distinct] as number);
    each((gram, row) => {
      const at = this.from[gram] as number;
      this.holders[at] = row;
      this.from[gram] = at + 1;
    });
    this.from.set(this.starts.subarray(0, distinct));
  }

  /** 0..1; NaN where too few 4-grams count. */
  of(row: number): number {
    const { starts, grams, cluster, boilerplate, least } = this.held;
    const own = cluster[row] as number;
    let kept = 0;
    let novel = 0;
    for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) {
      const gram = grams[i] as number;
      if (boilerplate[gram]) continue;
      kept++;
      if (this.isOwn(gram, own)) novel++;
    }
    return kept < least ? Number.NaN : novel / kept;
  }

  leave(row: number): void {
    this.stays[row] = 0;
  }

  /** Whether nobody outside the cluster holds the 4-gram. */
  private isOwn(gram: number, own: number): boolean {
    const certain = this.held.holder[gram] as number;
    if (certain !== 0 && certain !== own + 1) return false;
    const end = this.starts[gram + 1] as number;
    let from = this.from[gram] as number;
    while (from < end && !this.stays[this.holders[from] as number]) from++;
    this.from[gram] = from;
    for (let i = from; i < end; i++) {
      const row = this.holders[i] as number;
      if (this.stays[row] && this.held.cluster[row] !== own) return false;
    }
    return true;
  }
}

/** A binary heap of (value, number), least first. */
class Heap {
  private readonly values: number[] = [];
  private readonly numbers: number[] = [];

  get size(): number {
    return this.values.length;
  }

  push(value: number, number: number): void {
    // Without a novelty nothing goes; what comes last decides nothing.
    const v = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    let at = this.values.push(v) - 1;
    this.numbers.push(number);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.before(at, up)) break;
      this.swap(at, up);
      at = up;
    }
  }

  pop(): [value: number, number: number] {
    const top: [number, number] = [this.values[0] as number, this.numbers[0] as number];
    const last = this.values.length - 1;
    this.swap(0, last);
    this.values.pop();
    this.numbers.pop();
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child >= last) break;
      if (child + 1 < last && this.before(child + 1, child)) child++;
      if (!this.before(child, at)) break;
      this.swap(child, at);
      at = child;
    }
    return top;
  }

  private before(a: number, b: number): boolean {
    const [x, y] = [this.values[a] as number, this.values[b] as number];
    return x < y || (x === y && (this.numbers[a] as number) < (this.numbers[b] as number));
  }

  private swap(a: number, b: number): void {
    [this.values[a], this.values[b]] = [this.values[b] as number, this.values[a] as number];
    [this.numbers[a], this.numbers[b]] = [this.numbers[b] as number, this.numbers[a] as number];
  }
}
