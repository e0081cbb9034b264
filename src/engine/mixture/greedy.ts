// Lazy greedy choice under a budget of words: because a candidate never gains as the mix grows, an old gain is an upper bound, and
// only the candidates at the top are looked at again (Minoux 1978). By gain per word and by gain alone, the better of the two: at
// least half of 1 − 1/e of the best possible (Khuller, Moss & Naor 1999; Leskovec et al. 2007).
import { Coverage } from './coverage.ts';
import { CandidateHeap } from './heap.ts';
import type { Problem } from './problem.ts';

/** A verified candidate counts so much of the mean gain per word more, for each of its words: a modular term, so that nothing else changes. */
const VERIFIED_BONUS = 0.25;

export interface Choice {
  /** Candidates in the order of choice. */
  readonly order: Uint32Array;
  /** What each added when it was chosen, in points, the bonus included. */
  readonly gains: Float64Array;
  readonly words: number;
  /** Sum of the gains. */
  readonly value: number;
}

export type ChoiceRule = 'density' | 'gain';

export interface GreedyOptions {
  readonly budget: number;
  /** Points per word that verified candidates count more. */
  readonly bonus: number;
  /** Called now and then; true ends the choice where it stands. */
  readonly isCancelled?: () => boolean;
  /** Words chosen so far. */
  readonly onProgress?: (words: number) => void;
}

/** Points per word by which verified candidates go first; 0 where all are verified, or none. */
export function bonusOf(problem: Problem): number {
  const coverage = new Coverage(problem);
  let points = 0;
  let words = 0;
  let verified = 0;
  for (let i = 0; i < problem.candidates; i++) {
    points += coverage.gain(i);
    words += problem.words[i] as number;
    verified += problem.verified[i] as number;
  }
  return verified === 0 || verified === problem.candidates || words === 0 ? 0 : (VERIFIED_BONUS * points) / words;
}

/** The better of both rules, in the order of gain per word, which never rises. */
export function choose(problem: Problem, options: GreedyOptions): Choice & { readonly rule: ChoiceRule } {
  const all = Array.from({ length: problem.candidates }, (_, i) => i);
  const byDensity = lazyGreedy(problem, all, 'density', options);
  const byGain = lazyGreedy(problem, all, 'gain', options);
  if (byDensity.value >= byGain.value) return { ...byDensity, rule: 'density' };
  return { ...lazyGreedy(problem, [...byGain.order], 'density', { ...options, budget: byGain.words }), rule: 'gain' };
}

/** Takes the best candidate that still fits until none adds anything. Ties: verified first, then the earlier one. */
export function lazyGreedy(
  problem: Problem,
  among: readonly number[],
  rule: ChoiceRule,
  { budget, bonus, isCancelled, onProgress }: GreedyOptions,
): Choice {
  const { words, verified, candidates } = problem;
  const coverage = new Coverage(problem);
  const gains = new Float64Array(candidates);
  const keys = new Float64Array(candidates);
  const known = new Int32Array(candidates);
  const rank = Uint32Array.from({ length: candidates }, (_, i) => i + (verified[i] === 1 ? 0 : candidates));
  const look = (candidate: number) => {
    const size = words[candidate] as number;
    const gain = gainOf(coverage, problem, candidate, bonus);
    gains[candidate] = gain;
    keys[candidate] = rule === 'density' ? gain / size : gain;
  };
  for (const candidate of among) if ((words[candidate] as number) > 0) look(candidate);
  const heap = new CandidateHeap(keys, rank);
  heap.fill(among.filter((c) => (gains[c] as number) > 0 && (words[c] as number) <= budget));

  const order: number[] = [];
  const taken: number[] = [];
  let left = budget;
  let value = 0;
  for (let turn = 0; ; turn++) {
    if ((turn & 1023) === 0 && isCancelled?.()) break;
    const candidate = heap.pop();
    if (candidate < 0) break;
    if ((words[candidate] as number) > left) continue;
    if (known[candidate] !== order.length) {
      look(candidate);
      known[candidate] = order.length;
      if ((gains[candidate] as number) > 0) heap.push(candidate);
      continue;
    }
    coverage.add(candidate);
    order.push(candidate);
    taken.push(gains[candidate] as number);
    value += gains[candidate] as number;
    left -= words[candidate] as number;
    if ((order.length & 255) === 0) onProgress?.(budget - left);
  }
  return { order: Uint32Array.from(order), gains: Float64Array.from(taken), words: budget - left, value };
}

/** The bonus comes on top of what a candidate adds, and never makes one of a candidate that adds nothing. */
export function gainOf(coverage: Coverage, { words, verified }: Problem, candidate: number, bonus: number): number {
  const gain = coverage.gain(candidate);
  return gain > 0 && verified[candidate] === 1 ? gain + bonus * (words[candidate] as number) : gain;
}
