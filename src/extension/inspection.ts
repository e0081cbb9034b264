// One run of the engine over a corpus: mirrors its open documents, asks for the report, and fetches the findings.
import * as vscode from 'vscode';
import type { About } from '../engine/metric.ts';
import type { Report } from '../engine/report.ts';
import { CallError } from '../protocol/errors.ts';
import type { FileRef, InspectOptions, InspectUpdate, LineRange, PlacedFinding } from '../protocol/hostApi.ts';
import type { Engine } from './engine.ts';
import type { Mirrors } from './mirrors.ts';

export interface FileFindings {
  readonly uri: vscode.Uri;
  /** Findings of the file; `findings` holds the first of them. */
  readonly total: number;
  readonly findings: readonly PlacedFinding[];
}

export interface Outcome {
  readonly report: Report;
  readonly rows: number;
  /** What people read about the report's metrics, by id. */
  readonly about: Readonly<Record<string, About>>;
  /** Metrics that still have the value from before the last edits. */
  readonly updating: readonly string[];
  /** Whether the engine follows further edits. */
  readonly follows: boolean;
  readonly files: readonly FileFindings[];
  /** Version of each open document that was measured, by URI; missing where it was edited meanwhile. */
  readonly versions: ReadonlyMap<string, number>;
}

export interface Inspection {
  readonly corpus: string;
  readonly targets: readonly vscode.Uri[];
  readonly lines?: LineRange | undefined;
  readonly options: InspectOptions;
  readonly maxDiagnostics: number;
  /** Only edits of the documents came since the last result. */
  readonly update?: boolean;
}

export interface Runner {
  readonly engine: Engine;
  readonly mirrors: Mirrors;
}

export interface Listener {
  onUpdate(update: InspectUpdate): void;
  /** The engine has the result: what it is asked from now on is about that. */
  onResult(): void;
}

/** Rejects with `cancelled` when the signal fires, and with the engine's error otherwise. */
export async function runInspection(
  { engine, mirrors }: Runner,
  inspection: Inspection,
  signal: AbortSignal,
  { onUpdate, onResult }: Listener,
): Promise<Outcome> {
  const files: FileRef[] = [];
  for (const uri of inspection.targets) {
    files.push(await refOf(uri, mirrors));
    if (signal.aborted) throw new CallError('cancelled', vscode.l10n.t('Cancelled.'));
  }
  const { corpus, options, lines, update } = inspection;
  const edited = watchEdits();
  try {
    const result = await engine.api.inspect(
      { corpus, files, options, ...(lines ? { lines } : {}), ...(update ? { update } : {}) },
      { signal, onProgress: (value) => onUpdate(value as InspectUpdate) },
    );
    onResult();
    const mirrored = inspection.targets.filter((_, at) => files[at]?.kind === 'document');
    const versions = versionsOf(mirrored, edited.documents);
    return { ...result, files: await placedFindings(engine, inspection), versions };
  } finally {
    edited.dispose();
  }
}

/** The engine takes the text when the run's turn has come: an edit meanwhile may be in the result or not. The editor moves the
 *  version of a document without an edit, too, which changes nothing. */
function watchEdits(): vscode.Disposable & { readonly documents: ReadonlySet<string> } {
  const documents = new Set<string>();
  const note = (document: vscode.TextDocument) => documents.add(document.uri.toString());
  const subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(
      ({ document, contentChanges }) => contentChanges.length > 0 && note(document),
    ),
    vscode.workspace.onDidCloseTextDocument(note),
  );
  return { documents, dispose: () => subscriptions.dispose() };
}

function versionsOf(targets: readonly vscode.Uri[], edited: ReadonlySet<string>): Map<string, number> {
  const open = targets.map((uri) => [uri.toString(), openDocument(uri)?.version] as const);
  return new Map(open.flatMap(([id, version]) => (version === undefined || edited.has(id) ? [] : [[id, version]])));
}

export async function placedFindings(engine: Engine, inspection: Inspection): Promise<FileFindings[]> {
  const files: FileFindings[] = [];
  for (const [file, uri] of inspection.targets.entries()) {
    const placed = await engine.api.findings({ corpus: inspection.corpus, file, max: inspection.maxDiagnostics });
    files.push({ uri, ...placed });
  }
  return files;
}

/** How a file is named in reports: its path, or the label of an untitled document. */
export function shownPath(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.path;
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const id = uri.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === id);
}

/** An open document is measured as it stands on the screen, any other file from its bytes. */
export async function refOf(uri: vscode.Uri, mirrors: Mirrors): Promise<FileRef> {
  const document = openDocument(uri);
  if (document) return { kind: 'document', id: await mirrors.sync(document), path: shownPath(uri) };
  if (uri.scheme === 'file') return { kind: 'path', path: uri.fsPath };
  throw new CallError(
    'not-readable',
    vscode.l10n.t('{0} is not on this machine: open it first, then inspect it.', uri.path),
    { file: uri.path },
  );
}
