// The entry of the extension. Activation only registers: the engine's process starts with the first inspection.
import * as vscode from 'vscode';
import type { Mark } from '../protocol/marks.ts';
import { EngineClient } from '../runtime/process/engineClient.ts';
import { Active } from './active.ts';
import type { CorpusInspectorApi, DidInspect } from './api.ts';
import { Background } from './background.ts';
import { BetweenJobs } from './between/jobs.ts';
import { panelBetween } from './between/panelBetween.ts';
import { Calibrations } from './calibration/calibrations.ts';
import { RowMarks } from './calibration/rowMarks.ts';
import { calibrateCorpus } from './commands/calibrate.ts';
import { checkCorpusAgainst } from './commands/checkAgainst.ts';
import { chooseViewsOf } from './commands/chooseViews.ts';
import { compareRow } from './commands/compareWithCovering.ts';
import { registerCommands } from './commands/register.ts';
import { removeCalibrationOf } from './commands/removeCalibration.ts';
import { Corpora } from './corpora.ts';
import type { Corpus } from './corpus.ts';
import { Diagnostics } from './diagnostics.ts';
import { Findings } from './findings.ts';
import { FindingHover } from './hover.ts';
import { Evaluations } from './leakage/evaluations.ts';
import { Mirrors } from './mirrors.ts';
import { panelApi } from './panel/api.ts';
import { Panels } from './panel/panels.ts';
import { panelState } from './panel/state.ts';
import { RepeatHover } from './repeatHover.ts';
import { Repeats } from './repeats.ts';
import { FindingsTree } from './review/findingsTree.ts';
import { panelReview } from './review/panelReview.ts';
import { QuickFixes } from './review/quickFixes.ts';
import { Review } from './review/review.ts';
import { SampleDocuments } from './sampleDocuments.ts';
import { registerSampleCommands } from './samples/commands.ts';
import { LargeFileOffer } from './samples/offer.ts';
import { SampleEditors } from './samples/sampleEditors.ts';
import type { Services } from './services.ts';
import { Status } from './status.ts';
import { titleOf } from './titles.ts';
import { TraitHover } from './traits/traitHover.ts';
import { Traits } from './traits/traits.ts';
import { Verification } from './verification.ts';
import { Watcher } from './watcher.ts';

export function activate(context: vscode.ExtensionContext): CorpusInspectorApi {
  const own = <T extends { dispose(): unknown }>(owned: T): T => {
    context.subscriptions.push(owned);
    return owned;
  };
  const { extensionUri } = context;
  const log = own(vscode.window.createOutputChannel('Corpus Inspector', { log: true }));
  const engine = own(
    new EngineClient({ entry: context.asAbsolutePath('dist/engine.mjs'), log: (text) => log.warn(text.trimEnd()) }),
  );
  const mirrors = own(new Mirrors(engine));
  const calibrations = own(new Calibrations(log));
  const evaluations = own(new Evaluations(log));
  const marks = own(new RowMarks(context.workspaceState));
  const verification = own(new Verification(log));
  const corpora = own(new Corpora(engine, mirrors, log, calibrations, evaluations, verification));
  const findings = own(new Findings(corpora));
  own(new Diagnostics(findings, extensionUri, log));
  const samples = own(new SampleDocuments());
  const repeats = own(new Repeats(findings, engine, log));
  const traits = own(new Traits(findings, engine, log));
  const review = own(new Review(corpora, engine, log));
  const between = own(new BetweenJobs(corpora));
  const panels: Panels = own(
    new Panels(
      corpora,
      {
        extensionUri,
        log,
        stateOf: (corpus) =>
          panelState(titleOf(corpus), corpus.state, findings.countOf(corpus), marks.of(corpus), {
            ...review.of(corpus),
            ...between.shownOf(corpus),
          }),
        apiFor: (corpus, panel) => panelApi(engine, actions, corpus, panel),
      },
      context.workspaceState,
    ),
  );
  const tree = own(new FindingsTree(corpora, engine, review, context.workspaceState));
  const active = own(new Active(corpora, findings, panels, calibrations, review));
  const services: Services = {
    extensionUri,
    engine,
    mirrors,
    corpora,
    findings,
    panels,
    repeats,
    traits,
    calibrations,
    evaluations,
    marks,
    review,
    between,
    tree,
    active,
    samples,
    log,
  };
  const actions = {
    review: panelReview(services),
    between: panelBetween(services),
    compareRow: compareRow.bind(null, services),
    chooseViews: chooseViewsOf.bind(null, services),
    calibrate: calibrateCorpus.bind(null, services),
    checkAgainst: checkCorpusAgainst.bind(null, services),
    removeCalibration: (corpus: Corpus) => removeCalibrationOf(services, corpus.targets[0]),
    mark: async (corpus: Corpus, row: number, as: Mark | null) =>
      marks.set(corpus, await engine.api.detail({ corpus: corpus.id, row }), as),
  };
  own(marks.onDidChange(() => panels.refresh()));
  own(review.onDidChange(() => panels.refresh()));
  own(between.onDidChange(() => panels.refresh()));
  own(new QuickFixes(findings, review, { engine, edits: review.edits }));
  own(new Status(active, findings, engine, review));
  own(new Watcher(corpora, findings));
  own(registerCommands(services));
  const indexes = vscode.Uri.joinPath(context.globalStorageUri, 'rows');
  const sampleEditors = own(new SampleEditors(services, indexes));
  own(registerSampleCommands(sampleEditors));
  own(new LargeFileOffer(sampleEditors, context.globalState, log));
  own(vscode.languages.registerHoverProvider({ pattern: '**/*' }, new FindingHover(findings, engine, traits)));
  own(vscode.languages.registerHoverProvider({ pattern: '**/*' }, new RepeatHover(repeats, findings)));
  own(vscode.languages.registerHoverProvider({ pattern: '**/*' }, new TraitHover(traits, findings)));
  own(new Background(corpora, findings, panels));
  return exportedApi(services, own(new vscode.EventEmitter<DidInspect>()), own);
}

export function deactivate(): void {
  // Everything is owned by the context's subscriptions.
}

function exportedApi(
  { corpora, engine }: Services,
  onDidInspect: vscode.EventEmitter<DidInspect>,
  own: (owned: vscode.Disposable) => unknown,
): CorpusInspectorApi {
  own(
    corpora.onDidInspect(({ report, targets }) => {
      if (report) for (const uri of targets) onDidInspect.fire({ uri, report });
    }),
  );
  return {
    inspect: async (uri) => {
      if (engine.failed) engine.startOver();
      const { report, rows } = await corpora.open([uri]).inspect();
      return { report, rows };
    },
    onDidInspect: onDidInspect.event,
  };
}
