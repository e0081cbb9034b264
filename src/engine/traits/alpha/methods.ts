// THE list of methods, the first one the one to believe where validation sees no difference.
import type { AlphaMethod } from '../schema.ts';
import { densityEstimator } from './density.ts';
import { emEstimator } from './em.ts';
import { likelihoodEstimator } from './likelihood.ts';
import type { AlphaInput, Estimator } from './rows.ts';

/** The methods that these rows allow, in order. */
export function estimatorsFor(input: AlphaInput): readonly (readonly [AlphaMethod, Estimator])[] {
  const likelihood = likelihoodEstimator(input);
  return [
    ['density', densityEstimator(input)],
    ['em', emEstimator(input)],
    ...(likelihood ? ([['likelihood', likelihood]] as const) : []),
  ];
}
