// An engine for tests: holds mirrored documents as the real one does, and answers the rest as it is told.
import type { EngineApi } from '../../../src/protocol/hostApi.ts';

interface Held {
  version: number;
  text: string;
  done: boolean;
}

type Params<K extends keyof EngineApi> = Parameters<EngineApi[K]>[0];

export class FakeEngine {
  generation = 0;
  readonly documents = new Map<string, Held>();
  readonly calls: string[] = [];
  /** Length of every chunk that came. */
  readonly chunks: number[] = [];

  readonly api = {
    documentOpen: async (p: Params<'documentOpen'>) => {
      this.calls.push('open');
      this.chunks.push(p.chunk.length);
      if (p.first) this.documents.set(p.id, { version: p.version, text: '', done: false });
      const held = this.documents.get(p.id);
      if (!held || held.done || held.version !== p.version) throw new Error('out of step');
      held.text += p.chunk;
      held.done = p.done;
    },
    documentChange: async (p: Params<'documentChange'>) => {
      this.calls.push('change');
      const held = this.documents.get(p.id);
      if (!held?.done || p.version !== held.version + 1) throw new Error('out of step');
      for (const { offset, length, text } of p.changes) {
        held.text = held.text.slice(0, offset) + text + held.text.slice(offset + length);
      }
      held.version = p.version;
    },
    documentClose: async (p: Params<'documentClose'>) => {
      this.calls.push('close');
      this.documents.delete(p.id);
    },
  };

  /** The process went away and a new one took over. */
  restart(): void {
    this.generation++;
    this.documents.clear();
  }
}

/** A document whose text can be edited, like the editor's. */
export class FakeText {
  version = 1;
  eol: '\n' | '\r\n' = '\n';
  #lines: string[];

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  get text(): string {
    return this.#lines.join(this.eol);
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  line(index: number): string {
    return this.#lines[index] ?? '';
  }

  /** Returns the edit as the editor would report it. */
  replace(rangeOffset: number, rangeLength: number, text: string) {
    const all = this.text;
    this.#lines = (all.slice(0, rangeOffset) + text + all.slice(rangeOffset + rangeLength)).split(this.eol);
    this.version++;
    return { rangeOffset, rangeLength, text };
  }
}
