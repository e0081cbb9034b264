// How surprising it is that something is held by so many samples here and by so many there.

/**
 * Signed log-likelihood ratio: G² = 2 (a ln(a/Eₐ) + b ln(b/E_b)) with E the counts expected in proportion to the exposures; positive where
 * the share grew from a to b. Dunning 1993, in the form of Rayson & Garside 2000. `a`, `b` ≥ 0; exposures > 0.
 */
export function signedG2(a: number, exposureA: number, b: number, exposureB: number): number {
  const rate = (a + b) / (exposureA + exposureB);
  const part = (count: number, expected: number) => (count === 0 ? 0 : count * Math.log(count / expected));
  const g2 = 2 * (part(a, rate * exposureA) + part(b, rate * exposureB));
  return b / exposureB >= a / exposureA ? Math.max(0, g2) : -Math.max(0, g2);
}

/**
 * The G² that none of `tests` independent changes of chance reaches but with probability `level`: Bonferroni on the tail of χ² with one degree
 * of freedom, whose upper bound √(2/(πg)) · exp(−g/2) is taken (Mills' ratio), so that the limit errs to the safe side.
 */
export function g2Limit(tests: number, level: number): number {
  const wanted = Math.log(level / Math.max(1, tests));
  let low = 1;
  let high = 1000;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (-middle / 2 + 0.5 * Math.log(2 / (Math.PI * middle)) > wanted) low = middle;
    else high = middle;
  }
  return high;
}
