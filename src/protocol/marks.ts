// Rows that a person marked as written by people or by a model, recognised by their content: a mark outlives edits of
// other rows and new results.
import type { RowSummary } from './hostApi.ts';

export const MARKS = ['human', 'llm'] as const;
export type Mark = (typeof MARKS)[number];

/** Key of a row → its mark. */
export type Marks = Readonly<Record<string, Mark>>;

/** 53 bits of what a row shows of its content, in base 36 (the hash is bryc's cyrb53). */
export function markKey({ view, words, start }: Pick<RowSummary, 'view' | 'words' | 'start'>): string {
  const text = `${view}\n${words}\n${start}`;
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (2 ** 32 * (low & 0x1fffff) + (high >>> 0)).toString(36);
}
