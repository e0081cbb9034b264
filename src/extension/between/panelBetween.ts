// What the panel's tab Compare asks of the host.
import type * as vscode from 'vscode';
import type { BetweenPanelApi } from '../../protocol/betweenPanelApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import { tell } from '../commands/run.ts';
import type { Corpus } from '../corpus.ts';
import type { Services } from '../services.ts';
import { startBetween } from './lazy.ts';

export function panelBetween(
  services: Services,
): (corpus: Corpus, panel: Pick<vscode.WebviewPanel, 'viewColumn'>) => Impl<BetweenPanelApi> {
  const { between, log } = services;
  return (corpus, panel) => ({
    startBetween: ({ kind }) => startBetween(services, corpus, kind),
    // How it went is told by the state.
    repeatBetween: ({ kind, ...change }) =>
      between.again(corpus, kind, change).catch((error) => log.warn(String(error))),
    cancelBetween: async ({ kind }) => between.cancel(corpus, kind),
    betweenResult: async ({ kind, number }) => between.result(corpus, kind, number),
    openBetween: async ({ kind, ...place }) => {
      const { openPlace } = await import('./commands.ts');
      await openPlace(services, between.last(corpus, kind)?.order, place, panel.viewColumn);
    },
    writePlan: async () => {
      const last = between.last(corpus, 'mixture');
      if (!last) return;
      const { writePlan } = await import('./commands.ts');
      await writePlan(services, corpus, last.order).catch((error) => tell(error, log));
    },
    saveBetween: async ({ kind }) => {
      const last = between.last(corpus, kind);
      if (!last) return;
      const { saveResult } = await import('./commands.ts');
      await saveResult(corpus, kind, last.value).catch((error) => tell(error, log));
    },
  });
}
