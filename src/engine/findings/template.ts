// template: boilerplate that many samples of a view share, reported once.
import { percent, type RowHit } from './rows.ts';

export interface BoilerplateFacts {
  /** First row of the view that holds boilerplate. */
  readonly row: number;
  readonly quoted: string;
  /** Samples that hold some, and samples of the view. */
  readonly samples: number;
  readonly of: number;
}

export function boilerplateFinding({ row, quoted, samples, of }: BoilerplateFacts): RowHit {
  const start = quoted.length > 100 ? `${quoted.slice(0, 100).trimEnd()} …` : quoted;
  return {
    kind: 'template',
    row,
    message: `Boilerplate: ${percent(samples / of)} of the samples (${samples.toLocaleString('en')}) share wording such as "${start}". It is left out of novelty and near-duplicates.`,
    score: samples / of,
    related: [],
  };
}
