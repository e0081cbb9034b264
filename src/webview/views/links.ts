// Links from the panel to lines of the corpus, and of evaluation sets outside of it.
import { html, type TemplateResult } from 'lit';
import { baseName, formatInteger } from '../format.ts';
import type { Controller } from '../state/controller.ts';
import type { Model } from '../state/model.ts';

export interface Place {
  /** Path. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

export class Links {
  readonly #files: readonly string[];
  readonly #sets: ReadonlySet<string>;
  constructor(
    model: Model,
    readonly c: Controller,
  ) {
    const report = model.host?.report;
    this.#files = report?.files.map((f) => f.path) ?? [];
    this.#sets = new Set(report?.leakage?.sets.map((set) => set.path));
  }

  /** The path of the corpus where it is one file. */
  get only(): string | undefined {
    return this.#files.length === 1 ? this.#files[0] : undefined;
  }

  /** Number of the file in the report; −1 for one that is not of the corpus. */
  fileOf(place: Place): number {
    return this.#files.indexOf(place.file);
  }

  /** A link that reveals the line; plain words when the file is neither of the corpus nor an evaluation set. */
  to(place: Place, here: string): TemplateResult {
    const { line } = place;
    const words = `${place.file === here ? '' : `${baseName(place.file)} `}line ${formatInteger(line)}`;
    const file = this.fileOf(place);
    const isItem = file < 0 && this.#sets.has(place.file);
    if (file < 0 && !isItem) return html`<span title=${place.file}>${words}</span>`;
    const reveal = () =>
      isItem ? this.c.call('revealItem', { path: place.file, line }) : this.c.call('reveal', { file, line });
    return html`<button class="link" title=${place.file} @click=${reveal}>${words}</button>`;
  }
}
