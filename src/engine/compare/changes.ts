// Samples of two snapshots that follow each other: which stayed, changed, went and came.

/** Keys of the samples of one snapshot, side by side; 0 stands for none. */
export interface SampleKeys {
  /** Hash of the content: equal for samples that are the same. */
  readonly content: Float64Array;
  /** Hash of an identifier, of the prompt, of the text. */
  readonly id: Float64Array;
  readonly prompt: Float64Array;
  readonly text: Float64Array;
}

export interface Matched {
  readonly same: number;
  /** The same identifier, prompt or text with other content. */
  readonly changed: number;
  /** What is left of each side: places, ascending. */
  readonly before: Uint32Array;
  readonly after: Uint32Array;
}

/** Pairs samples by content first, then by identifier, prompt and text; copies count one by one. */
export function matchSamples(before: SampleKeys, after: SampleKeys): Matched {
  let left = {
    before: Array.from(before.content, (_, i) => i),
    after: Array.from(after.content, (_, i) => i),
  };
  const pair = (key: keyof SampleKeys): number => {
    const free = new Map<number, number[]>();
    for (const i of left.before) {
      const value = before[key][i] as number;
      if (value === 0) continue;
      const known = free.get(value);
      if (known) known.push(i);
      else free.set(value, [i]);
    }
    const taken = new Set<number>();
    const rest: number[] = [];
    for (const i of left.after) {
      const value = after[key][i] as number;
      const partner = value === 0 ? undefined : free.get(value)?.pop();
      if (partner === undefined) rest.push(i);
      else taken.add(partner);
    }
    left = { before: left.before.filter((i) => !taken.has(i)), after: rest };
    return taken.size;
  };
  const same = pair('content');
  const changed = pair('id') + pair('prompt') + pair('text');
  return { same, changed, before: Uint32Array.from(left.before), after: Uint32Array.from(left.after) };
}
