// The panel's entry: connects to the extension host and draws into #app.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { render } from 'lit';
import type { PanelHostApi, PanelViewApi } from '../protocol/panelApi.ts';
import { connect, serve } from '../protocol/rpc.ts';
import './charts/chartElement.ts';
import { webviewPort } from './port.ts';
import { Controller } from './state/controller.ts';
import './table/tableElement.ts';
import { appView } from './views/app.ts';

const vscode = acquireVsCodeApi();
const port = webviewPort(vscode);
const root = document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
root.replaceChildren();

const controller = new Controller({
  host: connect<PanelHostApi>(port),
  saved: vscode.getState(),
  save: (state) => vscode.setState(state),
  draw: (model) => render(appView(model, controller), root),
});
serve<PanelViewApi>(port, { update: (p) => controller.update(p) });
document.addEventListener('visibilitychange', () => {
  if (document.hidden) controller.saveNow();
});
void controller.start();
