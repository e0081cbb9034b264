// Splits of a data set by the words that people name them with: in the name of a file, or in the field `split` of a row.

/** Rows of a split are looked for in those before it: validation in train, test in both. */
export const SPLITS = ['train', 'validation', 'test'] as const;
/** 1 to 3 in the order of SPLITS, 0 for none. */
export type SplitRank = 0 | 1 | 2 | 3;

const WORDS: Readonly<Record<string, SplitRank>> = {
  train: 1,
  training: 1,
  trainset: 1,
  valid: 2,
  validation: 2,
  val: 2,
  dev: 2,
  devel: 2,
  development: 2,
  test: 3,
  testing: 3,
  testset: 3,
  eval: 3,
  evaluation: 3,
  heldout: 3,
  holdout: 3,
};

/** By the only split that a name speaks of: `squad-dev-v2.0.json` is validation; `train_test.jsonl` is none. */
export function splitOfName(name: string): SplitRank {
  const ranks = new Set(
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .map((word) => WORDS[word] ?? 0),
  );
  ranks.delete(0);
  return ranks.size === 1 ? ([...ranks][0] as SplitRank) : 0;
}

/** By the field `split` of a parsed row. */
export function splitOfRow(row: unknown): SplitRank {
  if (typeof row !== 'object' || row === null) return 0;
  const { split } = row as { split?: unknown };
  return typeof split === 'string' && split.length <= 20 ? (WORDS[split.trim().toLowerCase()] ?? 0) : 0;
}

/**
 * The splits of a corpus by the paths of its files, or of the folders they lie in; null unless one is training text and another
 * is not. A file that names none counts as training text.
 */
export function splitsOfFiles(paths: readonly string[]): SplitRank[] | null {
  const ranks = paths.map((path) => {
    const [name = '', folder = ''] = path.split(/[/\\]/).reverse();
    return splitOfName(name.replace(/\.[a-z]+$/i, '')) || splitOfName(folder);
  });
  const isSplit = ranks.includes(1) && ranks.some((rank) => rank > 1);
  return isSplit ? ranks.map((rank) => rank || 1) : null;
}
