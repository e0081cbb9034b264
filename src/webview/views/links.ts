// Links from the panel to lines of the corpus.
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
  constructor(
    model: Model,
    readonly c: Controller,
  ) {
    this.#files = model.host?.report?.files.map((f) => f.path) ?? [];
  }

  /** Number of the file in the report; −1 for one that is not of the corpus. */
  fileOf(place: Place): number {
    return this.#files.indexOf(place.file);
  }

  /** A link that reveals the line; plain words when the file is not one of the corpus. */
  to(place: Place, here: string): TemplateResult {
    const words = `${place.file === here ? '' : `${baseName(place.file)} `}line ${formatInteger(place.line)}`;
    const file = this.fileOf(place);
    if (file < 0) return html`<span title=${place.file}>${words}</span>`;
    return html`<button class="link" title=${place.file} @click=${() => this.c.call('reveal', { file, line: place.line })}>${words}</button>`;
  }
}
