// The mirrored documents: one per open document that is part of a corpus; forwards edits and closes with the document.
import * as vscode from 'vscode';
import type { ReadableText } from './chunks.ts';
import type { Engine } from './engine.ts';
import { DocumentMirror } from './mirror.ts';

export class Mirrors implements vscode.Disposable {
  readonly #mirrors = new Map<string, { document: vscode.TextDocument; mirror: DocumentMirror }>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(private readonly engine: Engine) {
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.contentChanges.length === 0) return;
        this.#mirrors.get(event.document.uri.toString())?.mirror.edited(event.contentChanges);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.release(document.uri)),
    ];
  }

  /** Brings the engine's copy up to date and returns its id. */
  async sync(document: vscode.TextDocument): Promise<string> {
    const id = document.uri.toString();
    let entry = this.#mirrors.get(id);
    if (entry?.document !== document) {
      entry?.mirror.close();
      entry = { document, mirror: new DocumentMirror(id, readable(document), this.engine) };
      this.#mirrors.set(id, entry);
    }
    await entry.mirror.sync();
    return id;
  }

  release(uri: vscode.Uri): void {
    const id = uri.toString();
    this.#mirrors.get(id)?.mirror.close();
    this.#mirrors.delete(id);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const { mirror } of this.#mirrors.values()) mirror.close();
    this.#mirrors.clear();
  }
}

function readable(document: vscode.TextDocument): ReadableText {
  return {
    get version() {
      return document.version;
    },
    get lineCount() {
      return document.lineCount;
    },
    get eol() {
      return document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    },
    line: (index) => document.lineAt(index).text,
  };
}
