// What the extension exports to other extensions and to the tests:
// `vscode.extensions.getExtension<CorpusInspectorApi>('corpus-inspector.corpus-inspector')`.
import type { Event, Uri } from 'vscode';
import type { Report } from '../engine/report.ts';

export interface Inspected {
  readonly report: Report;
  /** Rows of the report's table: one per sample and view. */
  readonly rows: number;
}

export interface DidInspect {
  readonly uri: Uri;
  readonly report: Report;
}

export interface CorpusInspectorApi {
  /**
   * Inspects one file, or the document as it stands on the screen when it is open, and shows its findings.
   * Rejects with an error that has a `code` (see CorpusErrorCode) and a sentence for the user.
   */
  inspect(uri: Uri): Promise<Inspected>;
  /** Fires once per file after its findings are shown. */
  readonly onDidInspect: Event<DidInspect>;
}
