// The trait model with its weights, a bundle of its own.

import { provisionalReader } from '../../engine/traits/provisional.ts';
import type { TraitReader } from '../../engine/traits/reading.ts';

export function traitReader(): TraitReader {
  return provisionalReader();
}
