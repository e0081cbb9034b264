import type { Plugin } from 'esbuild';

export const TREE_SITTER: string;
export const grammars: Plugin;
export function packGrammars(root: string, folder: string): Promise<void>;
