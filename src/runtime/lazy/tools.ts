// The libraries that drawn metrics may ask for, loaded when they first do: each is a bundle beside the worker's.
import { createRequire } from 'node:module';
import type { Tools } from '../../engine/metric.ts';
import type { TraitReader } from '../../engine/traits/reading.ts';

type Pos = typeof import('./pos.ts');
type Tokens = typeof import('./tokens.ts');
type Language = typeof import('./language.ts');
type Traits = typeof import('./traits.ts');

/** How the bundles are found; a test that runs the sources gives their modules itself. */
export interface ToolModules {
  pos(): Pos;
  tokens(): Tokens;
  language(): Language;
  traits(): Traits;
}

/** `pos.cjs`, `tokens.cjs`, `language.cjs` and `traits.cjs` in the folder of the running bundle. */
function bundled(): ToolModules {
  const load = createRequire(import.meta.url);
  return {
    pos: () => load('./pos.cjs') as Pos,
    tokens: () => load('./tokens.cjs') as Tokens,
    language: () => load('./language.cjs') as Language,
    traits: () => load('./traits.cjs') as Traits,
  };
}

/** Nothing is loaded before its first use, and nothing twice. */
export function lazyTools(modules: ToolModules = bundled()): Tools {
  let pos: Pos | undefined;
  let tokens: Tokens | undefined;
  let language: Language | undefined;
  let reader: TraitReader | undefined;
  return {
    tag(words) {
      pos ??= modules.pos();
      return pos.tag(words);
    },
    countTokens(text) {
      tokens ??= modules.tokens();
      return tokens.countTokens(text);
    },
    guessLanguage(text) {
      language ??= modules.language();
      return language.guessLanguage(text);
    },
    traits() {
      reader ??= modules.traits().traitReader();
      return reader;
    },
  };
}
