// What a command between corpora was called with.
import type * as vscode from 'vscode';
import type { Corpus } from '../corpus.ts';
import type { Services } from '../services.ts';

export interface Asked {
  /** Of the panel that asks. */
  readonly corpus?: Corpus;
  /** Those of a menu's selection, else the active one. */
  readonly files: readonly vscode.Uri[];
  /** Arguments of a key binding, a test or another extension: with them nothing is asked. */
  readonly given?: unknown;
}

/** Resolves with the result, for other extensions and tests; undefined where there is none. */
export type BetweenCommand = (services: Services, asked: Asked) => Promise<unknown>;
