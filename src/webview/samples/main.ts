// The sample editor's entry: connects to the extension host and draws into #app.
import { render } from 'lit';
import { connect, serve } from '../../protocol/rpc.ts';
import type { SamplesHostApi, SamplesViewApi } from '../../protocol/samplesPanelApi.ts';
import { webviewPort } from '../port.ts';
import { appView } from './app.ts';
import { SamplesController } from './controller.ts';
import { SampleList } from './listElement.ts';

const vscode = acquireVsCodeApi();
const port = webviewPort(vscode);
const root = document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
root.replaceChildren();

let list: SampleList | undefined;
const onList = (element?: Element) => {
  list = element instanceof SampleList ? element : undefined;
};
const controller: SamplesController = new SamplesController({
  host: connect<SamplesHostApi>(port),
  saved: vscode.getState(),
  save: (saved) => vscode.setState(saved),
  draw: (model) => render(appView(model, controller, onList), root),
});
const focusInput = (id: string) =>
  // The bar may not be drawn yet.
  requestAnimationFrame(() => {
    const input = document.getElementById(id);
    if (input instanceof HTMLInputElement) {
      input.focus();
      input.select();
    }
  });
controller.screen = {
  showRow: (row, mark) => list?.showRow(row, mark),
  focusList: () => list?.focusGrid(),
  focusFind: () => focusInput('find-text'),
  focusLine: () => focusInput('go-line'),
  rowsChanged: () => list?.requestUpdate(),
};
serve<SamplesViewApi>(port, {
  index: (p) => controller.index(p),
  update: (p) => controller.update(p),
  goTo: (p) => controller.goTo(p),
  run: (p) => controller.run(p),
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden) controller.saveNow();
});
void controller.start();
