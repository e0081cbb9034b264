// What the host does for a panel: pages and details from the engine, and actions in the editor.
import type * as vscode from 'vscode';
import type { ViewName } from '../../engine/sample.ts';
import type { Mark } from '../../protocol/marks.ts';
import type { PanelHostApi } from '../../protocol/panelApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import { revealLine } from '../reveal.ts';

export interface PanelActions {
  compareRow(corpus: Corpus, row: number): Promise<void>;
  chooseViews(corpus: Corpus): Promise<void>;
  mark(corpus: Corpus, row: number, as: Mark | null): Promise<void>;
  calibrate(corpus: Corpus, view: ViewName): Promise<void>;
  removeCalibration(corpus: Corpus): Promise<void>;
}

export function panelApi(
  engine: Engine,
  actions: PanelActions,
  corpus: Corpus,
  panel: vscode.WebviewPanel,
): Omit<Impl<PanelHostApi>, 'ready' | 'remember'> {
  const id = corpus.id;
  return {
    page: (p, { signal }) => engine.api.page({ ...p, corpus: id }, { signal }),
    detail: ({ row }, { signal }) => engine.api.detail({ corpus: id, row }, { signal }),
    repeats: async ({ row }, { signal }) =>
      (await engine.api.repeats({ corpus: id, row }, { signal })).flatMap(({ spans }) => spans),
    reveal: async ({ file, line }) => {
      const uri = corpus.targets[file];
      if (uri) await revealLine(uri, line, panel.viewColumn);
    },
    compare: ({ row }) => actions.compareRow(corpus, row),
    inspect: async () => {
      if (engine.failed) engine.startOver();
      // The state tells how it went, also when it fails.
      await corpus.inspect().catch(() => {});
    },
    cancel: async () => corpus.cancel(),
    chooseViews: () => actions.chooseViews(corpus),
    mark: ({ row, as }) => actions.mark(corpus, row, as),
    calibrate: ({ view }) => actions.calibrate(corpus, view),
    removeCalibration: () => actions.removeCalibration(corpus),
  };
}
