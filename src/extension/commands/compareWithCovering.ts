// Compare with Covering Sample: the text of a flagged sample beside the sample that holds most of it.

import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Related } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { RowDetail } from '../../protocol/hostApi.ts';
import type { Corpus } from '../corpus.ts';
import { fileIndex, isEvaluationSet, uriOfPath } from '../resolvePath.ts';
import { revealLine } from '../reveal.ts';
import { findRow } from '../rows.ts';
import type { Services } from '../services.ts';
import { basename } from '../titles.ts';
import { tell } from './run.ts';

/** From a hover's link: file, 1-based line, view; otherwise the sample at the cursor. */
const LinkSchema = v.tuple([v.string(), v.number(), v.nullish(v.picklist(VIEW_NAMES))]);

export async function compareWithCovering(services: Services, ...args: unknown[]): Promise<void> {
  const link = v.safeParse(LinkSchema, args.length === 2 ? [...args, null] : args);
  const editor = vscode.window.activeTextEditor;
  if (link.success) {
    const [uri, line, view] = link.output;
    await compareAt(services, vscode.Uri.parse(uri, true), line, view ?? undefined);
  } else if (editor) {
    const line = editor.selection.active.line + 1;
    const flagged = services.findings.at(editor.document.uri, line).find((finding) => finding.related.length > 0);
    await compareAt(services, editor.document.uri, line, flagged?.view);
  }
}

/** For the panel, which knows the row. */
export async function compareRow({ engine, samples, log }: Services, corpus: Corpus, row: number): Promise<void> {
  try {
    const sample = await engine.api.detail({ corpus: corpus.id, row });
    const partner = await partnerOf(engine, corpus, sample);
    const item = relatedOf(sample).find(({ file }) => isEvaluationSet(corpus, file));
    if (!partner && item) return await revealLine(vscode.Uri.file(item.file), item.line);
    if (!partner) {
      vscode.window.showInformationMessage(vscode.l10n.t('No other sample covers line {0}.', sample.line));
      return;
    }
    const left = samples.add(label(partner), partner.text);
    const right = samples.add(label(sample), sample.text);
    const title = vscode.l10n.t('Line {0} covers line {1}', partner.line, sample.line);
    await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: true });
  } catch (error) {
    await tell(error, log);
  }
}

async function compareAt(services: Services, uri: vscode.Uri, line: number, view: ViewName | undefined): Promise<void> {
  const corpus = services.findings.of(uri)?.corpus;
  if (!corpus) return;
  try {
    const row = await findRow(services.engine, corpus.id, { file: fileIndex(corpus, uri), line, view });
    if (row) await compareRow(services, corpus, row.row);
    else vscode.window.showInformationMessage(vscode.l10n.t('Line {0} holds no sample that could be compared.', line));
  } catch (error) {
    await tell(error, services.log);
  }
}

/** The sample that covers most, else the nearest, else the first that a finding points at. */
async function partnerOf(
  engine: Services['engine'],
  corpus: Corpus,
  sample: RowDetail,
): Promise<RowDetail | undefined> {
  const best =
    [...sample.coveredBy].sort((a, b) => b.share - a.share)[0] ??
    [...sample.near].sort((a, b) => b.jaccard - a.jaccard)[0] ??
    relatedOf(sample).find(({ file }) => !isEvaluationSet(corpus, file));
  const uri = best && uriOfPath(corpus, best.file);
  if (!best || !uri) return undefined;
  const place = { file: fileIndex(corpus, uri), line: best.line };
  const row =
    (await findRow(engine, corpus.id, { ...place, view: sample.view })) ?? (await findRow(engine, corpus.id, place));
  return row && engine.api.detail({ corpus: corpus.id, row: row.row });
}

function relatedOf({ details }: RowDetail): Related[] {
  return details.flatMap((finding) => finding.related);
}

function label({ path, line, view }: RowDetail): string {
  return `${basename(vscode.Uri.file(path))} line ${line} ${view}`;
}
