// The trait model with its weights, a bundle of its own.

import english from '../../engine/traits/model/english.json' with { type: 'json' };
import { decodeModel, type ModelFile } from '../../engine/traits/model/model.ts';
import { createTraitReader } from '../../engine/traits/reader.ts';
import type { TraitReader } from '../../engine/traits/reading.ts';

export function traitReader(): TraitReader {
  return createTraitReader(decodeModel(english as unknown as ModelFile));
}
