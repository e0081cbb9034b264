export function wordsOf(text: string): string[];
export function rougeL(a: readonly string[], b: readonly string[]): number;
export function prunedInOrder(rows: readonly (readonly string[])[], threshold: number): Set<number>;
