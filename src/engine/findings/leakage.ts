// leakage: a sample that holds much of an evaluation item.
import type { SampleLeak } from '../leakage/verdict.ts';
import { percent, type RowHit } from './rows.ts';

/** Where an item stands, and how its set is called. */
export interface ItemPlace {
  readonly name: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** Items that a finding points at. */
const MOST_RELATED = 5;

/** One finding per sample; `leaks` of it, the strongest first, at least one. */
export function leakageFinding(leaks: readonly SampleLeak[], placeOf: (item: number) => ItemPlace): RowHit {
  const [first, ...others] = leaks as [SampleLeak, ...SampleLeak[]];
  const place = placeOf(first.item);
  const more = others.length === 0 ? '' : ` And ${others.length} more ${others.length === 1 ? 'item' : 'items'}.`;
  return {
    kind: 'leakage',
    row: first.row,
    message: `Leakage: ${said(first, `line ${place.line} of ${place.name}`)}.${more}`,
    score: first.share,
    related: [],
    elsewhere: leaks.slice(0, MOST_RELATED).map(({ item, share }) => {
      const { path, line } = placeOf(item);
      return { file: path, line, share };
    }),
    ...(first.span ? { span: first.span } : {}),
  };
}

function said({ how, share, together = 0 }: SampleLeak, item: string): string {
  switch (how) {
    case 'grams':
      return `holds ${percent(share)} of the 13-grams of ${item}`;
    case 'whole':
      return `equals ${item}`;
    case 'prompt':
      return `holds ${percent(share)} of the 13-grams of the prompt of ${item}, with another answer`;
    case 'whole-prompt':
      return `asks what ${item} asks, with another answer`;
    case 'spread':
      return `holds ${percent(share)} of the 13-grams of ${item}, of which the corpus holds ${percent(together)} in several samples`;
  }
}
