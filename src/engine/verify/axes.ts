// The two axes that verification is crossed with, and a place on both as one number for a column.
import type { VerificationReport } from './report.ts';

export type TraitHalf = VerificationReport['crossing'][number]['traits'];
export type NoveltyHalf = VerificationReport['crossing'][number]['novelty'];

export const TRAIT_HALVES: readonly TraitHalf[] = ['flagged', 'not flagged', 'high', 'not high', 'not scored'];
export const NOVELTY_HALVES: readonly NoveltyHalf[] = ['novel', 'adds little'];

export function cellOf(traits: TraitHalf, novelty: NoveltyHalf): number {
  return TRAIT_HALVES.indexOf(traits) * NOVELTY_HALVES.length + NOVELTY_HALVES.indexOf(novelty);
}

/** The other way round. */
export function placeOf(cell: number): { readonly traits: TraitHalf; readonly novelty: NoveltyHalf } {
  return {
    traits: TRAIT_HALVES[Math.floor(cell / NOVELTY_HALVES.length)] as TraitHalf,
    novelty: NOVELTY_HALVES[cell % NOVELTY_HALVES.length] as NoveltyHalf,
  };
}
