// One sample editor: keeps its file open in the engine, opens it anew when it changes, and serves the page.
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { CallError, isCancelled } from '../../protocol/errors.ts';
import { type CallOptions, connect, type Impl, serve } from '../../protocol/rpc.ts';
import type { RowIndex } from '../../protocol/samplesApi.ts';
import type { SamplesHostApi, SamplesState, SamplesViewApi } from '../../protocol/samplesPanelApi.ts';
import type { Corpus } from '../corpus.ts';
import { openDocument } from '../inspection.ts';
import { pageHtml } from '../panel/html.ts';
import { resourceOptions } from '../panel/panel.ts';
import { panelPort } from '../panel/port.ts';
import { fileIndex } from '../resolvePath.ts';
import type { Services } from '../services.ts';
import { throttle } from '../throttle.ts';
import { basename } from '../titles.ts';
import { checkSamplesCall } from './check.ts';
import { LARGE_BYTES } from './largeFile.ts';
import { notesOf, rowsOnLines } from './sampleRows.ts';

const PUSH_INTERVAL_MS = 150;
const MAX_COPIED_BYTES = 32e6;
const LOST: ReadonlySet<string> = new Set(['changed', 'not-found', 'port-closed', 'engine-crashed']);

export interface EditorHost {
  readonly services: Services;
  /** Where indexes of rows are kept. */
  readonly cache: string;
  showInTextEditor(uri: vscode.Uri, line: number): Promise<void>;
}

export class SampleEditor implements vscode.Disposable {
  readonly #view;
  readonly #push = throttle(() => this.#update(), PUSH_INTERVAL_MS);
  readonly #ended = new AbortController();
  #index: RowIndex | null = null;
  #opening: Promise<RowIndex> | undefined;
  #opened = 0;
  #notes = 0;
  #failure: string | undefined;
  #line: number | undefined;

  constructor(
    readonly uri: vscode.Uri,
    readonly panel: vscode.WebviewPanel,
    private readonly host: EditorHost,
  ) {
    const { extensionUri, log } = host.services;
    panel.webview.options = resourceOptions(extensionUri);
    const port = panelPort(panel, log);
    serve<SamplesHostApi>(port, this.#api(), checkSamplesCall);
    this.#view = connect<SamplesViewApi>(port);
    panel.webview.html = pageFor(panel, extensionUri);
    // While the page loads; what goes wrong is told when it asks.
    this.#open().catch(() => {});
  }

  /** Shows a 1-based line, now or as soon as the page is there. */
  goTo(line: number): void {
    this.#line = line;
    if (this.panel.visible) this.#tell(this.#view.goTo({ line }).then(() => (this.#line = undefined)));
  }

  run(command: Parameters<SamplesViewApi['run']>[0]['command']): void {
    this.#tell(this.#view.run({ command }));
  }

  /** What was found or decided changed. */
  refresh(): void {
    this.#notes++;
    this.#push();
  }

  /** The state of the inspection changed. */
  refreshState(): void {
    this.#push();
  }

  /** The file changed on disk, or the engine was started anew. */
  reopen(): void {
    this.#forget();
    this.#open().then(
      () => this.#push(),
      () => this.#push(),
    );
  }

  dispose(): void {
    this.#ended.abort();
    this.#push.dispose();
    this.#forget();
  }

  get #corpus(): Corpus | undefined {
    const holding = this.host.services.corpora.holding(this.uri);
    return holding.find((corpus) => corpus.report) ?? holding[0];
  }

  #state(size = this.#index?.bytes ?? 0): SamplesState {
    const corpus = this.#corpus;
    const { phase, outcome } = corpus?.state ?? { phase: 'empty' };
    const id = this.uri.toString();
    const inspected = corpus?.isRunning && !outcome ? 'running' : !outcome ? 'no' : phase === 'stale' ? 'stale' : 'yes';
    return {
      title: basename(this.uri),
      json: !/\.txt$/i.test(this.uri.path),
      small: size <= LARGE_BYTES,
      unsaved: openDocument(this.uri)?.isDirty === true,
      inspected,
      total: outcome?.files.find(({ uri }) => uri.toString() === id)?.total ?? 0,
      notes: this.#notes,
      undo: (corpus && this.host.services.review.of(corpus)?.review?.undo) ?? null,
      opened: this.#opened,
      ...(this.#failure ? { failure: this.#failure } : {}),
    };
  }

  #api(): Impl<SamplesHostApi> {
    const { engine, review, corpora } = this.host.services;
    return {
      ready: async () => {
        await this.#open().catch(() => {});
        const line = this.#line;
        this.#line = undefined;
        // As far as it has come: what was told before the page listened is lost.
        return { state: this.#state(), index: this.#index, ...(line === undefined ? {} : { line }) };
      },
      rows: (p, { signal }) => this.#ask((id) => engine.api.samplesRows({ ...p, id }, { signal })),
      find: (p, { signal, progress }) => {
        const options: CallOptions = { signal, onProgress: progress };
        return this.#ask((id) => engine.api.samplesFind({ ...p, id }, options));
      },
      notes: async ({ from, to }, { signal }) => {
        const corpus = this.#corpus;
        if (!corpus?.report) return { findings: [], decided: [] };
        const place = { file: fileIndex(corpus, this.uri), from, to };
        const [findings, rows] = await Promise.all([
          engine.api.findingsBetween({ corpus: corpus.id, ...place }, { signal }),
          rowsOnLines(engine, corpus.id, place, signal),
        ]);
        return notesOf(findings, rows);
      },
      nextFinding: async ({ line, backwards }, { signal }) => {
        const corpus = this.#corpus;
        if (!corpus?.report) return null;
        const ask = (from: number) =>
          engine.api.nextFinding(
            { corpus: corpus.id, file: fileIndex(corpus, this.uri), line: from, backwards },
            { signal },
          );
        return (await ask(line)) ?? ask(backwards ? Number.MAX_SAFE_INTEGER : 0);
      },
      copyRow: ({ row }) => this.#copy(row),
      reveal: ({ line }) => this.host.showInTextEditor(this.uri, line),
      decide: async ({ line, action }) => {
        const corpus = this.#corpus;
        if (!corpus?.report) throw new CallError('not-found', vscode.l10n.t('Inspect the file first.'));
        // The page shows the file as it stands on disk: a line of another text would be another sample.
        if (openDocument(this.uri)?.isDirty || corpus.state.phase === 'stale') {
          throw new CallError(
            'bad-option',
            vscode.l10n.t(
              'What was inspected is not what stands here: save the file, inspect it again and decide then.',
            ),
          );
        }
        const rows = await rowsOnLines(engine, corpus.id, { file: fileIndex(corpus, this.uri), from: line, to: line });
        const [first] = rows;
        if (!first) {
          throw new CallError(
            'not-found',
            vscode.l10n.t('No sample starts on line {0}: nothing to decide about.', line),
          );
        }
        await review.decide(corpus, { choice: { decisions: false, rows: [first.row] }, action });
      },
      undo: async () => {
        const corpus = this.#corpus;
        if (corpus) await review.undo(corpus);
      },
      inspect: async () => {
        if (engine.failed) engine.startOver();
        await corpora.open([this.uri]).inspect();
      },
    };
  }

  #open(): Promise<RowIndex> {
    this.#opening ??= this.#openNow();
    return this.#opening;
  }

  async #openNow(): Promise<RowIndex> {
    const { engine } = this.host.services;
    try {
      const index = await engine.api.samplesOpen({ path: this.uri.fsPath, cache: this.host.cache });
      // The file changed while it was opened: that was asked for twice.
      const other = (this.#index as RowIndex | null)?.id;
      if (other) engine.api.samplesClose({ id: other }).catch(() => {});
      this.#index = index;
      this.#opened++;
      this.#failure = undefined;
      if (this.#ended.signal.aborted) this.#forget();
      else if (!this.#index.done) void this.#follow(this.#index.id);
      return this.#index as RowIndex;
    } catch (error) {
      this.#opening = undefined;
      this.#failure = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  /** Tells the page how far the index has come. */
  async #follow(id: string): Promise<void> {
    const take = (index: RowIndex) => {
      if (this.#index?.id !== id) return;
      this.#index = index;
      if (this.panel.visible) this.#tell(this.#view.index(index));
    };
    try {
      const onProgress = (value: unknown) => take(value as RowIndex);
      take(await this.host.services.engine.api.samplesIndex({ id }, { signal: this.#ended.signal, onProgress }));
    } catch (error) {
      if (isCancelled(error) || this.#index?.id !== id) return;
      this.#failure = error instanceof Error ? error.message : String(error);
      if ((error as { code?: unknown }).code === 'changed') this.reopen();
      else this.#push();
    }
  }

  /** Asks about the open file; one that changed is opened anew once, and the page hears of it. */
  async #ask<T>(ask: (id: string) => Promise<T>): Promise<T> {
    const { id } = await this.#open();
    try {
      return await ask(id);
    } catch (error) {
      if (!LOST.has(String((error as { code?: unknown }).code))) throw error;
      if (this.#index?.id === id) {
        this.#forget();
        await this.#open();
        this.#push();
        this.#tell(this.#view.index(this.#index as RowIndex));
      }
      return ask((await this.#open()).id);
    }
  }

  #forget(): void {
    const id = this.#index?.id;
    this.#index = null;
    this.#opening = undefined;
    if (id) this.host.services.engine.api.samplesClose({ id }).catch(() => {});
  }

  async #copy(row: number): Promise<void> {
    const [found] = await this.#ask((id) => this.host.services.engine.api.samplesRows({ id, from: row, count: 1 }));
    if (!found) return;
    if (found.bytes > MAX_COPIED_BYTES) {
      const most = vscode.l10n.t('The row has {0} MB: at most 32 MB are copied.', Math.round(found.bytes / 1e6));
      throw new CallError('bad-option', most);
    }
    let text = found.raw;
    if (found.truncated) {
      const file = await open(this.uri.fsPath, 'r');
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(found.bytes), 0, found.bytes, found.byte);
        text = buffer.toString('utf8', 0, bytesRead);
      } finally {
        await file.close();
      }
    }
    await vscode.env.clipboard.writeText(text);
  }

  #update(): void {
    if (this.#ended.signal.aborted || !this.panel.visible) return;
    if (this.#index) this.#tell(this.#view.index(this.#index));
    this.#tell(this.#view.update(this.#state()));
  }

  #tell(told: Promise<unknown>): void {
    told.catch((error) => this.host.services.log.debug(String(error)));
  }
}

function pageFor({ webview, title }: vscode.WebviewPanel, extensionUri: vscode.Uri): string {
  const file = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  return pageHtml({
    title,
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    script: file('dist', 'samples.js'),
    styles: [file('media', 'panel.css'), file('media', 'samples.css')],
  });
}
