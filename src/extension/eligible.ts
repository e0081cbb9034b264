// Which documents are inspected in the background, and which files may be a corpus at all.
import picomatch from 'picomatch';
import { CONFIG_FILE } from '../runtime/config.ts';
import type { Settings } from './settings.ts';

export interface DocumentFacts {
  readonly scheme: string;
  /** Path of the URI, with `/`. */
  readonly path: string;
  /** Path inside its workspace folder, or the file's name; what the globs match. */
  readonly relativePath: string;
  readonly languageId: string;
  /** UTF-16 units, close enough to bytes for a cap; asked last, because counting takes a little. */
  readonly size: number;
}

const JSONL = /\.(jsonl|ndjson)$/i;
const CORPUS = /\.(jsonl|ndjson|json|txt)$/i;

export function isJsonl(path: string, languageId = ''): boolean {
  return JSONL.test(path) || languageId === 'jsonl';
}

export function mayBeCorpus(path: string, languageId = ''): boolean {
  return CORPUS.test(path) || languageId === 'jsonl';
}

/** Our own files are never a corpus. */
export function isOwnFile(path: string): boolean {
  const parts = path.split('/');
  return parts.includes('.corpus-inspector') || parts.at(-1) === CONFIG_FILE;
}

/** What an export writes beside a corpus: found in a folder, it is no part of it. */
export function isExportNote(path: string): boolean {
  return /\.(?:report\.json|dropped\.(?:jsonl|ndjson|json|txt))$/i.test(path);
}

/** Only what a person edits: files, untitled documents, and the file systems of the workspace; no git:, output: or diff. */
export function isEditableScheme(scheme: string, workspaceSchemes: readonly string[]): boolean {
  return scheme === 'file' || scheme === 'untitled' || workspaceSchemes.includes(scheme);
}

/** Whether opening this document starts an inspection. */
export function isInspectedOnOpen(
  document: DocumentFacts,
  settings: Pick<Settings, 'analyzeOnOpen' | 'exclude' | 'maxFileSizeMB'>,
  workspaceSchemes: readonly string[],
): boolean {
  if (settings.analyzeOnOpen === 'off') return false;
  if (!isEditableScheme(document.scheme, workspaceSchemes) || isOwnFile(document.path)) return false;
  const wanted = settings.analyzeOnOpen === 'all' ? mayBeCorpus : isJsonl;
  if (!wanted(document.path, document.languageId)) return false;
  if (isExcluded(document.relativePath, settings.exclude)) return false;
  const { size } = document;
  return size > 0 && size <= settings.maxFileSizeMB * 1e6;
}

export function isExcluded(relativePath: string, globs: readonly string[]): boolean {
  return globs.length > 0 && picomatch.isMatch(relativePath, [...globs], { dot: true, nocase: false });
}
