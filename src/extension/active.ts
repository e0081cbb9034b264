// What the person is looking at: the active file and its corpus, and the context keys that the `when` clauses read.
import * as vscode from 'vscode';
import type { Calibrations } from './calibration/calibrations.ts';
import type { Corpora } from './corpora.ts';
import type { Corpus } from './corpus.ts';
import { isEditableScheme, isOwnFile, mayBeCorpus } from './eligible.ts';
import type { Findings } from './findings.ts';
import type { Panels } from './panel/panels.ts';

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
  ) {
    const update = () => this.#update();
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.window.tabGroups.onDidChangeTabs(update),
      vscode.window.tabGroups.onDidChangeTabGroups(update),
      vscode.window.onDidChangeTextEditorSelection(() => this.#setKey('onCovered', this.isOnCovered())),
      panels.onDidChangeActive(update),
      corpora.onDidChange(update),
      corpora.onDidRemove(update),
      findings.onDidChange(update),
      calibrations.onDidChange(update),
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

  /** Whether the cursor is on a sample that other samples cover. */
  isOnCovered(): boolean {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return false;
    const here = this.findings.at(editor.document.uri, editor.selection.active.line + 1);
    return here.some((finding) => finding.related.length > 0);
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
    this.#setKey('onCovered', this.isOnCovered());
    this.#onDidChange.fire();
  }

  #setKey(name: string, value: boolean): void {
    if (this.#keys.get(name) === value) return;
    this.#keys.set(name, value);
    vscode.commands.executeCommand('setContext', `corpusInspector.${name}`, value);
  }
}
