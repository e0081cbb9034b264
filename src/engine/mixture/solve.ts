// From the items of the candidates to a plan: noise is left out, the problem made and solved, and the plan compared with random
// choices of the same size.
import { copyNumbers, drawKeys, inDrawOrder } from '../draw.ts';
import { Coverage } from './coverage.ts';
import { flattensAt, gainCurve } from './curve.ts';
import { bonusOf, type ChoiceRule, choose } from './greedy.ts';
import { noiseAbove } from './noise.ts';
import { type FieldValue, type ItemCounts, makeProblem, type Problem } from './problem.ts';
import type { MixtureReport } from './report.ts';

export interface SolveParams {
  /** Items of each candidate: see HeldItems. Items from `textItems` on are values. */
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
  readonly textItems: number;
  readonly counts: ItemCounts;
  readonly values: readonly FieldValue[];
  readonly realSamples: number;
  /** By candidate. */
  readonly lone: Float32Array;
  readonly words: Uint32Array;
  readonly verified: Uint8Array;
  /** Content hash, for random choices. */
  readonly content: Float64Array;
  /** Words that may be chosen. */
  readonly budget: number;
  readonly seed: number;
  /** Random choices to compare with. */
  readonly draws: number;
  /** Chosen candidates of which it is told what they add. */
  readonly top: number;
}

export interface TopAdds {
  readonly candidate: number;
  readonly gain: number;
  /** What it adds most, the most first: items as in SolveParams. */
  readonly items: Uint32Array;
}

export interface Solved {
  /** Candidates in the order of choice. */
  readonly order: Uint32Array;
  /** Points that each added, see Coverage. */
  readonly gains: Float64Array;
  readonly words: number;
  readonly rule: ChoiceRule;
  readonly bonus: number;
  /** Candidates that were left out as noise, ascending. */
  readonly noise: Uint32Array;
  readonly curve: MixtureReport['curve'];
  readonly flattensAt: number | null;
  /** By kind, 0..1; null where the kind has no items. */
  readonly before: readonly (number | null)[];
  readonly planned: readonly (number | null)[];
  readonly random: readonly (readonly (number | null)[])[];
  /** The random choices, by candidate. */
  readonly draws: readonly Uint32Array[];
  readonly top: readonly TopAdds[];
  /** Items that weigh anything, by kind. */
  readonly items: number;
}

export interface SolveHooks {
  readonly isCancelled?: () => boolean;
  /** 0..1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Items that are named of a chosen candidate are picked from so many. */
const NAMED = 60;

/** Takes the noise out of `counts.synthetic`, which it changes. */
export function solve(p: SolveParams, { isCancelled, onProgress }: SolveHooks = {}): Solved {
  const { noise, ...held } = withoutNoise(p);
  const problem = makeProblem({ ...p, ...held });
  onProgress?.(0.2);
  const bonus = bonusOf(problem);
  const chosen = choose(problem, {
    budget: p.budget,
    bonus,
    ...(isCancelled && { isCancelled }),
    ...(onProgress && { onProgress: (words: number) => onProgress(0.2 + 0.3 * (words / p.budget)) }),
  });
  onProgress?.(0.8);

  const planned = new Coverage(problem);
  const bare = new Float64Array(chosen.order.length);
  const top: TopAdds[] = [];
  chosen.order.forEach((candidate, i) => {
    bare[i] = planned.gain(candidate);
    if (top.length < p.top) {
      top.push({ candidate, gain: chosen.gains[i] as number, items: addsMost(problem, planned, candidate) });
    }
    planned.add(candidate);
  });
  const everything = new Coverage(problem);
  for (let i = 0; i < problem.candidates; i++) everything.add(i);

  const isNoise = new Set(noise);
  const eligible = Uint32Array.from({ length: problem.candidates }, (_, i) => i).filter((i) => !isNoise.has(i));
  const draws = Array.from({ length: p.draws }, (_, i) => randomChoice(p, eligible, chosen.words, p.seed + i + 1));
  const random = draws.map((draw) => {
    const coverage = new Coverage(problem);
    for (const candidate of draw) coverage.add(candidate);
    return coverage.shares();
  });
  onProgress?.(1);
  return {
    order: chosen.order,
    gains: chosen.gains,
    words: chosen.words,
    rule: chosen.rule,
    bonus,
    noise,
    curve: gainCurve({ ...chosen, bare }, p.words, everything.points()),
    flattensAt: flattensAt(chosen, p.words),
    before: new Coverage(problem).shares(),
    planned: planned.shares(),
    random,
    draws,
    top,
    items: problem.kinds.length,
  };
}

/** Noise holds nothing, and supports nothing that others hold. */
function withoutNoise({ starts, items, lone, counts, textItems }: SolveParams) {
  const fence = noiseAbove(lone);
  const noise: number[] = [];
  lone.forEach((share, i) => {
    if (share > fence) noise.push(i);
  });
  for (const i of noise) {
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) {
      const item = items[k] as number;
      if (item < textItems) counts.synthetic[item] = (counts.synthetic[item] as number) - 1;
    }
  }
  if (noise.length === 0) return { starts, items, noise: Uint32Array.of() };
  const isNoise = new Set(noise);
  const kept = new Uint32Array(items.length);
  const left = new Uint32Array(starts.length);
  let n = 0;
  for (let i = 0; i + 1 < starts.length; i++) {
    if (!isNoise.has(i)) {
      for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) kept[n++] = items[k] as number;
    }
    left[i + 1] = n;
  }
  return { starts: left, items: kept.slice(0, n), noise: Uint32Array.from(noise) };
}

function addsMost(problem: Problem, coverage: Coverage, candidate: number): Uint32Array {
  const held = problem.items.subarray(problem.starts[candidate], problem.starts[candidate + 1]);
  const adding = [...held].filter((item) => coverage.added(item) > 0);
  // Sorting is stable: what comes first in the text stays first.
  adding.sort((a, b) => coverage.added(b) - coverage.added(a));
  return Uint32Array.from(adding.slice(0, NAMED), (item) => problem.source[item] as number);
}

/** Whole candidates in the order of a hash, until they hold as many words as the plan, as near as whole samples allow. */
function randomChoice({ content, words }: SolveParams, among: Uint32Array, budget: number, seed: number): Uint32Array {
  const own = Float64Array.from(among, (i) => content[i] as number);
  const keys = drawKeys(own, copyNumbers(own), seed);
  const out: number[] = [];
  let total = 0;
  inDrawOrder(keys, (place) => {
    const candidate = among[place] as number;
    const more = words[candidate] as number;
    if (out.length > 0 && total + more - budget > budget - total) return total < budget;
    out.push(candidate);
    total += more;
    return true;
  });
  return Uint32Array.from(out);
}
