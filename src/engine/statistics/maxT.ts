// p-values of many tests at once from joint permutations: the chance that any of them would look so surprising.

/** Tests × permutations: row b holds what permutation b gave for each test. */
export interface Permuted {
  readonly tests: number;
  readonly values: Float64Array;
}

/**
 * Two-sided step-down maxT p-values, one per test: NaN where the statistic is not a number or no permutation moves it.
 *
 * Each statistic is taken as its distance from the mean of the permutations in their standard deviations. Tests stand in order of
 * surprise; the i-th is compared with the largest distance among itself and all less surprising tests in every permutation, and
 * p = (1 + #{max ≥ observed}) / (B + 1), made monotone. This is Holm's procedure with the dependence between the tests taken
 * from the permutations, and exact under exchangeability. Westfall & Young 1993, Resampling-Based Multiple Testing, algorithm 4.1;
 * the observed order counts as one of the permutations (Phipson & Smyth 2010).
 */
export function maxT(observed: ArrayLike<number>, { tests, values }: Permuted): Float64Array {
  const permutations = tests === 0 ? 0 : values.length / tests;
  const centre = new Float64Array(tests);
  const spread = new Float64Array(tests);
  for (let j = 0; j < tests; j++) {
    let sum = observed[j] as number;
    for (let b = 0; b < permutations; b++) sum += values[b * tests + j] as number;
    // The observed value is one of the values under the null hypothesis: all are treated alike.
    const mean = sum / (permutations + 1);
    let squares = ((observed[j] as number) - mean) ** 2;
    for (let b = 0; b < permutations; b++) squares += ((values[b * tests + j] as number) - mean) ** 2;
    centre[j] = mean;
    spread[j] = Math.sqrt(squares / (permutations + 1));
  }
  const distance = (value: number, j: number) => Math.abs(value - (centre[j] as number)) / (spread[j] as number);
  const valid: number[] = [];
  const own = new Float64Array(tests).fill(Number.NaN);
  for (let j = 0; j < tests; j++) {
    if (!(Number.isFinite(spread[j]) && (spread[j] as number) > 1e-12)) continue;
    own[j] = distance(observed[j] as number, j);
    valid.push(j);
  }
  valid.sort((a, b) => (own[b] as number) - (own[a] as number) || a - b);
  const beyond = new Uint32Array(valid.length);
  for (let b = 0; b < permutations; b++) {
    let most = 0;
    for (let i = valid.length - 1; i >= 0; i--) {
      const j = valid[i] as number;
      most = Math.max(most, distance(values[b * tests + j] as number, j));
      // A tie counts against the test; rounding must not hide one.
      if (most >= (own[j] as number) - 1e-9) beyond[i] = (beyond[i] as number) + 1;
    }
  }
  const p = new Float64Array(tests).fill(Number.NaN);
  let least = 0;
  valid.forEach((j, i) => {
    least = Math.max(least, (1 + (beyond[i] as number)) / (permutations + 1));
    p[j] = least;
  });
  return p;
}
