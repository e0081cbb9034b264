// Keeps one open document's text in the engine as it stands on the screen: the whole text once, then its edits.
import type { EngineApi } from '../protocol/hostApi.ts';
import type { Client } from '../protocol/rpc.ts';
import { chunksOf, type ReadableText } from './chunks.ts';

/** Larger edits are sent as a new text, in pieces: at two bytes per unit, this is well under the 1 MiB of a message. */
const EDIT_UNITS = 400_000;

export interface TextEdit {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** The engine as a mirror needs it. `generation` grows when a new process took over, which knows no documents. */
export interface MirrorEngine {
  readonly api: Pick<Client<EngineApi>, 'documentOpen' | 'documentChange' | 'documentClose'>;
  readonly generation: number;
}

export class DocumentMirror {
  /** What the engine holds; undefined while it holds nothing usable. */
  #held: { version: number; eol: string; generation: number } | undefined;
  /** The engine's numbering has no gaps; the editor's may have some, when it reports several edits at once. */
  #sequence = 0;
  #opening: Promise<void> | undefined;
  #lastEdit: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    readonly id: string,
    private readonly text: ReadableText,
    private readonly engine: MirrorEngine,
    private readonly nextTurn: () => Promise<void> = () => new Promise((resolve) => setImmediate(resolve)),
  ) {}

  /** Resolves when the engine holds the text as it is now. Rejects when the engine does not answer. */
  async sync(): Promise<void> {
    await this.#lastEdit;
    while (!this.#isCurrent() && !this.#closed) {
      this.#opening ??= this.#open().finally(() => {
        this.#opening = undefined;
      });
      await this.#opening;
      await this.#lastEdit;
    }
  }

  /** To be called with every edit, in the order of the editor's events, after the document itself has changed. */
  edited(edits: readonly TextEdit[]): void {
    const held = this.#held;
    if (!held || this.#closed) return;
    const units = edits.reduce((sum, edit) => sum + edit.text.length, 0);
    if (held.generation !== this.engine.generation || held.eol !== this.text.eol || units > EDIT_UNITS) {
      this.#held = undefined;
      return;
    }
    this.#held = { ...held, version: this.text.version };
    const changes = edits.map((edit) => ({ offset: edit.rangeOffset, length: edit.rangeLength, text: edit.text }));
    const sent = this.engine.api.documentChange({ id: this.id, version: ++this.#sequence, changes });
    const { generation } = held;
    this.#lastEdit = Promise.allSettled([this.#lastEdit, sent]).then(([, result]) => {
      // The text has to be sent again, unless that has happened already.
      if (result.status === 'rejected' && this.#held?.generation === generation) this.#held = undefined;
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#held || this.#opening) this.engine.api.documentClose({ id: this.id }).catch(() => {});
    this.#held = undefined;
  }

  #isCurrent(): boolean {
    const held = this.#held;
    return held !== undefined && held.version === this.text.version && held.generation === this.engine.generation;
  }

  /** Sends the whole text once; gives up without an error when it changes meanwhile, and `sync` starts again. */
  async #open(): Promise<void> {
    this.#held = undefined;
    const { version, eol } = this.text;
    const generation = this.engine.generation;
    const sequence = ++this.#sequence;
    let first = true;
    for (const { text, done } of chunksOf(this.text)) {
      await this.engine.api.documentOpen({ id: this.id, version: sequence, chunk: text, first, done });
      first = false;
      await this.nextTurn();
      if (this.#closed || this.text.version !== version || this.engine.generation !== generation) return;
    }
    this.#held = { version, eol, generation };
  }
}
