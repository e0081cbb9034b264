// The traits of a window as a vector: one number per feature, rates by their square root.
import type { Seen } from '../feature.ts';
import { FAMILIES, FEATURES } from '../features.ts';
import { Lexicon, LexiconHits } from '../text/lexicon.ts';
import type { Prelude } from '../text/prelude.ts';
import type { TraitText } from '../text/traitText.ts';

/** Standard deviations beyond which a feature says no more. */
export const CLIP = 3;

let lexicon: Lexicon | undefined;

/** Traits that follow from how a corpus was laid out more than from its writer: shown, but not part of the score. */
const SHOWN_ONLY = new Set(['paragraphs', 'paragraph-variation', 'marked-lines', 'bold-text']);
export const IN_SCORE: readonly boolean[] = FEATURES.map((f) => !SHOWN_ONLY.has(f.about.id));

/** Families that have a weight. */
export const GROUPS: readonly string[] = FAMILIES.filter(({ features }) =>
  features.some((f) => !SHOWN_ONLY.has(f.about.id)),
).map((family) => family.name);
/** By feature: the place of its family in GROUPS, −1 where it has none. */
export const GROUP_OF: readonly number[] = FAMILIES.flatMap(({ name, features }) =>
  features.map(() => GROUPS.indexOf(name)),
);

export class StyleReader {
  readonly hits = new LexiconHits(FEATURES.length);
  /** In the units of the features. */
  readonly values = new Float64Array(FEATURES.length);

  constructor(readonly prelude: Prelude) {
    lexicon ??= new Lexicon(FEATURES);
  }

  /** Reads a window; what it gives is valid until the next. */
  read(text: TraitText): Seen {
    lexicon?.find(text, this.hits);
    this.prelude.look(text);
    const seen: Seen = { text, hits: this.hits, prelude: this.prelude };
    for (let i = 0; i < FEATURES.length; i++) {
      this.values[i] = (FEATURES[i] as (typeof FEATURES)[number]).value(seen, i);
    }
    return seen;
  }
}

/** A feature's value as the model takes it. */
export function shaped(feature: number, value: number): number {
  return FEATURES[feature]?.isRate ? Math.sqrt(Math.max(0, value)) : value;
}
