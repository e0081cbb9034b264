// Read-only documents that hold the text of one sample, for comparing two of them side by side.
import * as vscode from 'vscode';

export const SAMPLE_SCHEME = 'corpus-inspector-sample';

export class SampleDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: vscode.Disposable[];
  #next = 1;

  constructor() {
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SAMPLE_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    ];
  }

  /** `name` becomes the tab's label; the text is kept until its document is closed. */
  add(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SAMPLE_SCHEME, path: `/${name}`, query: String(this.#next++) });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#texts.clear();
  }
}
