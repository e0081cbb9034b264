// Who takes part in a mixture: rows of the real corpus, candidates, and candidates that are left out, with the reason.
import type { Likeness } from '../findings/nearDuplicate.ts';
import type { ScoredRows } from '../findings/rows.ts';
import { chain, toKey } from '../text/hash.ts';

/** What a row is to the mixture. */
export const ROLE = { none: 0, real: 1, candidate: 2 } as const;

/** Where a sample comes from: the real corpus, the real corpus but synthetic by provenance, the candidates, or neither. */
export const SIDE = { none: 0, real: 1, already: 2, synthetic: 3 } as const;

/** Why candidates are left out, in the order in which the reasons are looked for. A sample is counted once. */
export const REASONS = {
  failed: 'verification failed',
  residue: 'residue of a generation pipeline',
  encoding: 'broken encoding',
  exact: 'copy of a real sample',
  exactOwn: 'copy of another candidate',
  near: 'near-duplicate of a real sample',
  nearOwn: 'near-duplicate of another candidate',
  noise: 'noise: too many words that no other sample holds',
  empty: 'no words in this view',
  invalid: 'row that cannot be read',
} as const;
export type Reason = keyof typeof REASONS;

export interface StandingParams {
  readonly rows: ScoredRows;
  /** Side of each row's sample. */
  readonly side: Uint8Array;
  /** The view that is measured, by number. */
  readonly view: number;
  readonly likeness: Likeness;
  /** 1 where the sample is verified, by row. */
  readonly verified: Uint8Array;
  /** First rows of samples that cannot be chosen for what they show by themselves. */
  readonly flawed: ReadonlyMap<number, Reason>;
}

export interface Standing {
  /** Of each row; rows of other views have none. */
  readonly role: Uint8Array;
  readonly leftOut: ReadonlyMap<Reason, number>;
  /** Rows of the candidates that can be chosen, in corpus order. */
  readonly candidates: Uint32Array;
}

/** Verified candidates stand before others, and earlier ones before later ones: of copies among candidates the first stays. */
export function standingOf({ rows, side, view, likeness, verified, flawed }: StandingParams): Standing {
  const role = new Uint8Array(rows.length);
  const leftOut = new Map<Reason, number>();
  const out = (reason: Reason) => leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
  const keys = sampleKeys(rows);
  /** Contents and texts that are taken, and by which side. */
  const taken = new Map<number, 'real' | 'own'>();
  const take = (row: number, by: 'real' | 'own') => {
    const sample = rows.sample[row] as number;
    for (const key of [rows.content[row] as number, -(keys[sample] as number)]) {
      if (key !== 0 && !taken.has(key)) taken.set(key, by);
    }
  };
  const takenBy = (row: number) =>
    taken.get(rows.content[row] as number) ?? taken.get(-(keys[rows.sample[row] as number] as number));

  const waiting: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    const from = side[row];
    if (from === SIDE.real || from === SIDE.already) {
      take(row, 'real');
      if (rows.view[row] === view) role[row] = ROLE.real;
    } else if (from === SIDE.synthetic && rows.view[row] === view) {
      const reason = flawed.get(rows.sample[row] as number) ?? (rows.words[row] === 0 ? 'empty' : null);
      if (reason) out(reason);
      else waiting.push(row);
    }
  }
  waiting.sort((a, b) => (verified[b] as number) - (verified[a] as number) || a - b);

  const stays: number[] = [];
  for (const row of waiting) {
    const copy = takenBy(row);
    const near = copy ? null : nearest(likeness, row, role);
    if (copy) out(copy === 'real' ? 'exact' : 'exactOwn');
    else if (near) out(near);
    else {
      role[row] = ROLE.candidate;
      take(row, 'own');
      stays.push(row);
    }
  }
  return { role, leftOut, candidates: Uint32Array.from(stays.sort((a, b) => a - b)) };
}

/** Whether a row that stays is near: a real one is said before a candidate. */
function nearest(likeness: Likeness, row: number, role: Uint8Array): Reason | null {
  let found: Reason | null = null;
  for (const { row: other } of likeness.best(row, Number.POSITIVE_INFINITY)) {
    if (role[other] === ROLE.real) return 'near';
    if (role[other] === ROLE.candidate) found = 'nearOwn';
  }
  return found;
}

/** One number per sample, at its first row: equal where the texts of all views are equal, whatever the fields are called. */
function sampleKeys(rows: ScoredRows): Float64Array {
  const lo = new Int32Array(rows.length);
  const hi = new Int32Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const sample = rows.sample[row] as number;
    const text = rows.text[row] as number;
    const view = rows.view[row] as number;
    lo[sample] = chain(chain(lo[sample] as number, text | 0), view + 1);
    hi[sample] = chain(chain(hi[sample] as number, Math.floor(text / 2 ** 32)), view + 1);
  }
  return Float64Array.from(lo, (l, i) => toKey(l, hi[i] as number));
}
