// One report panel: serves the page, answers its calls, and pushes the state of its corpus.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { PanelHostApi, PanelState, PanelViewApi } from '../../protocol/panelApi.ts';
import { connect, type Impl, serve } from '../../protocol/rpc.ts';
import type { Corpus } from '../corpus.ts';
import { throttle } from '../throttle.ts';
import { checkPanelCall } from './check.ts';
import { pageHtml } from './html.ts';
import type { PanelUi } from './memory.ts';
import { panelPort } from './port.ts';

export const PANEL_TYPE = 'corpusInspector.report';
const PUSH_INTERVAL_MS = 250;

export interface PanelHost {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  stateOf(corpus: Corpus): PanelState;
  /** Everything but what the panel answers itself. */
  apiFor(corpus: Corpus, panel: vscode.WebviewPanel): Omit<Impl<PanelHostApi>, 'ready' | 'remember'>;
}

export class ReportPanel {
  readonly #push = throttle(() => this.#update(), PUSH_INTERVAL_MS);
  readonly #view;

  constructor(
    readonly corpus: Corpus,
    readonly panel: vscode.WebviewPanel,
    private readonly host: PanelHost,
    /** What the person chose here, as the page last told it. */
    public ui: PanelUi | undefined,
    remember: () => void,
  ) {
    const { webview } = panel;
    webview.options = resourceOptions(host.extensionUri);
    panel.iconPath = vscode.Uri.joinPath(host.extensionUri, 'media', 'icon.svg');
    const port = panelPort(panel, host.log);
    const api: Impl<PanelHostApi> = {
      ready: () => ({ ...host.stateOf(corpus), ...(this.ui ? { ui: this.ui } : {}) }),
      remember: ({ ui }) => {
        this.ui = ui;
        remember();
      },
      ...host.apiFor(corpus, panel),
    };
    serve<PanelHostApi>(port, api, checkPanelCall);
    this.#view = connect<PanelViewApi>(port);
    panel.onDidDispose(() => this.#push.dispose());
    webview.html = pageFor(panel, host.extensionUri);
  }

  /** Shows the corpus as it is now, soon. */
  refresh(): void {
    this.#push();
  }

  #update(): void {
    if (!this.panel.visible) return;
    this.#view.update(this.host.stateOf(this.corpus)).catch((error) => this.host.log.debug(String(error)));
  }
}

export function resourceOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  const localResourceRoots = ['dist', 'media'].map((folder) => vscode.Uri.joinPath(extensionUri, folder));
  return { enableScripts: true, localResourceRoots };
}

function pageFor({ webview, title }: vscode.WebviewPanel, extensionUri: vscode.Uri): string {
  const file = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  return pageHtml({
    title,
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    script: file('dist', 'webview.js'),
    styles: [
      file('media', 'plot.css'),
      file('media', 'panel.css'),
      file('media', 'diversity.css'),
      file('media', 'simulation.css'),
      file('media', 'traits.css'),
      file('media', 'review.css'),
      file('media', 'filters.css'),
      file('media', 'compare.css'),
      file('media', 'verification.css'),
    ],
  });
}
