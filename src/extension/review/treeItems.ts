// How a node of the Findings view looks and what is said of it.
import * as vscode from 'vscode';
import type { FindingKind } from '../../engine/report.ts';
import type { SpotCheck } from '../../protocol/reviewApi.ts';
import type { Corpus } from '../corpus.ts';
import { kindLabel, kindReason } from '../kinds.ts';
import { basename, titleOf } from '../titles.ts';
import type { FaultNode, GroupNode, KindNode, MoreNode, Node, SampleNode } from './treeNodes.ts';
import { PAGE } from './treeNodes.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
export const OPEN_COMMAND = 'corpusInspector.openFinding';
export const MORE_COMMAND = 'corpusInspector.showMoreFindings';

export interface ItemFacts {
  /** What a person's spot check found about a kind of finding in this corpus. */
  checkOf(corpus: Corpus, kind: FindingKind): SpotCheck | undefined;
  /** Findings of a corpus about which nothing was decided. */
  openIn(corpus: Corpus): number;
}

export function itemOf(node: Node, facts: ItemFacts): vscode.TreeItem {
  const item = bare(node, facts);
  item.id = node.id;
  return item;
}

function bare(node: Node, facts: ItemFacts): vscode.TreeItem {
  switch (node.type) {
    case 'corpus': {
      const item = new vscode.TreeItem(titleOf(node.corpus), Expanded);
      item.description = count(facts.openIn(node.corpus));
      item.contextValue = 'corpus';
      item.iconPath = new vscode.ThemeIcon('database');
      return item;
    }
    case 'kind':
      return kindItem(node, facts.checkOf(node.corpus, node.kind));
    case 'group':
      return groupItem(node);
    case 'sample':
      return sampleItem(node);
    case 'fault':
      return faultItem(node);
    case 'more':
      return moreItem(node);
    case 'note': {
      const item = new vscode.TreeItem(node.text, None);
      item.iconPath = new vscode.ThemeIcon('info');
      return item;
    }
  }
}

function kindItem({ kind, total, open }: KindNode, check: SpotCheck | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(kindLabel(kind), Collapsed);
  const counts = open === total ? count(total) : vscode.l10n.t('{0} of {1} open', count(open), count(total));
  const precision = check && vscode.l10n.t('{0} of {1} right', check.yes, check.yes + check.no);
  item.description = [counts, precision].filter(Boolean).join(' · ');
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(kindLabel(kind)).appendMarkdown('** ').appendText(counts);
  tooltip.appendMarkdown('\n\n').appendText(kindReason(kind));
  if (check) tooltip.appendMarkdown('\n\n').appendText(checkText(check));
  item.tooltip = tooltip;
  item.contextValue = `kind droppable${kind === 'invalid' ? '' : ' checkable'}`;
  item.iconPath = new vscode.ThemeIcon(KIND_ICONS[kind]);
  item.accessibilityInformation = { label: [kindLabel(kind), counts, precision].filter(Boolean).join(', ') };
  return item;
}

export function checkText({ yes, no, precision, low, high }: SpotCheck): string {
  const share = (x: number) => `${Math.round(100 * x)}`;
  return vscode.l10n.t(
    'Spot check: {0} of {1} right, precision {2} % (95 % interval {3} to {4} %).',
    yes,
    yes + no,
    share(precision),
    share(low),
    share(high),
  );
}

function groupItem({ group, corpus }: GroupNode): vscode.TreeItem {
  const { keeper, size, droppable } = group;
  const item = new vscode.TreeItem(`${place(corpus, keeper.file, keeper.line)} ×${count(size)}`, Collapsed);
  item.description = startOf(corpus, group.view, keeper.start);
  const covers =
    droppable === 1
      ? vscode.l10n.t('Line {0} stays and covers 1 sample.', keeper.line)
      : vscode.l10n.t('Line {0} stays and covers {1} samples.', keeper.line, count(droppable));
  item.tooltip = `${covers}\n\n${keeper.start}`;
  item.contextValue = `group${droppable > 0 ? ' droppable' : ''}`;
  item.iconPath = new vscode.ThemeIcon('files');
  item.accessibilityInformation = { label: `${covers} ${keeper.start}` };
  return item;
}

function sampleItem(node: SampleNode): vscode.TreeItem {
  const { row, corpus, member, kind } = node;
  const item = new vscode.TreeItem(place(corpus, row.file, row.line), None);
  const measure = member && !member.isKept && kind === 'near-duplicate' ? member.jaccard.toFixed(2) : undefined;
  const role = roleOf(row.decision, member?.isKept);
  item.description = [role?.text, measure, startOf(corpus, row.view, row.start)].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(role?.icon ?? 'circle-outline');
  const states = [row.decision ?? 'open', 'droppable', 'comparable'];
  if (row.decision !== 'dropped') states.push('keepable');
  if (row.decision) states.push('clearable');
  item.contextValue = `sample ${states.join(' ')}`;
  item.command = openCommand(node);
  item.accessibilityInformation = {
    label: [place(corpus, row.file, row.line), kindLabel(kind), role?.text, row.start].filter(Boolean).join(', '),
  };
  return item;
}

/** The tree keeps the focus, so that the next one is one key away. */
function openCommand(node: Node): vscode.Command {
  return { command: OPEN_COMMAND, title: vscode.l10n.t('Open'), arguments: [node, undefined, true] };
}

function roleOf(
  decision: 'dropped' | 'kept' | undefined,
  isKeeper = false,
): { text: string; icon: string } | undefined {
  if (decision === 'dropped') return { text: vscode.l10n.t('dropped'), icon: 'trash' };
  if (decision === 'kept') return { text: vscode.l10n.t('kept'), icon: 'check' };
  return isKeeper ? { text: vscode.l10n.t('stays'), icon: 'pass' } : undefined;
}

function faultItem(node: FaultNode): vscode.TreeItem {
  const { corpus, file, finding } = node;
  const item = new vscode.TreeItem(place(corpus, file, finding.line), None);
  item.description = finding.message;
  item.tooltip = finding.message;
  item.contextValue = 'fault droppable';
  item.command = openCommand(node);
  item.iconPath = new vscode.ThemeIcon('warning');
  item.accessibilityInformation = { label: `${place(corpus, file, finding.line)}, ${finding.message}` };
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const { left } = node;
  const next = Math.min(left, PAGE);
  const item = new vscode.TreeItem(vscode.l10n.t('Show {0} more', count(next)), None);
  if (left > next) item.description = vscode.l10n.t('of {0}', count(left));
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: MORE_COMMAND, title: vscode.l10n.t('Show more'), arguments: [node] };
  return item;
}

/** "line 118", with the file's name where the corpus has several. */
function place(corpus: Corpus, file: number, line: number): string {
  const uri = corpus.targets[file];
  const text = vscode.l10n.t('line {0}', line);
  return corpus.targets.length > 1 && uri ? `${basename(uri)} ${text}` : text;
}

/** The start of the text, with its view where rows have several. */
function startOf(corpus: Corpus, view: string, start: string): string {
  const views = Object.keys(corpus.report?.views ?? {});
  return views.length > 1 ? `${view}: ${start}` : start;
}

export function count(n: number): string {
  return n.toLocaleString('en-US');
}

const KIND_ICONS: Record<FindingKind, string> = {
  invalid: 'warning',
  schema: 'symbol-structure',
  'exact-duplicate': 'copy',
  'near-duplicate': 'files',
  'low-novelty': 'fold-down',
  template: 'symbol-snippet',
  'self-repetition': 'refresh',
  residue: 'comment-discussion',
  encoding: 'symbol-string',
  conflict: 'git-compare',
  'llm-traits': 'hubot',
  'verification-failed': 'error',
  leakage: 'key',
};
