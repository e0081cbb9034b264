// Dropping samples from open documents: one edit that one Ctrl+Z takes back, and what brings them back by a command.
import * as vscode from 'vscode';
import { CallError } from '../../protocol/errors.ts';
import type { Corpus } from '../corpus.ts';
import { basename } from '../titles.ts';
import {
  type Cutting,
  cutElements,
  cutLines,
  cuttingOf,
  type JsonElement,
  jsonElements,
  type Lines,
} from './cutText.ts';

/** A sample of an open document as it stands now: its 1-based line, and where several elements of a list start on it what
 *  tells which: a column, or the byte at which it starts. */
export interface SampleAt {
  readonly line: number;
  readonly column?: number;
  byteOf?(): Promise<number | undefined>;
}

/** What goes from one document. */
export interface DocumentCut {
  readonly document: vscode.TextDocument;
  /** Ascending, never touching. */
  readonly ranges: readonly vscode.Range[];
  readonly samples: number;
}

/** A cut that was made: what undoes it, as long as nobody edits the document. */
export interface MadeCut {
  readonly uri: vscode.Uri;
  /** Version of the document before it, and the one whose text is that after it. */
  readonly before: number;
  version: number;
  /** The document was edited in another way since. */
  isTouched?: boolean;
  /** Offsets in the document after it. */
  readonly removed: readonly { readonly offset: number; readonly text: string }[];
}

export function linesOf(document: vscode.TextDocument): Lines {
  return { lineCount: document.lineCount, line: (index) => document.lineAt(index).text };
}

/** How the report says that the document is cut into samples; undefined before there is one. */
export function cuttingIn(corpus: Corpus, file: number): Cutting | undefined {
  const report = corpus.report?.files[file];
  return report && cuttingOf(report);
}

export async function cutOf(
  document: vscode.TextDocument,
  cutting: Cutting,
  samples: readonly SampleAt[],
): Promise<DocumentCut> {
  if (cutting === 'json') return cutList(document, samples);
  const lines = samples.map(({ line }) => line - 1);
  const ranges = cutLines(linesOf(document), cutting, lines).map(
    ({ start, end }) => new vscode.Range(start.line, start.character, end.line, end.character),
  );
  return { document, ranges, samples: new Set(lines).size };
}

async function cutList(document: vscode.TextDocument, samples: readonly SampleAt[]): Promise<DocumentCut> {
  const elements = jsonElements(document.getText(), document.uri.path);
  const byLine = new Map<number, number[]>();
  elements.forEach((element, i) => {
    const { line } = document.positionAt(element.start);
    const known = byLine.get(line);
    if (known) known.push(i);
    else byLine.set(line, [i]);
  });
  const chosen = new Set<number>();
  for (const sample of samples) {
    const here = byLine.get(sample.line - 1) ?? [];
    const found = here.length > 1 ? await whichOf(document, elements, here, sample) : here[0];
    if (found !== undefined) chosen.add(found);
  }
  const ranges = cutElements(elements, chosen).map(
    ({ start, end }) => new vscode.Range(document.positionAt(start), document.positionAt(end)),
  );
  return { document, ranges, samples: chosen.size };
}

async function whichOf(
  document: vscode.TextDocument,
  elements: readonly JsonElement[],
  here: readonly number[],
  { line, column, byteOf }: SampleAt,
): Promise<number | undefined> {
  if (column === undefined) {
    const byte = await byteOf?.();
    return here.find((i) => elements[i]!.byte === byte);
  }
  const offset = document.offsetAt(new vscode.Position(line - 1, column));
  return here.find((i) => elements[i]!.start <= offset && offset < elements[i]!.end);
}

export function editOf(cuts: readonly DocumentCut[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { document, ranges } of cuts) for (const range of ranges) edit.delete(document.uri, range);
  return edit;
}

/** To be called before the edit is applied; what it returns, after it. */
export function prepareCut({ document, ranges }: DocumentCut): () => MadeCut {
  const before = document.version;
  let gone = 0;
  const removed = ranges.map((range) => {
    const text = document.getText(range);
    const offset = document.offsetAt(range.start) - gone;
    gone += text.length;
    return { offset, text };
  });
  return () => ({ uri: document.uri, before, version: document.version, removed });
}

/** Applies the cuts as one edit. Rejects with 'bad-option' when the editor refuses it. */
export async function applyCuts(cuts: readonly DocumentCut[]): Promise<MadeCut[]> {
  const prepared = cuts.map((cut) => prepareCut(cut));
  if (!(await vscode.workspace.applyEdit(editOf(cuts)))) {
    const names = cuts.map(({ document }) => basename(document.uri)).join(', ');
    throw new CallError('bad-option', vscode.l10n.t('{0} could not be edited: it may be read-only.', names));
  }
  return prepared.map((made) => made());
}

/** Puts back what the cuts removed, as one edit. False when the editor refuses it. */
export async function putBack(made: readonly { document: vscode.TextDocument; cut: MadeCut }[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const { document, cut } of made) {
    for (const { offset, text } of cut.removed) edit.insert(document.uri, document.positionAt(offset), text);
  }
  return vscode.workspace.applyEdit(edit);
}
