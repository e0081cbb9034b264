// What the report of a mixture plan says in words: reasons, notes, and what the first chosen samples add.
import { ITEM_KINDS } from '../../../engine/mixture/items.ts';
import type { FieldValue } from '../../../engine/mixture/problem.ts';
import type { TopAdds } from '../../../engine/mixture/solve.ts';
import { REASONS, type Reason } from '../../../engine/mixture/standing.ts';
import type { NamedRow } from '../../tasks/mixtureChoice.ts';

/** In the order of ITEM_KINDS. */
export const KIND_LABELS = ['content words', 'word pairs', 'word triples', 'word 4-grams', 'values of fields'];

const SHOWN_VALUES = 3;
const SHOWN_TERMS = 5;
const SHOWN_PHRASES = 2;

/** The largest first; ties in the order of REASONS. */
export function leftOutRows(leftOut: ReadonlyMap<Reason, number>): { reason: string; samples: number }[] {
  return (Object.keys(REASONS) as Reason[])
    .flatMap((reason) => {
      const samples = leftOut.get(reason) ?? 0;
      return samples > 0 ? [{ reason: REASONS[reason], samples }] : [];
    })
    .sort((a, b) => b.samples - a.samples);
}

/** Values of fields, then content words, then the longest phrases that hold none of those already said. */
export function addsOf(
  { items }: TopAdds,
  named: NamedRow,
  textItems: number,
  values: readonly FieldValue[],
): string[] {
  const fields: string[] = [];
  const terms: string[] = [];
  const phrases: string[] = [];
  for (const item of items) {
    const value = values[item - textItems];
    const found = named.items.get(item);
    if (item >= textItems && value) fields.push(`${value.field} = ${value.value}`);
    else if (found) (ITEM_KINDS[found.kind] === 'terms' ? terms : phrases).push(found.text);
  }
  const said = terms.slice(0, SHOWN_TERMS);
  const told: string[] = [];
  for (const phrase of phrases.sort((a, b) => b.split(' ').length - a.split(' ').length)) {
    if (told.length === SHOWN_PHRASES) break;
    if (![...said, ...told].some((other) => overlaps(other, phrase))) told.push(phrase);
  }
  return [...fields.slice(0, SHOWN_VALUES), ...said, ...told];
}

function overlaps(a: string, b: string): boolean {
  const words = new Set(a.toLowerCase().split(' '));
  return b
    .toLowerCase()
    .split(' ')
    .some((word) => word.length > 3 && words.has(word));
}

export interface NotesParams {
  readonly share: number;
  readonly already: number;
  readonly chosen: number;
  readonly candidates: number;
  /** Words that were left of the budget. */
  readonly left: number;
  readonly budget: number;
  readonly level: number;
  readonly values: readonly FieldValue[];
  readonly provenance: readonly string[];
  readonly rule: 'density' | 'gain';
  readonly hasBonus: boolean;
  readonly metricWords: number;
  readonly draws: number;
  readonly asItStands: number | null;
  readonly isUnverified: boolean;
}

export function notesOf(p: NotesParams): string[] {
  const notes: string[] = [];
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  if (p.asItStands !== null) {
    notes.push(
      `As they stand, the files that hold both hold ${percent(p.asItStands)} synthetic words, ${p.asItStands > p.share ? 'more' : 'not more'} than the limit of ${percent(p.share)}; their synthetic rows are the candidates.`,
    );
  }
  if (p.budget <= 0) {
    notes.push(
      `Nothing was chosen: ${percent(p.already)} of the real corpus's words are synthetic by provenance already, and the limit is ${percent(p.share)}.`,
    );
    return notes;
  }
  if (p.candidates === 0) notes.push('Nothing was chosen: every candidate was left out.');
  else if (p.chosen === 0)
    notes.push('Nothing was chosen: no candidate that fits the share adds anything the real corpus lacks.');
  else if (p.left > p.budget / 10) {
    notes.push(`The share is not used up: no further candidate adds what the real corpus lacks.`);
  }
  if (p.rule === 'gain')
    notes.push('Choosing by gain alone covered more than by gain per word; the order is that of gain per word.');
  if (p.isUnverified) {
    notes.push(
      'Verifiers were not run, because both sides hold more than 64 MiB: name those that should, or verify first.',
    );
  }
  if (p.hasBonus) notes.push('Verified samples count a quarter more than the mean gain per word; gains include this.');
  const fields = [...new Set(p.values.map(({ field }) => field))];
  if (fields.length > 0) notes.push(`Fields whose values count: ${fields.join(', ')}.`);
  if (p.provenance.length > 0) {
    notes.push(`Fields left aside, because real and synthetic rows share no value: ${p.provenance.join(', ')}.`);
  }
  if (p.level > 0) {
    notes.push(
      `Memory was short: one in ${2 ** p.level} word n-grams was drawn by hash, so that coverage of them is an estimate. Allow more memory for all.`,
    );
  }
  if (p.chosen > 0) {
    notes.push(
      `Random choices are ${p.draws} draws of as many words from the same candidates, those left out not among them.`,
    );
    if (p.metricWords > 0) notes.push(`Metrics are means of draws of ${p.metricWords.toLocaleString('en')} words.`);
  }
  return notes;
}
