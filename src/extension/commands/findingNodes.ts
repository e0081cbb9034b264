// What a person does with a node of the Findings view other than deciding: open, compare, show more, filter.
import * as vscode from 'vscode';
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import type { Corpus } from '../corpus.ts';
import { openDocument } from '../inspection.ts';
import { kindLabel } from '../kinds.ts';
import { revealLine } from '../reveal.ts';
import { isNode, nodesOf } from '../review/nodeChoice.ts';
import { count } from '../review/treeItems.ts';
import type { Node } from '../review/treeNodes.ts';
import type { Services } from '../services.ts';
import { compareRow } from './compareWithCovering.ts';

/** Third argument: whether the view keeps the focus, as on a single click. */
export async function openFinding(
  services: Services,
  first?: unknown,
  all?: unknown,
  keepsFocus?: unknown,
): Promise<void> {
  const [node] = isNode(first) ? [first] : await nodesOf(first, all, services.tree);
  const place = node && placeOf(node);
  const uri = place && node.corpus.targets[place.file];
  if (!uri) return;
  await revealLine(uri, lineNow(services, node.corpus, uri, place.line), undefined, keepsFocus === true);
}

export async function compareFinding(services: Services, first?: unknown, all?: unknown): Promise<void> {
  const [node] = isNode(first) ? [first] : await nodesOf(first, all, services.tree);
  if (node?.type === 'sample') await compareRow(services, node.corpus, node.row.row);
}

export function showMoreFindings({ tree }: Services, first?: unknown): void {
  if (isNode(first)) tree.showMore(first);
}

/** Which kinds the view lists, and whether what was decided, too. */
export async function filterFindings({ tree }: Services): Promise<void> {
  const { kinds, showsDecided } = tree.filter;
  const counts = new Map<string, number>();
  for (const { report } of tree.inspected) {
    for (const [kind, n] of Object.entries(report?.findings.counts ?? {}))
      counts.set(kind, (counts.get(kind) ?? 0) + n);
  }
  const known = FINDING_KINDS.filter((kind) => (counts.get(kind) ?? 0) > 0 || kinds?.includes(kind));
  const decided = { label: vscode.l10n.t('Show what was decided, too'), picked: showsDecided };
  const items = known.map((kind) => ({
    label: kindLabel(kind),
    description: count(counts.get(kind) ?? 0),
    picked: !kinds || kinds.includes(kind),
    finding: kind,
  }));
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { finding?: FindingKind }>(
    [...items, separator, decided],
    { canPickMany: true, placeHolder: vscode.l10n.t('Which findings are listed?') },
  );
  if (!chosen) return;
  const wanted = known.filter((kind) => chosen.some((item) => item.finding === kind));
  const showsAll = wanted.length === known.length || wanted.length === 0;
  tree.setFilter({
    ...(showsAll ? {} : { kinds: wanted }),
    showsDecided: chosen.some((item) => item.label === decided.label),
  });
}

function placeOf(node: Node): { file: number; line: number } | undefined {
  if (node.type === 'sample') return node.row;
  if (node.type === 'group') return node.group.keeper;
  return node.type === 'fault' ? { file: node.file, line: node.finding.line } : undefined;
}

/** Where a line of the result stands after the edits since. */
function lineNow({ review }: Services, corpus: Corpus, uri: vscode.Uri, line: number): number {
  const document = openDocument(uri);
  const version = corpus.state.outcome?.versions.get(uri.toString());
  return (document && review.edits.follow(document, version, [line])?.[0]) ?? line;
}
