// The status bar item: progress, then the count of findings, for the corpus in front of the person.
import * as vscode from 'vscode';
import { type Active, activeUri } from './active.ts';
import type { Findings } from './findings.ts';
import type { Review } from './review/review.ts';
import { statusText } from './statusText.ts';
import { basename, titleOf } from './titles.ts';

export class Status implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('corpusInspector.status', vscode.StatusBarAlignment.Right, 90);
  readonly #subscription: vscode.Disposable;
  #restarted = '';

  constructor(
    private readonly active: Active,
    private readonly findings: Findings,
    engine: { onDidRestart(listener: () => void): unknown },
    private readonly review: Pick<Review, 'stateOf'>,
  ) {
    this.#item.name = 'Corpus Inspector';
    this.#subscription = active.onDidChange(() => this.#update());
    engine.onDidRestart(() => {
      this.#restarted = vscode.l10n.t('The engine stopped unexpectedly and was restarted; see the log for details.');
      this.#update();
    });
    this.#update();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const corpus = this.active.corpus();
    const uri = activeUri();
    if (!corpus && !(uri && this.active.mayInspect())) {
      this.#item.hide();
      return;
    }
    const status = statusText(
      {
        title: corpus ? titleOf(corpus) : basename(uri!),
        state: corpus?.state ?? { phase: 'empty' },
        shown: corpus ? this.findings.countOf(corpus) : { shown: 0, total: 0 },
        hasReport: corpus?.report !== undefined,
        updating: corpus?.state.outcome?.updating.length ?? 0,
        dropped: (corpus && this.review.stateOf(corpus)?.dropped) ?? 0,
      },
      vscode.l10n.t,
    );
    this.#item.text = this.#restarted && corpus?.isRunning ? `${status.text} $(debug-restart)` : status.text;
    this.#item.tooltip = this.#restarted ? `${status.tooltip}\n${this.#restarted}` : status.tooltip;
    this.#item.command = status.command;
    this.#item.backgroundColor = status.isProblem
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.#item.accessibilityInformation = { label: `Corpus Inspector: ${status.text.replace(/\$\([^)]*\)\s*/g, '')}` };
    this.#item.show();
  }
}
