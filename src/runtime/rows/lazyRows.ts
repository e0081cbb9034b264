// What is known of some rows, made when somebody asks: after an edit nobody looks at more than a few of them.

export class LazyRows<V> implements ReadonlyMap<number, V> {
  private readonly known = new Map<number, V>();

  /** `rows`: those that have a value, in order; `make` is called at most once for each. */
  constructor(
    private readonly rows: ReadonlySet<number> | ReadonlyMap<number, unknown>,
    private readonly make: (row: number) => V,
  ) {}

  get size(): number {
    return this.rows.size;
  }

  has(row: number): boolean {
    return this.rows.has(row);
  }

  get(row: number): V | undefined {
    if (!this.rows.has(row)) return undefined;
    let value = this.known.get(row);
    if (value === undefined) {
      value = this.make(row);
      this.known.set(row, value);
    }
    return value;
  }

  keys(): MapIterator<number> {
    return this.rows.keys();
  }

  *entries(): MapIterator<[number, V]> {
    for (const row of this.rows.keys()) yield [row, this.get(row) as V];
  }

  *values(): MapIterator<V> {
    for (const row of this.rows.keys()) yield this.get(row) as V;
  }

  [Symbol.iterator](): MapIterator<[number, V]> {
    return this.entries();
  }

  forEach(visit: (value: V, row: number, map: ReadonlyMap<number, V>) => void): void {
    for (const [row, value] of this) visit(value, row, this);
  }
}
