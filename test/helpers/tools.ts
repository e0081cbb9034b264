// The libraries of the drawn metrics for tests that run the sources instead of the bundles.
import * as language from '../../src/runtime/lazy/language.ts';
import * as pos from '../../src/runtime/lazy/pos.ts';
import * as tokens from '../../src/runtime/lazy/tokens.ts';
import { lazyTools } from '../../src/runtime/lazy/tools.ts';
import * as traits from '../../src/runtime/lazy/traits.ts';

export const tools = lazyTools({
  pos: () => pos,
  tokens: () => tokens,
  language: () => language,
  traits: () => traits,
});
