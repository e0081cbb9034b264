// What the traits of samples say in the editor: of flagged ones in sight, and of those that somebody asked about. The
// stretches that show traits of LLM text get a faint line; the hover reads the rest here.
import * as vscode from 'vscode';
import type { RowTraits } from '../../protocol/traitsApi.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import type { Findings, FindingsChange } from '../findings.ts';
import { type LineEdit, shiftPlaces } from '../places.ts';
import { fileIndex } from '../resolvePath.ts';
import { throttle } from '../throttle.ts';

const LOOK_MS = 150;
/** Lines around those in sight, so that scrolling a little shows no gap. */
const AROUND = 10;
/** Samples that one look asks for. */
const MAX_LOOKED = 20;
const MAX_QUOTES = 3;
const MAX_QUOTE_CHARS = 60;

/** A sample whose traits are known; `line` is where it starts, 1-based. */
export interface ShownSample {
  readonly line: number;
  readonly startColumn: number;
  /** Lines below the first that show something. */
  readonly lines: number;
  readonly asked: boolean;
  readonly rows: readonly RowTraits[];
  /** What shows a trait, as it stood when it was read: by row and trait. */
  readonly quotes: ReadonlyMap<string, readonly string[]>;
}

interface Stretch {
  readonly line: number;
  readonly startColumn: number;
  readonly lines: number;
  readonly endColumn: number;
}

interface FileTraits {
  readonly corpus: Corpus;
  samples: readonly ShownSample[];
  stretches: readonly (Stretch & { readonly sample: number })[];
  /** Lines asked for already. */
  readonly looked: Set<number>;
  /** The text was edited since it was measured: nothing new is looked up. */
  edited: boolean;
}

export function quoteKey({ row }: Pick<RowTraits, 'row'>, trait: string): string {
  return `${row} ${trait}`;
}

export class Traits implements vscode.Disposable {
  readonly #files = new Map<string, FileTraits>();
  readonly #line = vscode.window.createTextEditorDecorationType({
    borderColor: new vscode.ThemeColor('corpusInspector.traitText'),
    borderStyle: 'dashed',
    borderWidth: '0 0 1px 0',
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #look = throttle(() => this.#lookAround(), LOOK_MS);
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    private readonly findings: Findings,
    private readonly engine: Pick<Engine, 'api'>,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {
    this.#subscriptions = [
      findings.onDidChange((change) => this.#renew(change)),
      vscode.window.onDidChangeVisibleTextEditors(this.#look),
      vscode.window.onDidChangeTextEditorVisibleRanges(this.#look),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
        this.#shift(document.uri, contentChanges),
      ),
    ];
  }

  /** The sample on a line (1-based) whose traits are known. */
  at(uri: vscode.Uri, line: number): ShownSample | undefined {
    const samples = this.#files.get(uri.toString())?.samples ?? [];
    return samples.find((sample) => sample.line <= line && line <= sample.line + sample.lines);
  }

  /** Stretches that have a line below now. */
  rangesOf(uri: vscode.Uri): readonly vscode.Range[] {
    return (this.#files.get(uri.toString())?.stretches ?? []).map(rangeOf);
  }

  isEdited(uri: vscode.Uri): boolean {
    return this.#files.get(uri.toString())?.edited ?? false;
  }

  /** Shows what the rows of one sample say. */
  show(corpus: Corpus, document: vscode.TextDocument, rows: readonly RowTraits[], asked: boolean): void {
    const [first] = rows;
    if (!first) return;
    const file = this.#fileOf(corpus, document.uri);
    const stretches = rows.flatMap(stretchesOf);
    const last = Math.max(first.line, ...stretches.map(({ line, lines }) => line + lines));
    const sample: ShownSample = {
      line: first.line,
      startColumn: 0,
      lines: last - first.line,
      asked,
      rows,
      quotes: quotesOf(document, rows),
    };
    file.samples = [...file.samples.filter(({ line }) => line !== first.line), sample];
    file.stretches = [
      ...file.stretches.filter((stretch) => stretch.sample !== first.line),
      ...stretches.map((stretch) => ({ ...stretch, sample: first.line })),
    ];
    this.#draw(document.uri);
  }

  hide(uri: vscode.Uri, { line }: ShownSample): void {
    const file = this.#files.get(uri.toString());
    if (!file) return;
    file.samples = file.samples.filter((sample) => sample.line !== line);
    file.stretches = file.stretches.filter((stretch) => stretch.sample !== line);
    this.#draw(uri);
  }

  dispose(): void {
    this.#look.dispose();
    for (const owned of [...this.#subscriptions, this.#line]) owned.dispose();
    this.#files.clear();
  }

  #fileOf(corpus: Corpus, uri: vscode.Uri): FileTraits {
    const id = uri.toString();
    const known = this.#files.get(id);
    if (known?.corpus === corpus) return known;
    const file: FileTraits = { corpus, samples: [], stretches: [], looked: new Set(), edited: false };
    this.#files.set(id, file);
    return file;
  }

  /** A new result, or none any more: what was known of the old one goes. */
  #renew({ uri, shown }: FindingsChange): void {
    this.#files.delete(uri.toString());
    if (shown) this.#fileOf(shown.corpus, uri);
    this.#draw(uri);
    this.#look();
  }

  /** What an edit touches says nothing any more; the rest moves along until the next result. */
  #shift(uri: vscode.Uri, edits: readonly LineEdit[]): void {
    const file = this.#files.get(uri.toString());
    if (!file || edits.length === 0) return;
    file.edited = true;
    const touched = file.samples.filter(({ line, lines }) =>
      edits.some(({ range }) => range.start.line + 1 <= line + lines && range.end.line + 1 >= line),
    );
    const gone = new Set(touched.map(({ line }) => line));
    const stays = file.samples.filter(({ line }) => !gone.has(line));
    file.samples = shiftPlaces(stays, edits);
    const moved = new Map(stays.flatMap((s) => shiftPlaces([s], edits).map((to) => [s.line, to.line] as const)));
    file.stretches = file.stretches.flatMap((stretch) => {
      const sample = moved.get(stretch.sample);
      return sample === undefined ? [] : [{ ...stretch, line: stretch.line + sample - stretch.sample, sample }];
    });
    if (gone.size > 0) this.#draw(uri);
  }

  #lookAround(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      this.#lookAt(editor).catch((error) => this.log.warn(String(error)));
    }
  }

  /** Asks for the flagged samples in sight that nobody asked for yet. */
  async #lookAt({ document, visibleRanges }: vscode.TextEditor): Promise<void> {
    const { uri } = document;
    const shown = this.findings.of(uri);
    if (!shown) return;
    const file = this.#fileOf(shown.corpus, uri);
    if (file.edited) return;
    const isNear = (line: number) =>
      visibleRanges.some(({ start, end }) => line >= start.line + 1 - AROUND && line <= end.line + 1 + AROUND);
    const flagged = shown.findings.filter(({ kind, line }) => kind === 'llm-traits' && isNear(line));
    const wanted = [...new Set(flagged.map(({ line }) => line))].filter((line) => !file.looked.has(line));
    for (const line of wanted.slice(0, MAX_LOOKED)) {
      file.looked.add(line);
      const rows = await this.engine.api.traits({ corpus: shown.corpus.id, file: fileIndex(shown.corpus, uri), line });
      if (this.#files.get(uri.toString()) !== file || file.edited) return;
      // What somebody asked for meanwhile stays as it is.
      if (!this.at(uri, line)) this.show(shown.corpus, document, rows, false);
    }
    // An editor that was opened or split shows what is known of its file.
    this.#draw(uri);
  }

  #draw(uri: vscode.Uri): void {
    const id = uri.toString();
    const ranges = [...this.rangesOf(uri)];
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === id) editor.setDecorations(this.#line, ranges);
    }
  }
}

/** Of traits towards LLM text, where they have a place of their own in the file. */
function stretchesOf({ top }: RowTraits): Stretch[] {
  return top.filter((t) => t.effect > 0).flatMap((t) => t.spans.flatMap(({ placed }) => (placed ? [placed] : [])));
}

function rangeOf({ line, startColumn, lines, endColumn }: Stretch): vscode.Range {
  return new vscode.Range(line - 1, startColumn, line - 1 + lines, endColumn);
}

/** The first different stretches of each trait, short enough for a hover. */
function quotesOf(document: vscode.TextDocument, rows: readonly RowTraits[]): Map<string, readonly string[]> {
  const quotes = new Map<string, readonly string[]>();
  for (const row of rows) {
    for (const { id, spans } of row.top) {
      const texts = spans.flatMap(({ placed }) => (placed ? [document.getText(rangeOf(placed))] : []));
      const folded = texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
      const cut = (text: string) => (text.length > MAX_QUOTE_CHARS ? `${text.slice(0, MAX_QUOTE_CHARS)}…` : text);
      const different = [...new Set(folded.map((text) => text.toLowerCase()))].slice(0, MAX_QUOTES);
      quotes.set(
        quoteKey(row, id),
        different.map((lower) => cut(folded.find((text) => text.toLowerCase() === lower) ?? lower)),
      );
    }
  }
  return quotes;
}
