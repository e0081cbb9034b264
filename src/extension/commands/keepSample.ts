// Keep Sample: its findings are ignored from now on, also after edits. Reopen Sample takes any decision about it back.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import { choicesOf, isEmpty, isNode, nodesOf, tellNothingSelected } from '../review/nodeChoice.ts';
import type { Services } from '../services.ts';
import { tell } from './run.ts';
import { corpusAt, rowsOnLines, selectedLines } from './selectedSamples.ts';

/** From a quick fix: file, 1-based lines, the one kind of finding that is meant (all where absent). */
const FixSchema = v.tuple([v.string(), v.array(v.number()), v.optional(v.picklist(FINDING_KINDS))]);

export async function keepSample(services: Services, ...args: unknown[]): Promise<void> {
  const fix = v.safeParse(FixSchema, [args[0], args[1], args[2]]);
  const editor = vscode.window.activeTextEditor;
  try {
    if (fix.success) {
      const [uri, lines, finding] = fix.output;
      await keepLines(services, vscode.Uri.parse(uri, true), lines, finding);
    } else if (isNode(args[0]) || args[0] === 'selection') await decideOnNodes(services, 'keep', args);
    else if (editor) await keepFlagged(services, editor);
  } catch (error) {
    await tell(error, services.log);
  }
}

export async function reopenSample(services: Services, ...args: unknown[]): Promise<void> {
  try {
    await decideOnNodes(services, 'clear', args);
  } catch (error) {
    await tell(error, services.log);
  }
}

async function decideOnNodes({ review, tree }: Services, action: 'keep' | 'clear', args: unknown[]): Promise<void> {
  const nodes = await nodesOf(args[0], args[1], tree);
  if (nodes.length === 0) tellNothingSelected();
  for (const { corpus, choice, kinds } of choicesOf(nodes)) {
    if (isEmpty(choice)) continue;
    const [kind] = kinds;
    const finding = action === 'keep' && kinds.size === 1 && kind ? { finding: kind } : {};
    await review.drops.decide(corpus, { choice, action, ...finding });
  }
}

async function keepLines(
  services: Services,
  uri: vscode.Uri,
  lines: readonly number[],
  finding?: FindingKind,
): Promise<void> {
  const corpus = corpusAt(services, uri);
  const rows = corpus ? await rowsOnLines(services, corpus, uri, lines) : [];
  if (!corpus || rows.length === 0) {
    vscode.window.showInformationMessage(vscode.l10n.t('No sample that was measured stands there.'));
    return;
  }
  const choice = { decisions: false, rows };
  await services.review.drops.decide(corpus, { choice, action: 'keep', ...(finding ? { finding } : {}) });
}

async function keepFlagged(services: Services, editor: vscode.TextEditor): Promise<void> {
  const { uri } = editor.document;
  const touched = new Set(selectedLines(editor));
  const lines = services.findings.of(uri)?.findings.map(({ line }) => line) ?? [];
  const flagged = [...new Set(lines)].filter((line) => touched.has(line));
  if (flagged.length > 0) await keepLines(services, uri, flagged);
  else vscode.window.showInformationMessage(vscode.l10n.t('Nothing is flagged here.'));
}
