// From selected nodes of the Findings view to what is decided about them, per corpus.
import * as vscode from 'vscode';
import type { FindingKind } from '../../engine/report.ts';
import type { DropChoice } from '../../protocol/reviewApi.ts';
import type { Corpus } from '../corpus.ts';
import { changedMeanwhile } from './targets.ts';
import type { FaultNode, Node } from './treeNodes.ts';

export interface NodeChoice {
  readonly corpus: Corpus;
  readonly choice: DropChoice;
  /** Lines that could not be read. */
  readonly faults: readonly FaultNode[];
  /** Kinds of findings that the nodes stand for. */
  readonly kinds: ReadonlySet<FindingKind>;
}

/** What a command of the tree got: the node under the pointer and the selection it is part of. By key it gets neither. */
export async function nodesOf(
  first: unknown,
  all: unknown,
  tree: { selected(): Promise<readonly Node[]> },
): Promise<readonly Node[]> {
  if (Array.isArray(all) && all.length > 0) return all.filter(isNode);
  return isNode(first) ? [first] : tree.selected();
}

/** A key was pressed in the view while nothing was selected there. */
export function tellNothingSelected(): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t('Select a finding first.'), 6000);
}

export function isNode(x: unknown): x is Node {
  return typeof x === 'object' && x !== null && 'type' in x && 'corpus' in x && 'id' in x;
}

/** Rejects with 'bad-option' where a node is of an earlier result. */
export function choicesOf(nodes: readonly Node[]): NodeChoice[] {
  return [...new Set(nodes.map(({ corpus }) => corpus))].map((corpus) => {
    const here = nodes.filter((node) => node.corpus === corpus);
    for (const node of here) if ('result' in node && node.result !== corpus.result) throw changedMeanwhile();
    const rows = here.flatMap((node) => (node.type === 'sample' ? [node.row.row] : []));
    const groups = here.flatMap((node) =>
      node.type === 'group' ? [{ kind: node.group.kind, id: node.group.id }] : [],
    );
    const kinds = here.flatMap((node) => (node.type === 'kind' ? [node.kind] : []));
    const faults = here.flatMap((node) => (node.type === 'fault' ? [node] : []));
    return {
      corpus,
      faults,
      kinds: new Set(here.flatMap((node) => ('kind' in node ? [node.kind] : []))),
      choice: {
        decisions: false,
        ...(rows.length > 0 ? { rows } : {}),
        ...(groups.length > 0 ? { groups } : {}),
        ...(kinds.length > 0 ? { kinds } : {}),
      },
    };
  });
}

export function isEmpty({ rows, groups, kinds }: DropChoice): boolean {
  return !rows?.length && !groups?.length && !kinds?.length;
}
