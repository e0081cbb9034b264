// The Findings view: what was flagged, by corpus and kind, with what was decided; follows inspections, edits and decisions.
import * as vscode from 'vscode';
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import type { Corpora } from '../corpora.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import { kindLabel } from '../kinds.ts';
import { type Throttled, throttle } from '../throttle.ts';
import { titleOf } from '../titles.ts';
import type { Review } from './review.ts';
import { SelectedNodes } from './selectedNodes.ts';
import { count, itemOf } from './treeItems.ts';
import { childrenOfGroup, childrenOfKind, type KindNode, type Listing, type Node, PAGE } from './treeNodes.ts';

export const FINDINGS_VIEW = 'corpusInspector.findings';
const REFRESH_MS = 250;
const FILTER_KEY = 'findings.filter';

/** What the view leaves out. */
export interface TreeFilter {
  /** All where absent. */
  readonly kinds?: readonly FindingKind[];
  readonly showsDecided: boolean;
}

export class FindingsTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #onDidChange = new vscode.EventEmitter<Node | undefined>();
  readonly #limits = new Map<string, number>();
  readonly #refresh: Throttled;
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #view: vscode.TreeView<Node>;
  readonly #selected: SelectedNodes;
  #filter: TreeFilter;

  readonly onDidChangeTreeData = this.#onDidChange.event;

  constructor(
    private readonly corpora: Corpora,
    private readonly engine: Pick<Engine, 'api'>,
    private readonly review: Review,
    private readonly memento: vscode.Memento,
  ) {
    this.#filter = memento.get<TreeFilter>(FILTER_KEY) ?? { showsDecided: false };
    this.#refresh = throttle(() => this.#show(), REFRESH_MS);
    this.#view = vscode.window.createTreeView(FINDINGS_VIEW, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#selected = new SelectedNodes(() => this.#view.selection);
    this.#subscriptions = [
      this.#view,
      this.#view.onDidChangeSelection(({ selection }) => this.#selected.note(selection)),
      corpora.onDidInspect(this.#refresh),
      corpora.onDidRemove(this.#refresh),
      review.onDidChange(this.#refresh),
    ];
    this.#show();
  }

  /** Rejects with 'bad-option' where something else stands there by now. */
  selected(): Promise<readonly Node[]> {
    return this.#selected.get();
  }

  get filter(): TreeFilter {
    return this.#filter;
  }

  setFilter(filter: TreeFilter): void {
    this.#filter = filter;
    this.memento.update(FILTER_KEY, filter);
    this.#show();
  }

  showMore(node: Node): void {
    const { parent } = node;
    if (!parent) return;
    this.#limits.set(parent.id, this.#limitOf(parent.id) + PAGE);
    this.#onDidChange.fire(undefined);
  }

  /** Corpora that have a result. */
  get inspected(): readonly Corpus[] {
    return this.corpora.all().filter((corpus) => corpus.report !== undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return itemOf(node, {
      checkOf: (corpus, kind) => this.review.stateOf(corpus)?.checks[kind],
      openIn: (corpus) => this.#openIn(corpus),
    });
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return this.#roots();
    try {
      switch (node.type) {
        case 'corpus':
          return this.#kindsOf(node.corpus, node);
        case 'kind':
          return await childrenOfKind(this.engine.api, node, this.#listing);
        case 'group':
          return await childrenOfGroup(this.engine.api, node, this.#listing);
        default:
          return [];
      }
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return [{ type: 'note', id: `${node.id}/note`, corpus: node.corpus, parent: node, text }];
    }
  }

  /** What a finding says, asked for when somebody looks. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem> {
    if (node.type !== 'sample') return item;
    try {
      const { details, text } = await this.engine.api.detail({ corpus: node.corpus.id, row: node.row.row });
      const messages = details.filter(({ kind }) => kind === node.kind).map(({ message }) => message);
      item.tooltip = [...messages, text.slice(0, 400)].join('\n\n');
    } catch {
      item.tooltip = node.row.start;
    }
    return item;
  }

  dispose(): void {
    this.#refresh.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#onDidChange.dispose();
  }

  #roots(): Node[] {
    const corpora = this.inspected;
    const [only] = corpora;
    if (corpora.length === 1 && only) return this.#kindsOf(only);
    return corpora.map((corpus): Node => ({ type: 'corpus', id: corpus.id, corpus }));
  }

  /** In the order of the report; those about which everything was decided come last. */
  #kindsOf(corpus: Corpus, parent?: Node): KindNode[] {
    const nodes = this.#kindsShown(corpus).map((kind): KindNode => {
      const total = corpus.report?.findings.counts[kind] ?? 0;
      const open = this.review.stateOf(corpus)?.open[kind] ?? (this.review.stateOf(corpus) ? 0 : total);
      return { type: 'kind', id: `${corpus.id}/${kind}`, corpus, kind, total, open, ...(parent ? { parent } : {}) };
    });
    const shown = this.#filter.showsDecided ? nodes : nodes.filter(({ open }) => open > 0);
    return shown.sort((a, b) => Number(a.open === 0) - Number(b.open === 0));
  }

  #kindsShown(corpus: Corpus): FindingKind[] {
    const counts = corpus.report?.findings.counts ?? {};
    const { kinds } = this.#filter;
    return FINDING_KINDS.filter((kind) => (counts[kind] ?? 0) > 0 && (!kinds || kinds.includes(kind)));
  }

  #openIn(corpus: Corpus): number {
    return this.#kindsOf(corpus).reduce((sum, { open }) => sum + open, 0);
  }

  get #listing(): Listing {
    return { showsDecided: this.#filter.showsDecided, limitOf: (id) => this.#limitOf(id) };
  }

  #limitOf(id: string): number {
    return this.#limits.get(id) ?? PAGE;
  }

  #show(): void {
    const corpora = this.inspected;
    const open = corpora.reduce((sum, corpus) => sum + this.#openIn(corpus), 0);
    this.#view.badge =
      open > 0 ? { value: open, tooltip: vscode.l10n.t('{0} findings to decide on', count(open)) } : undefined;
    this.#view.description = corpora.length === 1 ? titleOf(corpora[0] as Corpus) : '';
    // Never deleted: it is an accessor of the editor's object.
    this.#view.message = this.#message(corpora, open);
    this.#onDidChange.fire(undefined);
  }

  #message(corpora: readonly Corpus[], open: number): string {
    if (corpora.length === 0) return '';
    const states = corpora.map((corpus) => this.review.stateOf(corpus));
    const dropped = states.reduce((n, state) => n + (state?.dropped ?? 0), 0);
    const kept = states.reduce((n, state) => n + (state?.kept ?? 0), 0);
    const parts: string[] = [];
    if (dropped > 0) parts.push(vscode.l10n.t('{0} dropped by hand', count(dropped)));
    if (kept > 0) parts.push(vscode.l10n.t('{0} kept', count(kept)));
    if (this.#filter.kinds) parts.push(vscode.l10n.t('only {0}', this.#filter.kinds.map(kindLabel).join(', ')));
    const trouble = states.flatMap((state) => state?.trouble ?? []);
    const nothing = open === 0 ? [vscode.l10n.t('Nothing is left to decide on.')] : [];
    return [...nothing, parts.join(' · '), ...trouble].filter(Boolean).join('\n');
  }
}
