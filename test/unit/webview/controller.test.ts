import { describe, expect, it } from 'vitest';
import type { PanelHostApi, PanelStart } from '../../../src/protocol/panelApi.ts';
import type { Client } from '../../../src/protocol/rpc.ts';
import { Controller } from '../../../src/webview/state/controller.ts';
import { INITIAL_UI, type UiState } from '../../../src/webview/state/model.ts';
import { toSaved } from '../../../src/webview/state/saved.ts';

const chosen = (more: Partial<UiState>) => toSaved({ ...INITIAL_UI, title: 'a.jsonl', ...more });

async function started(saved: unknown, ui: unknown) {
  const remembered: unknown[] = [];
  const snapshot: PanelStart = { phase: 'done', title: 'a.jsonl', generation: 1, ...(ui === undefined ? {} : { ui }) };
  const host = {
    ready: async () => snapshot,
    remember: async (p: unknown) => void remembered.push(p),
  } as unknown as Client<PanelHostApi>;
  const controller = new Controller({ host, saved, save: () => {}, draw: () => {} });
  await controller.start();
  return { controller, remembered };
}

describe('what was chosen in a panel', () => {
  const kept = chosen({
    tab: 'samples',
    sort: { by: 'novelty', descending: true },
    filter: { ...INITIAL_UI.filter, text: 'abc' },
  });

  it('comes back from the host where the page kept nothing', async () => {
    const { model } = (await started(undefined, kept)).controller;
    expect(model.ui).toMatchObject({ tab: 'samples', sort: { by: 'novelty' }, filter: { text: 'abc' } });
    expect(model.typed).toBe('abc');
  });
  it('is the page’s own where it kept something', async () => {
    const { model } = (await started(chosen({ tab: 'diversity' }), kept)).controller;
    expect(model.ui.tab).toBe('diversity');
  });
  it('is not taken over for another corpus, nor when it is not readable', async () => {
    for (const ui of [{ ...kept, title: 'b.jsonl' }, { version: 99 }, 7]) {
      const { model } = (await started(undefined, ui)).controller;
      expect(model.ui).toEqual({ ...INITIAL_UI, title: 'a.jsonl' });
    }
  });
  it('is told to the host', async () => {
    const { controller, remembered } = await started(undefined, undefined);
    controller.dispatch({ type: 'tab', tab: 'diversity' });
    controller.saveNow();
    expect(remembered).toEqual([{ ui: chosen({ tab: 'diversity' }) }]);
  });
});
