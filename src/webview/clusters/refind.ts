// Where something stands in a list that came anew: numbers shift when rows before it are gone.

/** How far to look, in both directions. */
const FAR = 200;

/** The nearest place to `at` of which `isIt` holds, among those known; null for none. */
export function nearestPlace<T>(
  at: number,
  item: (index: number) => T | undefined,
  isIt: (item: T) => boolean,
): number | null {
  for (let step = 0; step <= FAR; step++) {
    for (const index of step === 0 ? [at] : [at - step, at + step]) {
      const found = index < 0 ? undefined : item(index);
      if (found !== undefined && isIt(found)) return index;
    }
  }
  return null;
}
