// The subpath of gpt-tokenizer and the parts of natural that the lazy bundles use.
declare module 'natural/lib/natural/brill_pos_tagger/lib/Lexicon.js' {
  export default class Lexicon {
    constructor(
      language: string,
      defaultCategory: string,
      defaultCategoryCapitalised: string,
      extendedLexicon: Readonly<Record<string, readonly string[]>>,
    );
  }
}
declare module 'natural/lib/natural/brill_pos_tagger/lib/RuleSet.js' {
  export default class RuleSet {
    constructor(language: string);
  }
}
declare module 'natural/lib/natural/brill_pos_tagger/lib/Brill_POS_Tagger.js' {
  export default class BrillPOSTagger {
    constructor(lexicon: object, rules: object);
    tag(words: readonly string[]): {
      readonly taggedWords: readonly { readonly token: string; readonly tag?: unknown }[];
    };
  }
}
