// Write Reviewed Corpus: asks what goes and where to, then writes the corpus without it; never over the corpus itself.
import * as vscode from 'vscode';
import { CallError, isCancelled } from '../../protocol/errors.ts';
import type { DropChoice, WriteProgress, Written } from '../../protocol/reviewApi.ts';
import type { Corpus } from '../corpus.ts';
import { openDocument } from '../inspection.ts';
import { changedMeanwhile } from '../review/targets.ts';
import { count } from '../review/treeItems.ts';
import { chooseWhatGoes, type WriteChoice } from '../review/writeChoice.ts';
import type { Services } from '../services.ts';
import { basename, titleOf } from '../titles.ts';
import { tell } from './run.ts';
import { chooseCorpus } from './showReport.ts';

type Parts = Pick<Services, 'engine' | 'log'>;

export async function writeReviewed(services: Services): Promise<void> {
  const corpus = services.active.corpus() ?? (await chooseCorpus(services.tree.inspected));
  if (corpus) await writeCorpus(services, corpus);
}

/** `given`: what was selected in the panel. */
export async function writeCorpus(parts: Parts, corpus: Corpus, given?: DropChoice): Promise<void> {
  // Rows and groups are numbers of the result that the person saw: in another one they are other samples.
  const isBound = Boolean(given?.rows?.length || given?.groups?.length);
  const { result } = corpus;
  try {
    await asItStands(corpus);
    const chosen = await chooseWhatGoes(parts.engine, corpus, given);
    const out = chosen && (await chooseTarget(corpus));
    if (!chosen || !out) return;
    if (out.scheme !== 'file') {
      throw new CallError('bad-option', vscode.l10n.t('{0} is not on this machine: choose another place.', out.path));
    }
    if (isBound && (result === undefined || corpus.result !== result)) throw changedMeanwhile();
    const written = await write(parts, corpus, out, chosen);
    await announce(written, corpus.targets.length > 1);
  } catch (error) {
    if (!isCancelled(error)) await tell(error, parts.log);
  }
}

/** What is written is what was inspected: a run under way is waited for, and a document that was edited since is inspected again. */
async function asItStands(corpus: Corpus): Promise<void> {
  if (corpus.running) await waitedFor(corpus, corpus.running);
  const versions = corpus.state.outcome?.versions;
  const isEdited = corpus.targets.some((uri) => {
    const document = openDocument(uri);
    return document !== undefined && document.version !== versions?.get(uri.toString());
  });
  if (isEdited || !corpus.report) await waitedFor(corpus, corpus.inspect());
}

/** Says what is waited for. Rejects with 'cancelled' when the person does not want to; the inspection goes on then. */
async function waitedFor(corpus: Corpus, run: Promise<unknown>): Promise<void> {
  const title = vscode.l10n.t('{0} is inspected before it is written', titleOf(corpus));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, (_, token) => {
    const left = new Promise<never>((_, reject) => {
      token.onCancellationRequested(() => reject(new CallError('cancelled', 'Not waited for.')));
    });
    return Promise.race([run, left]);
  });
}

/** A file, or a folder where the corpus has several. Asked again as long as it is a file of the corpus. */
async function chooseTarget(corpus: Corpus): Promise<vscode.Uri | undefined> {
  if (corpus.targets.length > 1) {
    const openLabel = vscode.l10n.t('Write Here');
    const title = vscode.l10n.t('Folder for the {0} reviewed files', corpus.targets.length);
    const defaultUri = vscode.Uri.joinPath(corpus.targets[0] as vscode.Uri, '..');
    const options = { canSelectFiles: false, canSelectFolders: true, openLabel, title, defaultUri };
    return (await vscode.window.showOpenDialog(options))?.[0];
  }
  const defaultUri = defaultTarget(corpus.targets[0] as vscode.Uri);
  for (;;) {
    const title = vscode.l10n.t('Write {0} without what goes', titleOf(corpus));
    const saveLabel = vscode.l10n.t('Write');
    const chosen = await vscode.window.showSaveDialog({ title, saveLabel, ...(defaultUri ? { defaultUri } : {}) });
    if (!chosen || !isOwn(corpus, chosen)) return chosen;
    const again = vscode.l10n.t('Choose Another Name');
    const message = vscode.l10n.t(
      '{0} is the corpus itself, which is never overwritten: choose another name.',
      basename(chosen),
    );
    if ((await vscode.window.showErrorMessage(message, again)) !== again) return undefined;
  }
}

function isOwn(corpus: Corpus, chosen: vscode.Uri): boolean {
  return corpus.targets.some((uri) => uri.scheme === 'file' && uri.fsPath === chosen.fsPath);
}

/** `train.jsonl` becomes `train.reviewed.jsonl` beside it. */
export function reviewedName(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}.reviewed${name.slice(dot)}` : `${name}.reviewed`;
}

function defaultTarget(uri: vscode.Uri): vscode.Uri | undefined {
  if (uri.scheme === 'file') return vscode.Uri.joinPath(uri, '..', reviewedName(basename(uri)));
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, reviewedName(`${basename(uri)}.jsonl`));
}

function write(
  { engine }: Pick<Parts, 'engine'>,
  corpus: Corpus,
  out: vscode.Uri,
  { choice, withDropped }: WriteChoice,
): Thenable<Written> {
  const title = vscode.l10n.t('Writing {0}', basename(out));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const control = new AbortController();
    token.onCancellationRequested(() => control.abort());
    let done = 0;
    const onProgress = (value: unknown) => {
      const { bytes, totalBytes } = value as WriteProgress;
      const percent = totalBytes > 0 ? (100 * bytes) / totalBytes : 0;
      progress.report({ increment: Math.max(0, percent - done) });
      done = Math.max(done, percent);
    };
    const request = { corpus: corpus.id, choice, out: out.fsPath, withDropped };
    return engine.api.writeReviewed(request, { signal: control.signal, onProgress });
  });
}

async function announce({ files, report }: Written, isFolder: boolean): Promise<void> {
  const [first] = files;
  if (!first) return;
  const sum = (of: 'kept' | 'dropped') => count(files.reduce((n, file) => n + file[of], 0));
  const name = files.length === 1 ? basename(vscode.Uri.file(first.out)) : vscode.l10n.t('{0} files', files.length);
  const message = vscode.l10n.t('Wrote {0}: {1} samples stay, {2} dropped.', name, sum('kept'), sum('dropped'));
  const open = isFolder ? vscode.l10n.t('Reveal') : vscode.l10n.t('Open');
  const show = vscode.l10n.t('Show Report');
  const chosen = await vscode.window.showInformationMessage(message, open, show);
  const uri = vscode.Uri.file(first.out);
  if (chosen === show) await vscode.window.showTextDocument(vscode.Uri.file(report));
  else if (chosen === open && isFolder) await vscode.commands.executeCommand('revealInExplorer', uri);
  else if (chosen === open) await vscode.commands.executeCommand('vscode.open', uri);
}
