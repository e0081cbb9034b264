// What was edited in the documents of the corpora since they were inspected, so that a line of a result can be found again.
import * as vscode from 'vscode';
import { type LineEdit, shiftPlaces, touchesAny } from '../places.ts';

/** Beyond that the start of the log is forgotten: a new result comes long before. */
const MAX_EDITS = 1000;

interface Log {
  /** Version before the first edit that is kept. */
  from: number;
  readonly edits: { readonly version: number; readonly changes: readonly LineEdit[] }[];
}

export class EditLog implements vscode.Disposable {
  readonly #logs = new Map<string, Log>();
  readonly #subscriptions: vscode.Disposable[];

  /** `isFollowed`: whether a file is part of a corpus. */
  constructor(isFollowed: (uri: vscode.Uri) => boolean) {
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const id = document.uri.toString();
        if (!isFollowed(document.uri)) this.#logs.delete(id);
        else this.#note(id, document.version, contentChanges);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#logs.delete(uri.toString())),
    ];
  }

  /** Where lines (1-based) of an earlier version stand now, in their order; undefined for each that is gone. Undefined as a whole
   *  when it is not known what was edited since. `isList`: elements do not end with their lines, so that one may stand where
   *  another stood: nothing is known of a line that was edited. */
  follow(
    document: Pick<vscode.TextDocument, 'uri' | 'version'>,
    version: number | undefined,
    lines: readonly number[],
    isList = false,
  ): (number | undefined)[] | undefined {
    if (version === undefined) return undefined;
    if (document.version === version) return [...lines];
    const log = this.#logs.get(document.uri.toString());
    if (!log || log.from > version) return undefined;
    const changes = log.edits.filter((edit) => edit.version > version).flatMap((edit) => edit.changes);
    const now: (number | undefined)[] = lines.map(() => undefined);
    const places = lines.map((line, at) => ({ line, startColumn: 0, at }));
    if (isList && touchesAny(places, changes)) return undefined;
    for (const { line, at } of shiftPlaces(places, changes)) now[at] = line;
    return now;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#logs.clear();
  }

  #note(id: string, version: number, changes: readonly LineEdit[]): void {
    let log = this.#logs.get(id);
    if (!log) {
      log = { from: version - 1, edits: [] };
      this.#logs.set(id, log);
    }
    // A change without changes moves the version, too.
    if (changes.length > 0) log.edits.push({ version, changes: changes.map(breaksOf) });
    if (log.edits.length > MAX_EDITS) log.from = log.edits.shift()!.version;
  }
}

/** Only the line breaks of a text move lines: what was pasted is not kept. */
function breaksOf({ range, text }: LineEdit): LineEdit {
  const breaks = '\n'.repeat(text.split('\n').length - 1);
  return { range, text: text.endsWith('\n') ? breaks : `${breaks}-` };
}
