// Which rows are left out together: whole groups where rows have groups, for rows of one source resemble each other.
import type { CalibrationRows } from './calibration.ts';

const FOLDS = 5;

export interface Folds {
  readonly human: readonly number[];
  readonly llm: readonly number[];
  readonly byGroup: boolean;
}

/** Groups go to the folds in turn, largest first; rows without groups by their place. */
export function foldsOf(human: CalibrationRows, llm: CalibrationRows): Folds {
  const all = [...(human.group ?? []), ...(llm.group ?? [])];
  if (human.group && llm.group) {
    const fold = deal(all);
    const folds = {
      human: human.group.map((g) => fold.get(g) as number),
      llm: llm.group.map((g) => fold.get(g) as number),
    };
    // Without one fold there still have to be both kinds.
    const spread = new Set(folds.human).size > 1 && new Set(folds.llm).size > 1;
    if (spread) return { ...folds, byGroup: true };
  }
  return { human: human.words.map((_, i) => i % FOLDS), llm: llm.words.map((_, i) => i % FOLDS), byGroup: false };
}

/** Group → fold. */
export function deal(groups: readonly number[], folds = FOLDS): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const load = new Array<number>(Math.min(folds, sizes.size)).fill(0);
  const fold = new Map<number, number>();
  for (const [group, size] of [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const lightest = load.indexOf(Math.min(...load));
    fold.set(group, lightest);
    load[lightest] = (load[lightest] as number) + size;
  }
  return fold;
}
