// Parsers of programming languages, a bundle of its own: tree-sitter with the grammars that are asked for. They read, they
// run nothing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { Language, Parser } from 'web-tree-sitter';
import type { SyntaxFault } from '../../engine/verify/verifier.ts';
import { faultOf, strayWord } from './syntaxFault.ts';

/** tree-sitter calls back after a fixed number of steps; a program that parses takes at most one call for 14 units. */
const CALLS = 300;
const CALLS_PER_UNIT = 1 / 12;
/** A scanner looks for the end of every here-document from its start, without calling back. */
const HEREDOC = /<<[-~]?['"\w]/g;
const HEREDOCS = 20;
const SMALL = 2_000;

export interface TreeParser {
  /** The first fault, null where the text parses; 'gave up' where that takes more steps than its length allows. */
  parse(text: string): SyntaxFault | null | 'gave up';
}

let engine: Promise<void> | undefined;
const loaded = new Map<string, Promise<TreeParser>>();

/**
 * The parser of a grammar whose `tree-sitter-NAME.wasm.br` stands in `folder`, beside tree-sitter's own `web-tree-sitter.wasm.br`;
 * loaded once per thread.
 */
export function treeParser(grammar: string, folder: string): Promise<TreeParser> {
  let parser = loaded.get(grammar);
  if (!parser) {
    parser = load(grammar, folder);
    loaded.set(grammar, parser);
  }
  return parser;
}

async function load(grammar: string, folder: string): Promise<TreeParser> {
  engine ??= unpacked(folder, 'web-tree-sitter').then((wasmBinary) => Parser.init({ wasmBinary }));
  await engine;
  const language = await Language.load(await unpacked(folder, `tree-sitter-${grammar}`));
  return { parse: (text) => parse(grammar, language, text) };
}

const unpack = promisify(brotliDecompress);

async function unpacked(folder: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await unpack(await readFile(join(folder, `${name}.wasm.br`))));
}

function parse(grammar: string, language: Language, text: string): SyntaxFault | null | 'gave up' {
  if ((text.match(HEREDOC)?.length ?? 0) > HEREDOCS && text.length > SMALL) return 'gave up';
  // A parser that was stopped keeps its stacks, and one that met a large text keeps its memory: each text gets a new one.
  const parser = new Parser();
  try {
    parser.setLanguage(language);
    let left = CALLS + text.length * CALLS_PER_UNIT;
    const tree = parser.parse(text, null, { progressCallback: () => --left < 0 });
    if (!tree) return 'gave up';
    try {
      if (tree.rootNode.hasError) return faultOf(tree, text, { pairs: grammar !== 'bash' });
      return grammar === 'ruby' ? strayWord(tree, text) : null;
    } finally {
      tree.delete();
    }
  } finally {
    parser.delete();
  }
}
