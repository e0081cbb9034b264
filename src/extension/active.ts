// What the person is looking at: the active file and its corpus, and the context keys that the `when` clauses read.
import * as vscode from 'vscode';
import type { Calibrations } from './calibration/calibrations.ts';
import type { Corpora } from './corpora.ts';
import type { Corpus } from './corpus.ts';
import { isEditableScheme, isOwnFile, mayBeCorpus } from './eligible.ts';
import type { Findings } from './findings.ts';
import type { Panels } from './panel/panels.ts';
import type { Review } from './review/review.ts';

/** The active text editor's file, or that of the active tab: a file over 50 MiB has a tab but no document. */
export function activeUri(): vscode.Uri | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor) return editor.document.uri;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}

export function workspaceSchemes(): string[] {
  return (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme);
}

export class Active implements vscode.Disposable {
  readonly #keys = new Map<string, boolean>();
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];

  readonly onDidChange = this.#onDidChange.event;

  constructor(
    private readonly corpora: Corpora,
    private readonly findings: Findings,
    private readonly panels: Panels,
    private readonly calibrations: Calibrations,
    private readonly review: Review,
  ) {
    const update = () => this.#update();
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.window.tabGroups.onDidChangeTabs(update),
      vscode.window.tabGroups.onDidChangeTabGroups(update),
      vscode.window.onDidChangeTextEditorSelection(() => this.#setCursorKeys()),
      panels.onDidChangeActive(update),
      corpora.onDidChange(update),
      corpora.onDidRemove(update),
      findings.onDidChange(update),
      calibrations.onDidChange(update),
      review.onDidChange(update),
    ];
    update();
  }

  /** The corpus of the active panel or file: what runs first, then what its findings come from. */
  corpus(): Corpus | undefined {
    if (this.panels.active) return this.panels.active;
    const uri = activeUri();
    if (!uri) return undefined;
    const holding = this.corpora.holding(uri);
    return holding.find((corpus) => corpus.isRunning) ?? this.findings.of(uri)?.corpus ?? holding[0];
  }

  /** Whether the active file can be inspected. */
  mayInspect(): boolean {
    const uri = activeUri();
    if (!uri || !isEditableScheme(uri.scheme, workspaceSchemes()) || isOwnFile(uri.path)) return false;
    return mayBeCorpus(uri.path, vscode.window.activeTextEditor?.document.languageId);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#onDidChange.dispose();
  }

  #update(): void {
    const uri = activeUri();
    const corpus = this.corpus();
    this.#setKey('mayInspect', this.mayInspect());
    this.#setKey('inspected', corpus !== undefined && corpus.state.phase !== 'empty');
    this.#setKey('hasFindings', uri !== undefined && (this.findings.of(uri)?.findings.length ?? 0) > 0);
    this.#setKey(
      'anyReport',
      this.corpora.all().some((c) => c.report !== undefined),
    );
    this.#setKey('anyFindings', !this.findings.isEmpty);
    this.#setKey(
      'running',
      this.corpora.all().some((c) => c.isRunning),
    );
    this.#setKey('calibrated', this.calibrations.of(corpus?.targets[0] ?? uri) !== undefined);
    const states = this.corpora.all().map((c) => this.review.stateOf(c));
    this.#setKey(
      'mayUndo',
      states.some((state) => state?.undo),
    );
    this.#setKey(
      'anyDropped',
      states.some((state) => state !== undefined && state.dropped > 0),
    );
    this.#setCursorKeys();
    this.#onDidChange.fire();
  }

  /** Whether the cursor is on a flagged sample, and on one that other samples cover. */
  #setCursorKeys(): void {
    const editor = vscode.window.activeTextEditor;
    const here = editor ? this.findings.at(editor.document.uri, editor.selection.active.line + 1) : [];
    this.#setKey('onFinding', here.length > 0);
    this.#setKey(
      'onCovered',
      here.some((finding) => finding.related.length > 0),
    );
  }

  #setKey(name: string, value: boolean): void {
    if (this.#keys.get(name) === value) return;
    this.#keys.set(name, value);
    vscode.commands.executeCommand('setContext', `corpusInspector.${name}`, value);
  }
}
