// Types of data.mjs, for the tests.
export interface Row {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly domain: string;
  readonly label: 0 | 1;
  readonly generator: string | null;
  readonly pair: string | null;
  readonly family: string | null;
}
export const KINDS: Readonly<Record<string, string>>;
export function trainingFile(root: string): string;
export function readRows(path: string): Row[];
export function familyOf(generator: string): string;
export function seeded(seed: number): () => number;
