// The webview's end of the message port to the extension host.
import type { Port } from '../protocol/rpc.ts';

/** The object that VS Code injects into a webview. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
}

/** The host disposes of the page as a whole, so this port never closes by itself. */
export function webviewPort(api: VsCodeApi, target: Window = window): Port {
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => target.addEventListener('message', (event) => listener(event.data)),
    onClose: () => {},
  };
}
