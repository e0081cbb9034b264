// Made-up training rows: words drawn from banks, so that the classes of a domain differ by the words one chooses.
import { type Row, seeded } from '../../../scripts/train/data.mjs';

const SHARED = 'the of and to in it was a is that for on with as he they had at by we'.split(' ');

export interface Bank {
  readonly domain: string;
  readonly human: readonly string[];
  readonly llm: readonly string[];
}

/** `texts` of each class of each bank, half of their words shared; classes differ in nothing else. */
export function madeRows(banks: readonly Bank[], texts: number, words: number): Row[] {
  const rows: Row[] = [];
  for (const { domain, human, llm } of banks) {
    for (let t = 0; t < texts; t++) {
      for (const label of [0, 1] as const) {
        // The same draws for both classes.
        const random = seeded(t + 1);
        const bank = label === 0 ? human : llm;
        const at = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
        const text = Array.from({ length: words }, (_, i) => (i % 2 ? at(SHARED) : at(bank))).join(' ');
        rows.push({
          ...{ id: `${domain}:${label}:${t}`, text: `${text}.`, source: 'made', domain, label },
          ...{ generator: label ? 'gpt-4' : null, pair: null, family: label ? 'openai' : null },
        });
      }
    }
  }
  return rows;
}

export const DIFFERENT: Bank = {
  domain: 'news',
  human: ['cat', 'dog', 'rain', 'beer'],
  llm: ['tapestry', 'pivotal', 'delve', 'realm'],
};
export const ALIKE: Bank = {
  domain: 'essay',
  human: ['house', 'road', 'tree', 'stone'],
  llm: ['house', 'road', 'tree', 'stone'],
};
export const REVERSED: Bank = { domain: 'review', human: DIFFERENT.llm, llm: DIFFERENT.human };
