// THE list of verifiers, in the order in which they are shown. Pass, command line, panel and docs read it.
import { code } from './code/code.ts';
import type { Verifier } from './verifier.ts';

export const VERIFIERS: readonly Verifier[] = [code];
