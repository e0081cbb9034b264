// What the host does for a panel: pages and details from the engine, and actions in the editor.
import * as vscode from 'vscode';
import type { FindingKind } from '../../engine/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { BetweenPanelApi } from '../../protocol/betweenPanelApi.ts';
import type { Mark } from '../../protocol/marks.ts';
import type { PanelHostApi } from '../../protocol/panelApi.ts';
import type { DropChoice } from '../../protocol/reviewApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import { isEvaluationSet } from '../resolvePath.ts';
import { revealLine } from '../reveal.ts';
import { changedMeanwhile } from '../review/targets.ts';

export interface PanelActions {
  compareRow(corpus: Corpus, row: number): Promise<void>;
  chooseViews(corpus: Corpus): Promise<void>;
  mark(corpus: Corpus, row: number, as: Mark | null): Promise<void>;
  calibrate(corpus: Corpus, view: ViewName): Promise<void>;
  removeCalibration(corpus: Corpus): Promise<void>;
  checkAgainst(corpus: Corpus): Promise<void>;
  readonly review: PanelReview;
  between(corpus: Corpus, panel: Pick<vscode.WebviewPanel, 'viewColumn'>): Impl<BetweenPanelApi>;
}

/** What a person decides in the panel. */
export interface PanelReview {
  decide(corpus: Corpus, p: Parameters<PanelHostApi['decide']>[0]): Promise<void>;
  undo(corpus: Corpus): Promise<void>;
  write(corpus: Corpus, choice: DropChoice): Promise<void>;
  check(corpus: Corpus, kind: FindingKind): Promise<void>;
  judge(corpus: Corpus, p: Parameters<PanelHostApi['judge']>[0]): Promise<void>;
  endCheck(corpus: Corpus): Promise<void>;
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
    revealItem: async ({ path, line }) => {
      const uri = isEvaluationSet(corpus, path) ? vscode.Uri.file(path) : undefined;
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
    checkAgainst: () => actions.checkAgainst(corpus),
    groups: (p, { signal }) => engine.api.groups({ ...p, corpus: id }, { signal }),
    groupRows: (p, { signal }) => engine.api.groupRows({ ...p, corpus: id }, { signal }),
    rowAt: (p, { signal }) => engine.api.rowAt({ ...p, corpus: id }, { signal }),
    bins: (p, { signal }) => engine.api.bins({ ...p, corpus: id }, { signal }),
    fieldValues: (_, { signal }) => engine.api.fieldValues({ corpus: id }, { signal }),
    whatIf: (p, { signal, progress }) => engine.api.whatIf({ ...p, corpus: id }, { signal, onProgress: progress }),
    decide: async ({ generation, ...p }) => {
      if (generation !== undefined && generation !== corpus.state.generation) {
        throw changedMeanwhile();
      }
      await actions.review.decide(corpus, p);
    },
    undo: () => actions.review.undo(corpus),
    writeReviewed: ({ choice }) => actions.review.write(corpus, choice),
    spotCheck: ({ kind }) => actions.review.check(corpus, kind),
    judge: (p) => actions.review.judge(corpus, p),
    endSpotCheck: () => actions.review.endCheck(corpus),
    ...actions.between(corpus, panel),
  };
}
