// Scores the rows that an edit brought, and of the others what it moved.
import { openingOf } from '../../engine/metrics/openings.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { type GramTable, gramCount } from '../../engine/sketch/gramTable.ts';
import { BANDS } from '../../engine/sketch/minHash.ts';
import { isMostlyCode } from '../../engine/text/code.ts';
import { toKey } from '../../engine/text/hash.ts';
import type { TraitReader } from '../../engine/traits/reading.ts';
import type { RowReader } from '../tasks/rowReader.ts';
import { clearReading, readPlaced, setReading, TRAIT_VIEWS } from '../traits/columns.ts';
import { BOILERPLATE_MOVED, NOVELTY_MOVED } from './changedRows.ts';
import type { FreshRow } from './changes.ts';
import type { GramStore } from './gramStore.ts';
import type { LiveRows } from './liveRows.ts';
import { noveltyOf } from './novelty.ts';
import type { LiveLocal } from './rowFindings.ts';

/** Below this the scorer asks whether a sample is code. */
const ASKS_FOR_CODE = 0.2;

export interface Rescoring {
  readonly rows: LiveRows;
  readonly fresh: readonly FreshRow[];
  /** See changedRows. */
  readonly bits: Uint8Array;
  readonly words: GramStore;
  readonly measures: ReadonlyMap<number, { readonly table: GramTable; readonly from: number }>;
  readonly reader: RowReader;
  readonly traits: () => TraitReader;
}

/** Writes the columns. Returns the new rows' own findings, and which rows have new shingles. */
export function rescore(r: Rescoring): { locals: LiveLocal[]; changed: Uint8Array } {
  const { rows, bits } = r;
  const locals: LiveLocal[] = [];
  const changed = new Uint8Array(rows.length);
  for (const { row, content, preferred } of r.fresh) {
    rows.content[row] = content;
    if (rows.preferred) rows.preferred[row] = preferred ? 1 : 0;
    locals.push(...score(r, row));
    readTraits(r, row);
    changed[row] = 1;
  }
  for (let row = 0; row < rows.length; row++) {
    const moved = bits[row] as number;
    if (moved & BOILERPLATE_MOVED) {
      score(r, row);
      changed[row] = 1;
    } else if (moved & NOVELTY_MOVED) recountNovelty(r, row);
  }
  return { locals, changed };
}

/** Everything that the second pass finds of a row. */
function score({ rows, reader }: Rescoring, row: number): LiveLocal[] {
  const found = reader.read(row);
  if (!found) return [];
  const { x, scorer } = found;
  const s = scorer.score(x, false);
  rows.words[row] = s.words;
  rows.base[row] = s.novelty;
  rows.grams[row] = s.grams;
  rows.adds[row] = s.adds;
  rows.shingles[row] = s.shingles;
  rows.isCode[row] = s.isCode ? 1 : 0;
  rows.bands.set(s.bands, row * BANDS);
  rows.text[row] = toKey(s.textLo, s.textHi);
  rows.boilerplate[row] = s.boilerplate ? 1 : 0;
  const opening = openingOf(x);
  [rows.openLo[row], rows.openHi[row]] = opening ?? [0, 0];
  return s.local.map((local) => {
    const segment = x.segments[local.segment];
    return { ...local, row, path: segment?.path ?? [], offset: segment?.offset ?? 0 };
  });
}

/** As the second pass, which reads all rows of a document that can be followed. */
function readTraits({ rows, reader, traits }: Rescoring, row: number): void {
  if (!rows.traits) return;
  const isRead = TRAIT_VIEWS.includes(VIEW_NAMES[rows.view[row] as number] as ViewName);
  const segments = isRead ? reader.segments(row) : null;
  if (segments) setReading(rows.traits, row, readPlaced(traits(), segments));
  else clearReading(rows.traits, row);
}

function recountNovelty({ rows, words, measures, reader }: Rescoring, row: number): void {
  const measure = measures.get(rows.view[row] as number);
  if (!measure) return;
  const start = words.at[row] as number;
  const { novelty, adds } = noveltyOf(start, start + (words.count[row] as number), measure.from, (i) =>
    gramCount(measure.table, words.lo[i] as number, words.hi[i] as number, 4),
  );
  const wasLow = (rows.base[row] as number) < ASKS_FOR_CODE;
  rows.base[row] = novelty;
  rows.adds[row] = adds;
  const isLow = novelty < ASKS_FOR_CODE;
  if (!isLow) rows.isCode[row] = 0;
  else if (!wasLow) {
    const found = reader.read(row);
    rows.isCode[row] = found && isMostlyCode(found.x) ? 1 : 0;
  }
}

/** The view's longest run of boilerplate in a row, as a finding quotes it. */
export function quotedBoilerplate(reader: RowReader, row: number): string {
  const found = reader.read(row);
  const run = found?.scorer.score(found.x, false).boilerplate;
  if (!found || !run) return '';
  const { text } = found.x.segments[run.segment] ?? { text: '' };
  return text.slice(run.start, run.end).replace(/\s+/g, ' ').slice(0, 160);
}
