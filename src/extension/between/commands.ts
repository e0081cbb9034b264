// The entry of the bundle between.cjs: the commands between corpora, and what the panel's tab Compare does with results.
import type { BetweenCommand } from './asked.ts';
import { compareCorpora, compareWithGit } from './compare/command.ts';
import { planMixture } from './mixture/command.ts';
import { simulateCollapse } from './simulate/command.ts';

export { writePlan } from './mixture/write.ts';
export { openPlace } from './openPlace.ts';
export { saveResult } from './saveResult.ts';

/** By the name of the command, without the prefix. */
export const COMMANDS: Readonly<Record<string, BetweenCommand>> = {
  compare: compareCorpora,
  compareWithGit,
  simulate: simulateCollapse,
  planMixture,
};
