// The open report panels: one per corpus, beside the text, restored with the window.
import * as vscode from 'vscode';
import type { Corpora } from '../corpora.ts';
import type { Corpus } from '../corpus.ts';
import { titleOf } from '../titles.ts';
import { PanelMemory, type PanelUi, type Remembered } from './memory.ts';
import { PANEL_TYPE, type PanelHost, ReportPanel, resourceOptions } from './panel.ts';

export class Panels implements vscode.Disposable {
  readonly #panels = new Map<Corpus, ReportPanel>();
  readonly #onDidChangeActive = new vscode.EventEmitter<void>();
  readonly #onDidClose = new vscode.EventEmitter<Corpus>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #memory: PanelMemory;

  readonly onDidChangeActive = this.#onDidChangeActive.event;
  readonly onDidClose = this.#onDidClose.event;

  constructor(
    private readonly corpora: Corpora,
    private readonly host: PanelHost,
    memento: vscode.Memento,
  ) {
    this.#memory = new PanelMemory(memento, (error) => host.log.warn(String(error)));
    const refresh = (corpus: Corpus) => this.#panels.get(corpus)?.refresh();
    this.#subscriptions = [
      corpora.onDidChange(refresh),
      corpora.onDidInspect(refresh),
      corpora.onDidRemove((corpus) => this.#panels.get(corpus)?.panel.dispose()),
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
        deserializeWebviewPanel: async (panel) => this.#restore(panel),
      }),
    ];
  }

  /** The corpus of the panel that has the focus. */
  get active(): Corpus | undefined {
    return [...this.#panels.values()].find(({ panel }) => panel.active)?.corpus;
  }

  has(corpus: Corpus): boolean {
    return this.#panels.has(corpus);
  }

  /** Opens the panel beside the text, or brings the open one to the front, without taking the focus. */
  show(corpus: Corpus): void {
    const open = this.#panels.get(corpus);
    if (open) {
      open.panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(PANEL_TYPE, this.#freeTitle(corpus), place, {
      ...resourceOptions(this.host.extensionUri),
      retainContextWhenHidden: false,
    });
    this.#adopt(corpus, panel);
    this.#remember();
  }

  /** Shows all corpora as they are now, soon. */
  refresh(): void {
    for (const panel of this.#panels.values()) panel.refresh();
  }

  dispose(): void {
    for (const owned of [...this.#subscriptions, this.#onDidChangeActive, this.#onDidClose]) owned.dispose();
  }

  #adopt(corpus: Corpus, panel: vscode.WebviewPanel, ui?: PanelUi): void {
    this.#panels.set(corpus, new ReportPanel(corpus, panel, this.host, ui, () => this.#remember()));
    panel.onDidChangeViewState(() => this.#onDidChangeActive.fire());
    panel.onDidDispose(() => {
      this.#panels.delete(corpus);
      this.#remember();
      this.#onDidClose.fire(corpus);
      this.#onDidChangeActive.fire();
    });
  }

  #restore(panel: vscode.WebviewPanel): void {
    const known = this.#memory.of(panel.title);
    if (!known || known.uris.length === 0) {
      panel.dispose();
      return;
    }
    const corpus = this.corpora.open(
      known.uris.map((uri) => vscode.Uri.parse(uri, true)),
      known.lines,
    );
    if (this.#panels.has(corpus)) {
      panel.dispose();
      return;
    }
    this.#adopt(corpus, panel, known.ui);
    if (corpus.state.phase === 'empty') corpus.schedule(0);
  }

  #remember(): void {
    const open = [...this.#panels.values()].map(({ corpus, panel, ui }): [string, Remembered] => [
      panel.title,
      {
        uris: corpus.targets.map(String),
        ...(corpus.lines ? { lines: { ...corpus.lines } } : {}),
        ...(ui ? { ui } : {}),
      },
    ]);
    this.#memory.keep(open);
  }

  /** Two panels never share a title: it is how they are told apart after a reload. */
  #freeTitle(corpus: Corpus): string {
    const taken = new Set([...this.#panels.values()].map(({ panel }) => panel.title));
    const base = vscode.l10n.t('Report: {0}', titleOf(corpus));
    for (let n = 2; ; n++) {
      const title = n === 2 ? base : `${base} (${n - 1})`;
      if (!taken.has(title)) return title;
    }
  }
}
