// The samples that a person points at in an editor, as rows of the corpus's result.
import type * as vscode from 'vscode';
import type { Corpus } from '../corpus.ts';
import { openDocument } from '../inspection.ts';
import { fileIndex } from '../resolvePath.ts';
import { findRow } from '../rows.ts';
import type { Services } from '../services.ts';

/** The corpus whose findings a file shows, or that holds it. */
export function corpusAt(
  { findings, corpora }: Pick<Services, 'findings' | 'corpora'>,
  uri: vscode.Uri,
): Corpus | undefined {
  return findings.of(uri)?.corpus ?? corpora.holding(uri).find(({ report }) => report !== undefined);
}

/** First rows of the samples on these lines (1-based, as the document stands): it is inspected anew when it was edited. */
export async function rowsOnLines(
  { engine }: Pick<Services, 'engine'>,
  corpus: Corpus,
  uri: vscode.Uri,
  lines: readonly number[],
): Promise<number[]> {
  const isCurrent = () => corpus.state.outcome?.versions.get(uri.toString()) === openDocument(uri)?.version;
  if (!isCurrent() || corpus.result === undefined) await corpus.inspect();
  const rows: number[] = [];
  for (const line of lines) {
    const row = await findRow(engine, corpus.id, { file: fileIndex(corpus, uri), line });
    if (row) rows.push(row.row);
  }
  return rows;
}

/** 1-based lines that the selections of an editor touch. */
export function selectedLines({ selections }: vscode.TextEditor): number[] {
  const lines = new Set<number>();
  for (const { start, end, isSingleLine } of selections) {
    const last = !isSingleLine && end.character === 0 ? end.line - 1 : end.line;
    for (let line = start.line; line <= last; line++) lines.add(line + 1);
  }
  return [...lines];
}
