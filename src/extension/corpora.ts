// The set of inspected corpora: opens, finds and removes them, and tells what changed.
import * as vscode from 'vscode';
import type { ViewName } from '../engine/sample.ts';
import type { InspectOptions, LineRange } from '../protocol/hostApi.ts';
import type { Calibrations } from './calibration/calibrations.ts';
import { Corpus, type CorpusHost } from './corpus.ts';
import type { Engine } from './engine.ts';
import type { Evaluations } from './leakage/evaluations.ts';
import type { Mirrors } from './mirrors.ts';
import { parseSettings, SECTION, type Settings, toInspectOptions } from './settings.ts';
import type { Verification } from './verification.ts';

export function settingsFor(uri: vscode.Uri | undefined): Settings {
  const configuration = vscode.workspace.getConfiguration(SECTION, uri);
  return parseSettings((name) => configuration.get(name));
}

export class Corpora implements vscode.Disposable, CorpusHost {
  readonly #corpora = new Map<string, Corpus>();
  readonly #sessionViews = new Map<string, NonNullable<InspectOptions['views']>>();
  readonly #onDidChange = new vscode.EventEmitter<Corpus>();
  readonly #onDidInspect = new vscode.EventEmitter<Corpus>();
  readonly #onDidRemove = new vscode.EventEmitter<Corpus>();
  readonly #subscriptions: readonly { dispose(): void }[];
  #next = 1;

  /** The state of a corpus changed. */
  readonly onDidChange = this.#onDidChange.event;
  /** A corpus has a new report. */
  readonly onDidInspect = this.#onDidInspect.event;
  readonly onDidRemove = this.#onDidRemove.event;

  constructor(
    readonly engine: Engine,
    readonly mirrors: Mirrors,
    readonly log: vscode.LogOutputChannel,
    private readonly calibrations: Calibrations,
    private readonly evaluations: Evaluations,
    private readonly verification: Verification,
  ) {
    const reconfigure = () => {
      for (const corpus of this.#corpora.values()) if (corpus.report) corpus.reconfigure();
    };
    this.#subscriptions = [
      engine.onDidRestart((reason) => this.#restarted(reason)),
      ...[calibrations, evaluations, verification].map((from) => from.onDidChange(reconfigure)),
    ];
  }

  /** The corpus of exactly these files, made when it is not there. A selection of lines is a corpus of its own. */
  open(targets: readonly vscode.Uri[], lines?: LineRange): Corpus {
    const key = keyOf(targets, lines);
    const known = [...this.#corpora.values()].find((corpus) => keyOf(corpus.targets, corpus.lines) === key);
    if (known) return known;
    const corpus = new Corpus(`corpus-${this.#next++}`, this, targets, lines);
    this.#corpora.set(corpus.id, corpus);
    return corpus;
  }

  all(): readonly Corpus[] {
    return [...this.#corpora.values()];
  }

  get(id: string): Corpus | undefined {
    return this.#corpora.get(id);
  }

  /** Corpora that hold a file, its own whole corpus first, then the latest. */
  holding(uri: vscode.Uri): readonly Corpus[] {
    const id = uri.toString();
    const holding = this.all().filter((corpus) => corpus.targets.some((target) => target.toString() === id));
    const rank = (corpus: Corpus) => (corpus.targets.length === 1 && !corpus.lines ? 0 : 1);
    return holding.reverse().sort((a, b) => rank(a) - rank(b));
  }

  remove(corpus: Corpus): void {
    if (!this.#corpora.delete(corpus.id)) return;
    corpus.dispose();
    for (const uri of corpus.targets) if (this.holding(uri).length === 0) this.mirrors.release(uri);
    this.#onDidRemove.fire(corpus);
  }

  /** A view chosen for this session, for one file. */
  chooseForSession(uri: vscode.Uri, view: ViewName, selector: string): void {
    const id = uri.toString();
    this.#sessionViews.set(id, { ...this.#sessionViews.get(id), [view]: selector });
  }

  detectForSession(uri: vscode.Uri): void {
    this.#sessionViews.delete(uri.toString());
  }

  optionsFor(corpus: Corpus): { options: InspectOptions; maxDiagnostics: number } {
    const [first] = corpus.targets;
    const settings = settingsFor(first);
    const session = first ? this.#sessionViews.get(first.toString()) : undefined;
    const calibration = this.calibrations.of(first);
    const against = this.evaluations.of(first);
    const options = {
      ...this.verification.of(first),
      ...toInspectOptions(settings, session),
      ...(calibration ? { calibration } : {}),
      ...(against.length > 0 ? { against } : {}),
    };
    return { options, maxDiagnostics: settings.maxDiagnostics };
  }

  async prepare({ targets: [first] }: Corpus): Promise<void> {
    await Promise.all([this.calibrations, this.evaluations, this.verification].map((from) => from.load(first)));
  }

  changed(corpus: Corpus, what: 'state' | 'inspected'): void {
    if (!this.#corpora.has(corpus.id)) return;
    (what === 'inspected' ? this.#onDidInspect : this.#onDidChange).fire(corpus);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const corpus of this.#corpora.values()) corpus.dispose();
    this.#corpora.clear();
    for (const emitter of [this.#onDidChange, this.#onDidInspect, this.#onDidRemove]) emitter.dispose();
  }

  /** The new process has no results: whatever was shown is measured again. Runs under way try again by themselves. */
  #restarted(reason: string): void {
    this.log.warn(`The engine was restarted: ${reason}`);
    for (const corpus of this.#corpora.values()) if (corpus.report && !corpus.isRunning) corpus.schedule(0);
  }
}

function keyOf(targets: readonly vscode.Uri[], lines: LineRange | undefined): string {
  const files = targets.map(String).sort().join('\n');
  return lines ? `${files}\n${lines.from}-${lines.to}` : files;
}
