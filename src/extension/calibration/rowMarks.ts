// Rows that the person marked as written by people or by a model, kept for this workspace by their content.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { VIEW_NAMES } from '../../engine/sample.ts';
import { CallError } from '../../protocol/errors.ts';
import type { RowSummary } from '../../protocol/hostApi.ts';
import { MARKS, type Mark, type Marks } from '../../protocol/marks.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import { fileIndex } from '../resolvePath.ts';
import { findRow } from '../rows.ts';

const KEY = 'marks';
/** More marks than a person makes. */
const MAX_MARKS = 5000;
const PAGE = 200;
/** Rows that are looked through for marked ones that moved. */
const MAX_SEARCHED = 200_000;

/** `line` is where the row stood when it was marked. */
const MarkedSchema = v.object({
  as: v.picklist(MARKS),
  uri: v.string(),
  line: v.number(),
  view: v.picklist(VIEW_NAMES),
});
type Marked = v.InferOutput<typeof MarkedSchema>;
const StoredSchema = v.record(v.string(), MarkedSchema);

export class RowMarks implements vscode.Disposable {
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#onDidChange.event;

  constructor(private readonly memento: Pick<vscode.Memento, 'get' | 'update'>) {}

  /** Marks of rows of the corpus' files, by the rows' hash; undefined where there are none. */
  of(corpus: Pick<Corpus, 'targets'>): Marks | undefined {
    const own = this.#ownOf(corpus);
    return own.length > 0 ? Object.fromEntries(own.map(([hash, { as }]) => [hash, as])) : undefined;
  }

  count(corpus: Pick<Corpus, 'targets'>, as: Mark): number {
    return this.#ownOf(corpus).filter(([, marked]) => marked.as === as).length;
  }

  /** Null takes the mark away. Throws 'bad-option' where there are too many. */
  async set(corpus: Pick<Corpus, 'targets'>, row: Omit<RowSummary, 'row'>, as: Mark | null): Promise<void> {
    const uri = corpus.targets[row.file];
    if (!uri) return;
    const { [row.hash]: _, ...others } = this.#all();
    if (as !== null && Object.keys(others).length >= MAX_MARKS) {
      throw new CallError(
        'bad-option',
        vscode.l10n.t('{0} rows are marked, and more are not kept: give a file of rows instead.', MAX_MARKS),
      );
    }
    const marked = as && { as, uri: uri.toString(), line: row.line, view: row.view };
    await this.memento.update(KEY, marked ? { ...others, [row.hash]: marked } : others);
    this.#onDidChange.fire();
  }

  /** Rows of the result that are marked so: where they stood, else looked for by content. Each hash once. */
  async rowsOf(
    engine: Pick<Engine, 'api'>,
    corpus: Corpus,
    as: Mark,
    signal: AbortSignal,
  ): Promise<{ readonly rows: number[]; readonly lost: number }> {
    const rows: number[] = [];
    const moved = new Set<string>();
    for (const [hash, marked] of this.#ownOf(corpus)) {
      if (marked.as !== as) continue;
      if (signal.aborted) throw new CallError('cancelled', vscode.l10n.t('Cancelled.'));
      const file = fileIndex(corpus, vscode.Uri.parse(marked.uri, true));
      const row = await findRow(engine, corpus.id, { file, line: marked.line, view: marked.view });
      if (row?.hash === hash) rows.push(row.row);
      else moved.add(hash);
    }
    for (let offset = 0; moved.size > 0 && offset < MAX_SEARCHED; offset += PAGE) {
      const page = await engine.api.page(
        { corpus: corpus.id, offset, limit: PAGE, sort: { by: 'line', descending: false }, filter: {} },
        { signal },
      );
      for (const row of page.rows) if (moved.delete(row.hash)) rows.push(row.row);
      if (offset + PAGE >= page.total) break;
    }
    return { rows: rows.sort((a, b) => a - b), lost: moved.size };
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }

  #ownOf({ targets }: Pick<Corpus, 'targets'>): [hash: string, marked: Marked][] {
    const own = new Set(targets.map(String));
    return Object.entries(this.#all()).filter(([, { uri }]) => own.has(uri));
  }

  #all(): Record<string, Marked> {
    const stored = v.safeParse(StoredSchema, this.memento.get(KEY));
    return stored.success ? stored.output : {};
  }
}
