// Scores as masses on an even grid: what an estimate costs depends on the grid then, not on the number of rows.
import type { AlphaInput, Pick } from './rows.ts';

/** Human and LLM reference. */
type References = Omit<AlphaInput, 'rows'>;

export const POINTS = 512;

export interface Grid {
  readonly from: number;
  readonly step: number;
}

/** From the lowest to the highest reference score, and `margin` beyond; a row outside counts as if it lay at the edge. */
export function gridOver({ human, llm }: References, margin: number): Grid {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { score } of [human, llm]) {
    for (let i = 0; i < score.length; i++) {
      low = Math.min(low, score[i] as number);
      high = Math.max(high, score[i] as number);
    }
  }
  // References that are all alike still need a grid.
  const width = Math.max(high - low + 2 * margin, 1e-6);
  return { from: low - margin, step: width / (POINTS - 1) };
}

/** Where each score lies on the grid, in steps, 0..POINTS − 1. */
export function placesOn({ from, step }: Grid, scores: ArrayLike<number>): Float64Array {
  const places = new Float64Array(scores.length);
  for (let i = 0; i < scores.length; i++) {
    places[i] = Math.min(POINTS - 1, Math.max(0, ((scores[i] as number) - from) / step));
  }
  return places;
}

/** Mass of the picked rows on the grid, each shared by its two neighbours, 1 altogether. */
export function massOf(places: Float64Array, pick: Pick): Float64Array {
  const mass = new Float64Array(POINTS);
  const each = 1 / pick.length;
  for (let k = 0; k < pick.length; k++) {
    const at = places[pick[k] as number] as number;
    const i = Math.min(POINTS - 2, Math.floor(at));
    const part = at - i;
    mass[i] = (mass[i] as number) + each * (1 - part);
    mass[i + 1] = (mass[i + 1] as number) + each * part;
  }
  return mass;
}

/** `massOf` that remembers its answers: intervals ask for the same rows under many references. */
export function rememberedMass(places: Float64Array): (pick: Pick) => Float64Array {
  const known = new WeakMap<object, Float64Array>();
  return (pick) => {
    const found = known.get(pick) ?? massOf(places, pick);
    known.set(pick, found);
    return found;
  };
}
