// The numbers per evaluation set, from what leaks.
import type { EvaluationSetReport, LeakageReport, LeakedItemReport } from '../../engine/leakage/report.ts';
import { isComparable, type LeakedItem } from '../../engine/leakage/verdict.ts';
import type { CorpusRows } from '../inspect/columns.ts';
import type { LeakageVerdicts } from '../tasks/leakage.ts';
import type { ReadItems } from './items.ts';
import type { EvaluationSet, EvaluationSets } from './sets.ts';

/** Items of a set that the report lists. */
const STRONGEST = 20;
/** Over all sets: thousands of sets are told in a message, too. */
const ALL_STRONGEST = 200;

export type LeakageFacts = Pick<EvaluationSets, 'sets' | 'unread' | 'notes'> &
  (
    | { readonly read: null }
    | {
        readonly read: ReadItems;
        readonly verdicts: LeakageVerdicts;
        readonly rows: Pick<CorpusRows, 'file' | 'line' | 'files'>;
      }
  );

export function leakageReport(facts: LeakageFacts): LeakageReport {
  const { sets, unread, notes } = facts;
  if (!facts.read) return { sets: [], unread: [...unread], notes: [...notes] };
  const { level } = facts.read;
  const drawn = `The evaluation sets are larger than memory allows: one in ${2 ** level} of their 13-grams was drawn by hash. Allow more memory to compare all.`;
  return {
    sets: sets.map((set, number) => setReport(set, number, facts)),
    unread: [...unread],
    notes: level > 0 ? [...notes, drawn] : [...notes],
  };
}

type Read = Extract<LeakageFacts, { readonly verdicts: unknown }>;

function setReport({ name, path, from }: EvaluationSet, number: number, facts: Read): EvaluationSetReport {
  const { read, verdicts, rows } = facts;
  const { index, items, set, hashes } = read;
  const counted = { items: 0, grams: 0, whole: 0, tooShort: 0, met: 0 };
  for (let item = 0; item < items.length; item++) {
    if (set[item] !== number) continue;
    counted.items++;
    counted[isComparable(items, index, item) ?? 'tooShort']++;
    counted.met += verdicts.met[item] as number;
  }
  const own = ({ item }: { readonly item: number }) => set[item] === number;
  const leaked = verdicts.leaked.filter(own);
  const hash = hashes[number];
  const ofItems = (n: number) => (counted.items === 0 ? 0 : n / counted.items);
  return {
    name,
    path,
    from,
    ...(hash ? { hash } : {}),
    items: counted.items,
    comparable: counted.grams,
    whole: counted.whole,
    tooShort: counted.tooShort,
    leaked: leaked.length,
    share: ofItems(leaked.length),
    leakedWhole: leaked.filter(({ how }) => how === 'whole').length,
    spread: leaked.filter(({ how }) => how === 'spread').length,
    prompts: verdicts.prompts.filter(own).length,
    anyHit: ofItems(counted.met),
    samples: verdicts.samples.filter((leaks) => leaks.some(own)).length,
    leftOut: index.leftOut[number] as number,
    strongest: [...leaked]
      .sort((a, b) => b.share - a.share || a.item - b.item)
      .slice(0, Math.max(1, Math.min(STRONGEST, Math.floor(ALL_STRONGEST / facts.sets.length))))
      .map((item) => itemReport(item, read, rows)),
  };
}

function itemReport(
  { item, how, share, samples, holders }: LeakedItem,
  read: ReadItems,
  rows: Read['rows'],
): LeakedItemReport {
  const { path, line } = read.placeOf(item);
  return {
    file: path,
    line,
    how: how === 'whole' || how === 'spread' ? how : 'grams',
    share,
    samples: samples.map((s) => ({
      file: rows.files[rows.file[s.row] as number] as string,
      line: rows.line[s.row] as number,
      share: s.share,
    })),
    holders,
  };
}
