// Standard deviations above human text of the same length: raw scores of long texts spread less than those of short ones.
import type { LengthCurve } from './model.ts';

/** Places between the measured lengths, by the logarithm of words; constant beyond the ends. */
export function standardised(raw: number, words: number, lengths: readonly number[], curve: LengthCurve): number {
  const { mean, sd } = curveAt(words, lengths, curve);
  return (raw - mean) / sd;
}

export function curveAt(
  words: number,
  lengths: readonly number[],
  { mean, sd }: LengthCurve,
): { mean: number; sd: number } {
  const last = lengths.length - 1;
  let i = 0;
  while (i < last && (lengths[i + 1] as number) <= words) i++;
  const from = lengths[i] as number;
  const to = lengths[Math.min(last, i + 1)] as number;
  const share = to === from ? 0 : Math.max(0, Math.min(1, Math.log(words / from) / Math.log(to / from)));
  const at = (values: readonly number[]) => {
    const a = values[i] as number;
    return a + share * ((values[Math.min(last, i + 1)] as number) - a);
  };
  return { mean: at(mean), sd: at(sd) };
}
