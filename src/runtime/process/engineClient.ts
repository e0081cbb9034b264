// The engine process as the extension host sees it: started when first needed, restarted once after a crash.
// This file is part of the extension's bundle: it imports nothing of the engine but types and errors.
import { type ChildProcess, fork } from 'node:child_process';
import { CorpusError } from '../../engine/errors.ts';
import type { EngineApi } from '../../protocol/hostApi.ts';
import { type CallOptions, type Client, connect } from '../../protocol/rpc.ts';
import { processPort } from './processPort.ts';

export interface EngineClientOptions {
  /** The engine's module, dist/engine.mjs. */
  readonly entry: string;
  /** Cap of the process's heap (workers have their own), MB; default 2048. */
  readonly heapMb?: number;
  /** Gets what the process writes to stderr, for the log. */
  readonly log?: (text: string) => void;
}

type AnyMethod = (p: unknown, options?: CallOptions) => Promise<unknown>;

export class EngineClient {
  /** Calling a method starts the process when it is not running. Rejects as the API says, or with 'engine-crashed'. */
  readonly api: Client<EngineApi>;
  #running: { child: ChildProcess; client: Client<EngineApi> } | null = null;
  #generation = 0;
  #crashes = 0;
  #lastReason = '';
  #disposed = false;
  readonly #restartListeners = new Set<(reason: string) => void>();

  constructor(private readonly options: EngineClientOptions) {
    this.api = new Proxy({} as Client<EngineApi>, {
      get: (_, method) =>
        method === 'then' || typeof method === 'symbol'
          ? undefined
          : (p: unknown, options?: CallOptions) => this.#call(method as keyof EngineApi, p, options),
    });
  }

  /** Grows when a crashed process was replaced; the new one knows no documents and no results. */
  get generation(): number {
    return this.#generation;
  }

  /** The process's id while it runs. */
  get pid(): number | undefined {
    return this.#running?.child.pid;
  }

  /** True once the process crashed again after its one restart: calls fail until `startOver`. */
  get failed(): boolean {
    return this.#crashes > 1;
  }

  /** Told, with the reason, when a crashed process was replaced: documents have to be mirrored again. */
  onDidRestart(listener: (reason: string) => void): { dispose(): void } {
    this.#restartListeners.add(listener);
    return { dispose: () => this.#restartListeners.delete(listener) };
  }

  /** Forgets earlier crashes, on a person's explicit wish; the next call starts the process. */
  startOver(): void {
    if (this.failed) this.#generation++;
    this.#crashes = 0;
  }

  dispose(): void {
    this.#disposed = true;
    this.#restartListeners.clear();
    this.#running?.child.kill();
    this.#running = null;
  }

  async #call(method: keyof EngineApi, p: unknown, options?: CallOptions): Promise<unknown> {
    const { client } = this.#start();
    try {
      return await (client[method] as AnyMethod)(p, options);
    } catch (error) {
      throw (error as { code?: unknown }).code === 'port-closed' ? this.#crashError() : error;
    }
  }

  #start(): { child: ChildProcess; client: Client<EngineApi> } {
    if (this.#disposed) throw new CorpusError('port-closed', 'Corpus Inspector was closed.');
    if (this.#running) return this.#running;
    if (this.failed) throw this.#crashError();
    const child = fork(this.options.entry, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${this.options.heapMb ?? 2048}`],
      // In the desktop editor the program is Electron, which has to be told that it is node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let lastWords = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-4096);
      this.options.log?.(text);
    });
    const port = processPort(child, () => reasonOf(child, lastWords));
    const running = { child, client: connect<EngineApi>(port) };
    this.#running = running;
    port.onClose((reason) => {
      child.kill();
      if (this.#running === running) this.#crashed(reason);
    });
    return running;
  }

  #crashed(reason: string): void {
    this.#running = null;
    this.#lastReason = reason;
    if (this.#disposed || ++this.#crashes > 1) return;
    this.#generation++;
    this.#start();
    for (const listener of [...this.#restartListeners]) listener(reason);
  }

  #crashError(): CorpusError {
    if (this.#disposed) return new CorpusError('port-closed', 'Corpus Inspector was closed.');
    const why = this.#lastReason ? ` (${this.#lastReason.replace(/\.$/, '')})` : '';
    return this.failed
      ? new CorpusError(
          'engine-crashed',
          `The engine stopped again${why}: inspect the corpus once more to start it anew, with less memory or fewer jobs.`,
        )
      : new CorpusError('engine-crashed', `The engine stopped${why} and was restarted: try again.`, {}, true);
  }
}

/** One short sentence on why the process ended. */
function reasonOf(child: ChildProcess, lastWords: string): string {
  if (/heap out of memory|allocation failed/i.test(lastWords)) return 'It ran out of memory.';
  const line = lastWords.split('\n').find((l) => /^\w*Error\b/.test(l.trim()));
  if (line) return line.trim().slice(0, 200);
  if (child.signalCode) return `It was ended by ${child.signalCode}.`;
  return child.exitCode === null ? 'It does not answer.' : `It ended with code ${child.exitCode}.`;
}
