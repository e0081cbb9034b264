// A checker with its parsers at hand.
import { type ActiveVerifier, languagesOf, SampleChecker } from '../../engine/verify/run.ts';
import type { VerifyTools } from '../../engine/verify/verifier.ts';
import { loadVerifyTools } from '../lazy/verifyTools.ts';

/** Parsers for languages; see `loadVerifyTools`. */
export type LoadTools = (languages: readonly string[]) => Promise<VerifyTools>;

/** `load`: the bundles beside the running one, but in tests. */
export async function checkerFor(
  active: readonly ActiveVerifier[],
  load: LoadTools = loadVerifyTools,
): Promise<SampleChecker> {
  return new SampleChecker(active, await load(languagesOf(active)));
}
