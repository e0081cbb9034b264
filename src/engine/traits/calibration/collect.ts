// From texts to the columns of a calibration.
import type { Abstention, Reading, TraitReader } from '../reading.ts';
import type { CalibrationRows } from './calibration.ts';
import { numbersOf, readCuts } from './cuts.ts';

type Segments = readonly { readonly text: string }[];

/** Characters of a text that its language is guessed from. */
const LANGUAGE_CHARACTERS = 1000;

export interface MeasuredRow {
  readonly reading: Reading;
  /** Score and parts at each length of the grid below the row's own; none where they were not asked for. */
  readonly cuts: readonly (readonly number[])[];
  readonly language: string | null;
  /** Label of its group; '' without. */
  readonly group: string;
}

export interface Measuring {
  readonly reader: TraitReader;
  guessLanguage(text: string): { readonly code: string } | null;
  /** Human rows are measured cut to shorter lengths too. */
  readonly cut: boolean;
}

export function measureRow(segments: Segments, group: string, { reader, guessLanguage, cut }: Measuring): MeasuredRow {
  const reading = reader.read(segments);
  if (reading.abstained !== null) return { reading, cuts: [], language: null, group };
  const text = segments
    .map((s) => s.text)
    .join('\n')
    .slice(0, LANGUAGE_CHARACTERS);
  return {
    reading,
    cuts: cut ? readCuts(reader, segments, reading.words) : [],
    language: guessLanguage(text)?.code ?? null,
    group,
  };
}

/**
 * Columns of the rows that were measured; the others are counted by reason.
 * @param groups label → number; filled on the way, so that human and LLM rows share their numbers; null without groups
 */
export function columnsOf(
  rows: readonly MeasuredRow[],
  { from, field, groups }: { from: string; field: string; groups: Map<string, number> | null },
): CalibrationRows {
  const measured = rows.filter(({ reading }) => reading.abstained === null);
  const abstained: Partial<Record<Abstention, number>> = {};
  for (const { reading } of rows) {
    if (reading.abstained) abstained[reading.abstained] = (abstained[reading.abstained] ?? 0) + 1;
  }
  const numbers = measured.map(({ reading }) => numbersOf(reading));
  const group = groups && measured.map(({ group: label }) => numberOf(groups, label));
  return {
    from,
    field,
    words: measured.map(({ reading }) => reading.words),
    score: numbers.map(([score = Number.NaN]) => score),
    ...(numbers.some((n) => n.length > 1) && { parts: numbers.map(([, ...parts]) => parts) }),
    ...(measured.some(({ cuts }) => cuts.length > 0) && { cuts: measured.map(({ cuts }) => cuts.map((c) => [...c])) }),
    markup: measured.map(({ reading }) => Math.round(reading.markup * 1e4) / 1e4),
    language: measured.map(({ language }) => language),
    ...(group && { group }),
    abstained,
  };
}

function numberOf(groups: Map<string, number>, label: string): number {
  let number = groups.get(label);
  if (number === undefined) {
    number = groups.size;
    groups.set(label, number);
  }
  return number;
}
