// Looks for what was lost and what swelled: words, openings, frames, clusters. Values of fields are counted elsewhere, over all rows.
import { type SamplePool, segmentsOf, wordsBetween } from '../pool.ts';
import { clusterHolders } from './clusters.ts';
import { atBudget, type Exposures, type FoundShift, type Held, LEAST_HOLDERS, surprising } from './found.ts';
import type { KeyedHolders } from './keyed.ts';
import { openingHolders } from './openings.ts';
import { frameHolders } from './templates.ts';
import { samplesWithWord, wordHolders, wordOf, wordsAt } from './words.ts';

export interface ShiftsAsked {
  /** Words of the budget that counts are given at. */
  readonly budget: number;
}

const EXAMPLES = 3;
const START = 80;

export function shiftsOf(pool: SamplePool, { budget }: ShiftsAsked): FoundShift[] {
  const steps = pool.first.length - 1;
  const range = Array.from(
    { length: steps },
    (_, i) => [pool.first[i] as number, pool.first[i + 1] as number] as const,
  );
  const exposures: Exposures = {
    budget,
    samples: range.map(([from, to]) => to - from),
    words: range.map(([from, to]) => wordsBetween(pool, from, to)),
  };
  const lastOf = (strength: number) => (strength < 0 ? 0 : steps - 1);
  const found: FoundShift[] = surprising(wordHolders(pool), exposures).map(({ item, counts, strength }) => {
    const examples = samplesWithWord(pool, lastOf(strength), item, EXAMPLES);
    return {
      kind: 'words',
      label: wordOf(pool, examples[0] as number, item),
      strength,
      counts: atBudget(counts, exposures),
      examples,
    };
  });
  const keyed = (kind: FoundShift['kind'], holders: KeyedHolders, label: (sample: number, key: number) => string) => {
    for (const { item, counts, strength } of surprising(holders.held(LEAST_HOLDERS), exposures) as (Held<number> & {
      strength: number;
    })[]) {
      const [from, to] = range[lastOf(strength)] as readonly [number, number];
      const examples = holders
        .samplesOf(item)
        .filter((s) => s >= from && s < to)
        .slice(0, EXAMPLES);
      found.push({
        kind,
        label: label(examples[0] as number, item),
        strength,
        counts: atBudget(counts, exposures),
        examples,
      });
    }
  };
  keyed('openings', openingHolders(pool), (s) => `${wordsAt(pool, s, 0, 3)} …`);
  const frames = frameHolders(pool);
  keyed('templates', frames.found, (s, key) => frames.show(s, key) ?? '___');
  keyed('clusters', clusterHolders(pool), (s) => startOf(pool, s, START));
  return withoutNested(found);
}

/** The beginning of a sample's text, white space folded. */
export function startOf(pool: SamplePool, sample: number, most: number): string {
  const text = segmentsOf(pool, sample)
    .join(' ')
    .slice(0, most * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return text.length <= most
    ? text
    : `${text
        .slice(0, most)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;
}

/** Frames of different parts of the same samples say one thing: the most surprising is told. */
function withoutNested(found: readonly FoundShift[]): FoundShift[] {
  const told = new Set<string>();
  return found.filter(({ kind, counts, label }) => {
    if (kind !== 'templates') return true;
    const key = `${counts.join(' ')}|${label.slice(0, 24)}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
}
