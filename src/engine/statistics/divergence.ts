// How far two distributions of words lie apart.

/**
 * Jensen–Shannon divergence in bits, 0 for equal and 1 for disjoint: H(½(P + Q)) − ½H(P) − ½H(Q), of counts of the same types in the same
 * order. Lin 1991. NaN where one side is empty.
 */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sumP = 0;
  let sumQ = 0;
  for (let i = 0; i < p.length; i++) sumP += p[i] as number;
  for (let i = 0; i < q.length; i++) sumQ += q[i] as number;
  if (sumP === 0 || sumQ === 0) return Number.NaN;
  let bits = 0;
  for (let i = 0; i < p.length; i++) bits += pointDivergence((p[i] as number) / sumP, (q[i] as number) / sumQ);
  return bits;
}

/** What one type adds to the divergence; shares 0..1. */
export function pointDivergence(p: number, q: number): number {
  const middle = (p + q) / 2;
  const part = (x: number) => (x === 0 ? 0 : (x / 2) * Math.log2(x / middle));
  return part(p) + part(q);
}
