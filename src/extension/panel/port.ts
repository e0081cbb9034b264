// The message port of a webview, for the protocol's `serve` and `connect`.
import type * as vscode from 'vscode';
import type { Port } from '../../protocol/rpc.ts';

/** Posts nothing while the panel is hidden: its page is gone then, and asks for the state when it comes back. */
export function panelPort(panel: vscode.WebviewPanel, log: Pick<vscode.LogOutputChannel, 'error'>): Port {
  return {
    post: (message) => {
      if (!panel.visible) return;
      panel.webview.postMessage(message).then(undefined, (error) => log.error(error));
    },
    onMessage: (listener) => {
      panel.webview.onDidReceiveMessage(listener);
    },
    onClose: (listener) => {
      panel.onDidDispose(() => listener('The panel was closed.'));
    },
  };
}
