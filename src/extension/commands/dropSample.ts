// Drop Sample: what is selected in the Findings view, or the samples that the editor's selection touches.
import * as vscode from 'vscode';
import { CallError } from '../../protocol/errors.ts';
import type { Corpus } from '../corpus.ts';
import { openDocument } from '../inspection.ts';
import { fileIndex } from '../resolvePath.ts';
import { cutIn, cutOf, cuttingIn, editedSince } from '../review/dropEdit.ts';
import { choicesOf, isEmpty, isNode, nodesOf, tellNothingSelected } from '../review/nodeChoice.ts';
import type { FaultNode } from '../review/treeNodes.ts';
import type { Services } from '../services.ts';
import { tell } from './run.ts';
import { corpusAt } from './selectedSamples.ts';

export async function dropSample(services: Services, first?: unknown, all?: unknown): Promise<void> {
  try {
    if (isNode(first) || first === 'selection') await dropNodes(services, first, all);
    else await dropSelected(services);
  } catch (error) {
    await tell(error, services.log);
  }
}

async function dropNodes({ review, tree }: Services, first: unknown, all: unknown): Promise<void> {
  const nodes = await nodesOf(first, all, tree);
  if (nodes.length === 0) tellNothingSelected();
  for (const { corpus, choice, faults } of choicesOf(nodes)) {
    if (!isEmpty(choice)) await review.drops.drop(corpus, choice);
    if (faults.length > 0) await dropFaults({ review }, corpus, faults);
  }
}

/** Lines that could not be read have no row: they go from open documents by their lines. */
async function dropFaults(
  { review }: Pick<Services, 'review'>,
  corpus: Corpus,
  faults: readonly FaultNode[],
): Promise<void> {
  const cuts = [];
  for (const [file, uri] of corpus.targets.entries()) {
    const lines = faults.filter((fault) => fault.file === file).map(({ finding }) => finding.line);
    if (lines.length === 0) continue;
    const document = openDocument(uri);
    if (!document) {
      throw new CallError(
        'bad-option',
        vscode.l10n.t(
          'Lines that could not be read have no decisions of their own: drop all of the kind, or open the file.',
        ),
      );
    }
    const cutting = cuttingIn(corpus, file);
    const version = corpus.state.outcome?.versions.get(uri.toString());
    const now = review.edits.follow(document, version, lines, cutting === 'json');
    if (!cutting || !now) throw editedSince(uri);
    const samples = now.flatMap((line) => (line === undefined ? [] : [{ line }]));
    cuts.push(await cutOf(document, cutting, samples));
  }
  await review.drops.cut(corpus, cuts);
}

async function dropSelected(services: Services): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const corpus = editor && corpusAt(services, editor.document.uri);
  const cutting = corpus && cuttingIn(corpus, fileIndex(corpus, editor.document.uri));
  if (!cutting) {
    vscode.window.showInformationMessage(
      vscode.l10n.t('Put the cursor into a corpus that was inspected, and drop again.'),
    );
    return;
  }
  const cut = cutIn(editor.document, cutting, editor.selections);
  if (cut.ranges.length > 0) await services.review.drops.cut(corpus, [cut]);
  else vscode.window.showInformationMessage(vscode.l10n.t('No sample starts here.'));
}
