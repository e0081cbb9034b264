// The repeated stretches that the editor underlines faintly: those of flagged samples in sight, and those of samples that
// somebody asked about. Kept by file; the hover reads them here.
import * as vscode from 'vscode';
import type { PlacedSpan, RowRepeats } from '../protocol/hostApi.ts';
import type { Corpus } from './corpus.ts';
import type { Engine } from './engine.ts';
import type { Findings, FindingsChange } from './findings.ts';
import { type LineEdit, shiftPlaces } from './places.ts';
import { fileIndex } from './resolvePath.ts';
import { throttle } from './throttle.ts';

const LOOK_MS = 150;
/** Lines around those in sight, so that scrolling a little shows no gap. */
const AROUND = 30;

/** A stretch and the line of the sample that it is part of, 1-based. */
export interface ShownSpan extends PlacedSpan {
  readonly sample: number;
}

interface FileRepeats {
  readonly corpus: Corpus;
  /** Of flagged samples; grows as they come into sight. */
  flagged: readonly ShownSpan[];
  /** Of samples that were asked about. */
  asked: readonly ShownSpan[];
  /** Lines asked for already. */
  readonly looked: Set<number>;
  /** The text was edited since it was measured: what is shown moves along, nothing new is looked up. */
  edited: boolean;
}

export class Repeats implements vscode.Disposable {
  readonly #files = new Map<string, FileRepeats>();
  readonly #flagged = faintLine('dotted');
  readonly #asked = faintLine('solid');
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
      vscode.workspace.onDidChangeTextDocument((event) => this.#shift(event.document.uri, event.contentChanges)),
    ];
  }

  /** All stretches that are underlined at a position. */
  at(uri: vscode.Uri, position: vscode.Position): readonly ShownSpan[] {
    const file = this.#files.get(uri.toString());
    if (!file) return [];
    const here = (span: ShownSpan) => rangeOf(span).contains(position);
    const asked = file.asked.filter(here);
    // What was asked about knows more than what the evidence names.
    return asked.length > 0 ? asked : file.flagged.filter(here);
  }

  /** Ranges underlined now, of flagged samples and of those asked about. */
  rangesOf(uri: vscode.Uri): { readonly flagged: readonly vscode.Range[]; readonly asked: readonly vscode.Range[] } {
    const file = this.#files.get(uri.toString());
    const samples = new Set(file?.asked.map((span) => span.sample));
    return {
      flagged: (file?.flagged ?? []).filter((span) => !samples.has(span.sample)).map(rangeOf),
      asked: (file?.asked ?? []).map(rangeOf),
    };
  }

  isEdited(uri: vscode.Uri): boolean {
    return this.#files.get(uri.toString())?.edited ?? false;
  }

  /** The sample that was asked about and has a stretch on this line or starts there; undefined when there is none. */
  askedOn(uri: vscode.Uri, line: number): number | undefined {
    const asked = this.#files.get(uri.toString())?.asked ?? [];
    return asked.find((span) => span.sample === line || (span.line <= line && line <= span.line + span.lines))?.sample;
  }

  /** Underlines what repeats of one sample. */
  show(corpus: Corpus, uri: vscode.Uri, rows: readonly RowRepeats[]): void {
    const file = this.#fileOf(corpus, uri);
    file.asked = [...file.asked.filter((span) => span.sample !== rows[0]?.line), ...spansOf(rows)];
    this.#draw(uri);
  }

  hide(uri: vscode.Uri, sample: number): void {
    const file = this.#files.get(uri.toString());
    if (!file) return;
    file.asked = file.asked.filter((span) => span.sample !== sample);
    this.#draw(uri);
  }

  dispose(): void {
    this.#look.dispose();
    for (const owned of [...this.#subscriptions, this.#flagged, this.#asked]) owned.dispose();
    this.#files.clear();
  }

  #fileOf(corpus: Corpus, uri: vscode.Uri): FileRepeats {
    const id = uri.toString();
    const known = this.#files.get(id);
    if (known?.corpus === corpus) return known;
    const file: FileRepeats = { corpus, flagged: [], asked: [], looked: new Set(), edited: false };
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

  #shift(uri: vscode.Uri, edits: readonly LineEdit[]): void {
    const file = this.#files.get(uri.toString());
    if (!file || edits.length === 0) return;
    // The editor moves the lines that are drawn; this keeps the hover in step until the next result.
    file.edited = true;
    file.flagged = shiftPlaces(file.flagged, edits);
    file.asked = shiftPlaces(file.asked, edits);
  }

  #lookAround(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      this.#lookAt(editor).catch((error) => this.log.warn(String(error)));
    }
  }

  /** Asks for the flagged samples in sight that nobody asked for yet. */
  async #lookAt(editor: vscode.TextEditor): Promise<void> {
    const { uri } = editor.document;
    const shown = this.findings.of(uri);
    if (!shown) return;
    const file = this.#fileOf(shown.corpus, uri);
    if (file.edited) return;
    const index = fileIndex(shown.corpus, uri);
    for (const range of editor.visibleRanges) {
      const [from, to] = [Math.max(1, range.start.line + 1 - AROUND), range.end.line + 1 + AROUND];
      const wanted = shown.findings.filter(
        ({ kind, line }) =>
          (kind === 'low-novelty' || kind === 'near-duplicate') && line >= from && line <= to && !file.looked.has(line),
      );
      if (wanted.length === 0) continue;
      for (const { line } of wanted) file.looked.add(line);
      const lines = wanted.map(({ line }) => line);
      const rows = await this.engine.api.flaggedRepeats({
        corpus: shown.corpus.id,
        file: index,
        from: Math.min(...lines),
        to: Math.max(...lines),
      });
      if (this.#files.get(uri.toString()) !== file || file.edited) return;
      const fresh = new Set(rows.map((row) => row.line));
      file.flagged = [...file.flagged.filter((span) => !fresh.has(span.sample)), ...spansOf(rows)];
      this.#draw(uri);
    }
    // An editor that was opened or split shows what is known of its file.
    this.#draw(uri);
  }

  #draw(uri: vscode.Uri): void {
    const id = uri.toString();
    const { flagged, asked } = this.rangesOf(uri);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() !== id) continue;
      editor.setDecorations(this.#flagged, [...flagged]);
      editor.setDecorations(this.#asked, [...asked]);
    }
  }
}

function spansOf(rows: readonly RowRepeats[]): ShownSpan[] {
  return rows.flatMap(({ line, placed }) => placed.map((span) => ({ ...span, sample: line })));
}

export function rangeOf({ line, startColumn, lines, endColumn }: PlacedSpan): vscode.Range {
  return new vscode.Range(line - 1, startColumn, line - 1 + lines, endColumn);
}

/** A line below the text that does not shift it. */
function faintLine(style: 'dotted' | 'solid'): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    borderColor: new vscode.ThemeColor('corpusInspector.repeatedText'),
    borderStyle: style,
    borderWidth: '0 0 1px 0',
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
