// Shows a sample that a result between corpora names: in its file, in the version that was compared, or as text alone.
import * as vscode from 'vscode';
import type { BetweenKind } from '../../protocol/betweenPanelApi.ts';
import { revealInText, revealLine } from '../reveal.ts';
import type { Services } from '../services.ts';
import type { JobOrder } from './jobs.ts';

export interface Place {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly start: string;
}

/** `avoid`: the column of the panel. Only files that the job was about are opened. */
export async function openPlace(
  { samples }: Pick<Services, 'samples'>,
  order: Pick<JobOrder<BetweenKind>, 'place'> | undefined,
  { file, line, start }: Place,
  avoid?: vscode.ViewColumn,
): Promise<void> {
  const uri = file === undefined ? undefined : order?.place?.(file);
  if (uri && line !== undefined) {
    // What is no file of the workspace is a text that another extension provides: the sample editor cannot read it.
    await (uri.scheme === 'file' ? revealLine(uri, line, avoid) : revealInText(uri, line, avoid));
    return;
  }
  const document = await vscode.workspace.openTextDocument(samples.add(vscode.l10n.t('Sample'), start));
  const viewColumn = avoid === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: true });
}
