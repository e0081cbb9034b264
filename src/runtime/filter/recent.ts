// What was asked for last is kept: orders, searches and selections of a million rows are worth it, a few of them.

/** Keeps the most recently used values. */
export class Recent<V> {
  private readonly values = new Map<string, V>();
  constructor(private readonly room: number) {}

  get(key: string): V | undefined {
    const value = this.values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): V {
    this.values.delete(key);
    this.values.set(key, value);
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.room) break;
      this.values.delete(oldest);
    }
    return value;
  }

  entries(): [string, V][] {
    return [...this.values];
  }
}
