// What a command between corpora was called with, the corpus that is meant, and how it fails.
import * as vscode from 'vscode';
import { isCancelled } from '../../protocol/errors.ts';
import { tell } from '../commands/run.ts';
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

/** The corpus of the panel that asks, else that of the files, else the active one; `otherwise` is said where there is none. */
export function corpusOf(
  { active, corpora }: Services,
  { corpus, files }: Pick<Asked, 'corpus' | 'files'>,
  otherwise: string,
): Corpus | undefined {
  const [first] = files;
  const found = corpus ?? (first ? (corpora.holding(first)[0] ?? corpora.open([first])) : active.corpus());
  if (!found) vscode.window.showInformationMessage(otherwise);
  return found;
}

/** Does the work; an error is said to the person and ends here. */
export async function told<T>({ log }: Services, work: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    // Not awaited: the message may stand for as long as it likes.
    if (!isCancelled(error)) void tell(error, log);
    return undefined;
  }
}
