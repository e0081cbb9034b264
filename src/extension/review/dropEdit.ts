// Dropping samples from open documents: one edit that one Ctrl+Z takes back, and what brings them back by a command.
import * as vscode from 'vscode';
import { CallError } from '../../protocol/errors.ts';
import type { Corpus } from '../corpus.ts';
import { basename } from '../titles.ts';
import {
  byWholeLines,
  type Cutting,
  cutElements,
  cutLines,
  cuttingOf,
  type JsonElement,
  jsonElements,
  type Lines,
  samplesBetween,
} from './cutText.ts';

/** A sample of an open document as it stands now: the 1-based line on which it starts and, for where several elements of a list
 *  do, the byte. */
export interface SampleAt {
  readonly line: number;
  byteOf?(): Promise<number | undefined>;
}

/** What goes from one document. */
export interface DocumentCut {
  readonly document: vscode.TextDocument;
  /** Ascending, never touching. */
  readonly ranges: readonly vscode.Range[];
  readonly samples: number;
  /** Of the document that the ranges are places of. */
  readonly version: number;
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

export function editedSince(uri: vscode.Uri): CallError {
  return new CallError(
    'bad-option',
    vscode.l10n.t(
      '{0} was edited since it was inspected: its findings are being updated, try again then.',
      basename(uri),
    ),
  );
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
  if (cutting !== 'json')
    return cutOfLines(
      document,
      cutting,
      samples.map(({ line }) => line - 1),
    );
  const elements = jsonElements(document.getText(), document.uri.path);
  const byLine = new Map<number, number[]>();
  elements.forEach((element, i) => {
    const { line } = document.positionAt(element.start);
    byLine.set(line, [...(byLine.get(line) ?? []), i]);
  });
  const chosen = new Set<number>();
  for (const { line, byteOf } of samples) {
    const here = byLine.get(line - 1) ?? [];
    const byte = here.length > 1 ? await byteOf?.() : undefined;
    const found = here.length > 1 ? here.find((i) => elements[i]!.byte === byte) : here[0];
    if (found !== undefined) chosen.add(found);
  }
  return cutOfElements(document, elements, chosen);
}

/** The samples of which a part lies in one of the ranges. */
export function cutIn(document: vscode.TextDocument, cutting: Cutting, ranges: readonly vscode.Range[]): DocumentCut {
  if (cutting !== 'json') {
    const text = linesOf(document);
    const lines = ranges.flatMap(({ start, end, isSingleLine }) => {
      // A selection of whole lines ends at the start of the line behind them.
      const last = !isSingleLine && end.character === 0 ? end.line - 1 : end.line;
      return samplesBetween(text, cutting, start.line, last);
    });
    return cutOfLines(document, cutting, lines);
  }
  const elements = jsonElements(document.getText(), document.uri.path);
  const chosen = new Set<number>();
  for (const range of ranges) {
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    elements.forEach((element, i) => {
      if (element.start < Math.max(end, start + 1) && start < element.end) chosen.add(i);
    });
  }
  return cutOfElements(document, elements, chosen);
}

function cutOfLines(
  document: vscode.TextDocument,
  cutting: Exclude<Cutting, 'json'>,
  lines: readonly number[],
): DocumentCut {
  const ranges = cutLines(linesOf(document), cutting, lines).map(
    ({ start, end }) => new vscode.Range(start.line, start.character, end.line, end.character),
  );
  return { document, ranges, samples: ranges.length > 0 ? new Set(lines).size : 0, version: document.version };
}

function cutOfElements(
  document: vscode.TextDocument,
  elements: readonly JsonElement[],
  chosen: ReadonlySet<number>,
): DocumentCut {
  const text = linesOf(document);
  const ranges = cutElements(elements, chosen).map((cut) => {
    const { start, end } = byWholeLines(text, {
      start: document.positionAt(cut.start),
      end: document.positionAt(cut.end),
    });
    return new vscode.Range(start.line, start.character, end.line, end.character);
  });
  return { document, ranges, samples: chosen.size, version: document.version };
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
  // What was typed before the editor answered is no part of the cut: the offsets would be of another text.
  return () => ({ uri: document.uri, before, version: before + 1, removed });
}

/** Applies the cuts as one edit. Rejects with 'bad-option' when the editor refuses it, and where a document was edited since they
 *  were worked out: their ranges would hit other text. */
export async function applyCuts(cuts: readonly DocumentCut[]): Promise<MadeCut[]> {
  for (const { document, version } of cuts) if (document.version !== version) throw editedSince(document.uri);
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
