// One inspected corpus and its state machine: empty → running → done | partial | failed | cancelled, and stale after changes.
import * as vscode from 'vscode';
import type { Report } from '../engine/report.ts';
import { CallError, isCancelled } from '../protocol/errors.ts';
import type { InspectOptions, InspectPreview, InspectProgress, LineRange } from '../protocol/hostApi.ts';
import type { PanelPhase } from '../protocol/panelApi.ts';
import { type Inspection, type Outcome, placedFindings, type Runner, runInspection } from './inspection.ts';

export interface CorpusState {
  readonly phase: PanelPhase;
  readonly generation: number;
  readonly progress?: InspectProgress;
  readonly outcome?: Outcome;
  /** What the run under way has measured so far. */
  readonly preview?: InspectPreview;
  readonly message?: string;
}

export interface CorpusHost extends Runner {
  optionsFor(corpus: Corpus): { readonly options: InspectOptions; readonly maxDiagnostics: number };
  /** What has to be known before a corpus can be asked about. */
  prepare?(corpus: Corpus): Promise<void>;
  changed(corpus: Corpus, what: 'state' | 'inspected'): void;
  readonly log: vscode.LogOutputChannel;
}

const LOST: ReadonlySet<string> = new Set(['port-closed', 'engine-crashed']);
/** There is no corpus any more: what was found in it before stands nowhere. */
const NOTHING_THERE: ReadonlySet<string> = new Set([
  'empty-file',
  'binary-file',
  'bad-format',
  'directory',
  'not-found',
]);

/** How long nobody edits before what updates left for later is measured, ms. */
const QUIET_MS = 2000;

export class Corpus implements vscode.Disposable {
  #state: CorpusState = { phase: 'empty', generation: 0 };
  #control: AbortController | undefined;
  #run: Promise<Outcome> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastMs = 0;
  #lastUpdateMs = 0;
  #asked: Inspection | undefined;
  #disposed = false;
  /** Results that the engine has, and the one of them that `state` shows. */
  #arrived = 0;
  #shown = 0;

  constructor(
    readonly id: string,
    private host: CorpusHost,
    public targets: readonly vscode.Uri[],
    readonly lines?: LineRange,
  ) {}

  get state(): CorpusState {
    return this.#state;
  }

  get report(): Report | undefined {
    return this.#state.outcome?.report;
  }

  get isRunning(): boolean {
    return this.#control !== undefined;
  }

  /** The run under way, or that of newer ones that took its place; undefined for none. */
  get running(): Promise<Outcome> | undefined {
    return this.isRunning ? this.#run : undefined;
  }

  /** Number of the engine's result, which a row's number belongs to; undefined while `state` still shows the one before. */
  get result(): number | undefined {
    return this.#arrived === this.#shown ? this.#shown : undefined;
  }

  /** What the engine was or would be asked. */
  get inspection(): Inspection {
    return { corpus: this.id, targets: this.targets, lines: this.lines, ...this.host.optionsFor(this) };
  }

  /** Starts at once, in place of a run under way; whoever waits for that one gets this one's outcome. */
  inspect(): Promise<Outcome> {
    return this.#start(false);
  }

  #start(update: boolean): Promise<Outcome> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#control?.abort();
    const control = new AbortController();
    this.#control = control;
    const run: Promise<Outcome> = this.#inspect(control, update).catch((error) => {
      // A newer run has taken over: its outcome is the answer.
      if (this.#run && this.#run !== run && isCancelled(error)) return this.#run;
      throw error;
    });
    this.#run = run;
    run.catch(() => {});
    return run;
  }

  /** Inspects after a pause; a big corpus waits at least as long as its last run took, so that typing stays calm. */
  schedule(delayMs: number): void {
    this.#after(delayMs, this.#lastMs, () => this.inspect());
  }

  /** As `schedule`, after an edit: where the engine follows the document, only what changed is measured after the pause. */
  edited(delayMs: number): void {
    if (this.#state.outcome?.follows) this.#after(delayMs, this.#lastUpdateMs, () => this.#start(true));
    else this.schedule(delayMs);
  }

  #after(delayMs: number, lastMs: number, start: () => unknown): void {
    if (this.#disposed) return;
    clearTimeout(this.#timer);
    const run = () => {
      this.#timer = undefined;
      start();
    };
    this.#timer = setTimeout(run, Math.max(delayMs, delayMs > 0 ? Math.min(lastMs, 30_000) : 0));
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#control?.abort();
  }

  markStale(message: string): void {
    if (this.#state.outcome && !this.isRunning) this.#set({ phase: 'stale', message });
  }

  /** After a change of settings: inspects again when a number could change, else only shows more or fewer findings. */
  reconfigure(): void {
    const { options, maxDiagnostics } = this.inspection;
    if (JSON.stringify(options) !== JSON.stringify(this.#asked?.options)) this.schedule(0);
    else if (maxDiagnostics !== this.#asked?.maxDiagnostics) {
      this.refreshFindings().catch((error) => this.host.log.error(error));
    }
  }

  /** Fetches the findings again, e.g. when more of them may be shown. */
  async refreshFindings(): Promise<void> {
    const { outcome } = this.#state;
    if (!outcome || this.isRunning) return;
    this.#asked = this.inspection;
    const files = await placedFindings(this.host.engine, this.#asked);
    if (this.#state.outcome !== outcome) return;
    this.#set({ outcome: { ...outcome, files } });
    this.host.changed(this, 'inspected');
  }

  dispose(): void {
    this.#disposed = true;
    this.cancel();
    if (this.#state.phase !== 'empty') this.host.engine.api.release({ corpus: this.id }).catch(() => {});
  }

  async #inspect(control: AbortController, update: boolean): Promise<Outcome> {
    const started = Date.now();
    const before = this.#state;
    // An update is over before anybody could read that it runs, unless it turns out to be a full run.
    if (!update) this.#set({ phase: 'running' }, ['progress', 'preview', 'message']);
    try {
      const outcome = await this.#ask(control, update);
      if (this.#control !== control) throw new CallError('cancelled', 'Superseded.');
      this.#control = undefined;
      this.#shown = this.#arrived;
      const tookMs = Date.now() - started;
      this.#lastUpdateMs = update ? tookMs : 0;
      if (!update) this.#lastMs = tookMs;
      const { partial } = outcome.report;
      this.#set(
        {
          phase: partial === undefined ? 'done' : 'partial',
          outcome,
          generation: this.#state.generation + 1,
          ...(partial === undefined ? {} : { message: partial }),
        },
        partial === undefined ? ['progress', 'preview', 'message'] : ['progress', 'preview'],
      );
      this.host.changed(this, 'inspected');
      if (outcome.updating.length > 0 && !this.#timer) this.schedule(QUIET_MS);
      return outcome;
    } catch (error) {
      if (this.#control === control) {
        this.#control = undefined;
        this.#fail(error, before);
      }
      throw error;
    }
  }

  /** The engine is started again once when it went away under this run. */
  async #ask(control: AbortController, update: boolean): Promise<Outcome> {
    if (this.host.prepare) await this.host.prepare(this);
    const asked = this.inspection;
    this.#asked = asked;
    const attempt = () =>
      runInspection(this.host, { ...asked, update }, control.signal, {
        onUpdate: (news) => {
          if (this.#control !== control) return;
          this.#set('preview' in news ? news : { phase: 'running', progress: news });
        },
        onResult: () => {
          this.#arrived++;
        },
      });
    try {
      return await attempt();
    } catch (error) {
      const { code, retryable } = error as Partial<CallError>;
      if (!LOST.has(code ?? '') || !retryable || control.signal.aborted) throw error;
      this.host.log.warn(`The engine went away while ${this.id} was inspected; trying once more.`);
      return await attempt();
    }
  }

  #fail(error: unknown, before: CorpusState): void {
    if (isCancelled(error)) {
      const message = vscode.l10n.t('Inspection cancelled: the numbers are those of the last one.');
      if (before.outcome) this.#set({ phase: 'stale', message }, ['progress']);
      else this.#set({ phase: 'cancelled', message: vscode.l10n.t('Inspection cancelled.') }, ['progress']);
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    this.host.log.error(error instanceof Error ? error : message);
    const { code, retryable } = error as Partial<CallError>;
    const isGone = before.outcome !== undefined && !retryable && NOTHING_THERE.has(code ?? '');
    this.#set({ phase: 'failed', message }, isGone ? ['progress', 'outcome'] : ['progress']);
    if (isGone) this.host.changed(this, 'inspected');
  }

  #set(change: Partial<CorpusState>, drop: readonly (keyof CorpusState)[] = []): void {
    if (this.#disposed) return;
    const kept = { ...this.#state };
    for (const key of drop) delete kept[key];
    this.#state = { ...kept, ...change };
    this.host.changed(this, 'state');
  }
}
