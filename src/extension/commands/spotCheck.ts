// Spot Check a Kind of Finding: some flagged samples, drawn at random, for a person to say whether the finding is right.
import * as vscode from 'vscode';
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import type { Corpus } from '../corpus.ts';
import { kindLabel, kindReason } from '../kinds.ts';
import { isNode } from '../review/nodeChoice.ts';
import { SPOT_CHECK_ROWS } from '../review/spotChecks.ts';
import { checkText, count } from '../review/treeItems.ts';
import type { Services } from '../services.ts';
import { tell } from './run.ts';
import { chooseCorpus } from './showReport.ts';

export async function spotCheck(services: Services, first?: unknown): Promise<void> {
  const node = isNode(first) ? first : undefined;
  const corpus = node?.corpus ?? services.active.corpus() ?? (await chooseCorpus(services.tree.inspected));
  if (!corpus) return;
  const kind = node?.type === 'kind' ? node.kind : await chooseKind(services, corpus);
  if (kind) await startCheck(services, corpus, kind);
}

/** Puts the drawn samples into the corpus's panel, and brings that to the front. */
export async function startCheck(
  { review, panels, log }: Pick<Services, 'review' | 'panels' | 'log'>,
  corpus: Corpus,
  kind: FindingKind,
): Promise<void> {
  try {
    if ((await review.check(corpus, kind)) > 0) panels.show(corpus);
    else {
      vscode.window.showInformationMessage(
        vscode.l10n.t('Nothing is left to judge: every sample with the finding "{0}" was judged.', kindLabel(kind)),
      );
    }
  } catch (error) {
    await tell(error, log);
  }
}

async function chooseKind({ review }: Services, corpus: Corpus): Promise<FindingKind | undefined> {
  const counts = corpus.report?.findings.counts ?? {};
  const checks = review.stateOf(corpus)?.checks ?? {};
  // Rows that could not be read are no matter of judgement.
  const kinds = FINDING_KINDS.filter((kind) => (counts[kind] ?? 0) > 0 && kind !== 'invalid');
  if (kinds.length === 0) {
    vscode.window.showInformationMessage(vscode.l10n.t('There is no finding that could be judged.'));
    return undefined;
  }
  const items = kinds.map((kind) => {
    const check = checks[kind];
    return {
      label: kindLabel(kind),
      description: count(counts[kind] ?? 0),
      detail: check ? checkText(check) : kindReason(kind),
      finding: kind,
    };
  });
  const placeHolder = vscode.l10n.t('Of which finding do you want to judge {0} samples at random?', SPOT_CHECK_ROWS);
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.finding;
}
