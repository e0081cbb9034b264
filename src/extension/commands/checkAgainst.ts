// Check Against Evaluation Set…: a file of evaluation items is named in corpus-inspector.json, and the corpus inspected by it.
// With `{ uri }` as its argument nothing is asked.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { isCancelled } from '../../protocol/errors.ts';
import { CONFIG_FILE } from '../../runtime/config.ts';
import { activeUri } from '../active.ts';
import { folderOf } from '../calibration/calibrations.ts';
import type { Corpus } from '../corpus.ts';
import type { Services } from '../services.ts';
import { basename } from '../titles.ts';
import { tell } from './run.ts';

const GivenSchema = v.object({
  uri: v.pipe(
    v.string(),
    v.transform((uri) => vscode.Uri.parse(uri, true)),
  ),
});

export async function checkAgainst(services: Services, given?: unknown): Promise<void> {
  const uri = activeUri();
  const corpus =
    services.active.corpus() ?? (uri && services.active.mayInspect() ? services.corpora.open([uri]) : undefined);
  const answer = v.safeParse(GivenSchema, given);
  if (corpus) return checkCorpusAgainst(services, corpus, answer.success ? answer.output.uri : undefined);
  vscode.window.showInformationMessage(vscode.l10n.t('Open the corpus that is to be checked first.'));
}

/** `file`: the evaluation set; asked for where it is not given. */
export async function checkCorpusAgainst(services: Services, corpus: Corpus, file?: vscode.Uri): Promise<void> {
  const [target] = corpus.targets;
  const folder = target && folderOf(target);
  if (!target || !folder || target.scheme !== 'file') {
    vscode.window.showWarningMessage(
      vscode.l10n.t('Evaluation sets are named in {0} beside the corpus: open its folder first.', CONFIG_FILE),
    );
    return;
  }
  try {
    const choice = file ? { add: file } : await ask(services, corpus, target, folder);
    if (!choice) return;
    if ('remove' in choice) await services.evaluations.remove(target, choice.remove);
    else await services.evaluations.add(target, choice.add);
    if (services.engine.failed) services.engine.startOver();
    await corpus.inspect();
    if ('add' in choice) report(services, corpus, choice.add);
  } catch (error) {
    if (!isCancelled(error)) await tell(error, services.log);
  }
}

type Choice = { readonly add: vscode.Uri } | { readonly remove: string };

async function ask(
  { evaluations }: Services,
  corpus: Corpus,
  target: vscode.Uri,
  folder: vscode.WorkspaceFolder,
): Promise<Choice | undefined> {
  const { t } = vscode.l10n;
  const words = await evaluations.words(target);
  if (words.length > 0) {
    const choose = { label: t('$(add) Choose a file…'), word: '' };
    const known = words.map((word) => ({ label: t('$(trash) Remove {0}', word), word }));
    const title = t('Check Against Evaluation Set');
    const placeHolder = t('{0} names these sets; the corpus is checked against all of them.', CONFIG_FILE);
    const picked = await vscode.window.showQuickPick([choose, ...known], { title, placeHolder });
    if (!picked) return undefined;
    if (picked.word !== '') return { remove: picked.word };
  }
  const own = new Set(corpus.targets.map(String));
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: t('Evaluation set that {0} must not hold', basename(target)),
      openLabel: t('Check'),
      defaultUri: folder.uri,
      canSelectMany: false,
      filters: { [t('Data')]: ['jsonl', 'ndjson', 'json', 'txt'] },
    })) ?? [];
  if (!uri) return undefined;
  if (!own.has(uri.toString()) || own.size > 1) return { add: uri };
  vscode.window.showInformationMessage(t('That is the corpus itself: choose the file that it must not hold.'));
  return undefined;
}

function report({ panels }: Services, corpus: Corpus, file: vscode.Uri): void {
  const { t } = vscode.l10n;
  const set = corpus.report?.leakage?.sets.find(({ path }) => path === file.fsPath);
  if (!set) {
    const why = corpus.report?.leakage?.unread.find(({ name }) => file.path.endsWith(name))?.reason ?? '';
    vscode.window.showWarningMessage(t('{0} was not compared. {1}', basename(file), why));
    return;
  }
  const message =
    set.leaked === 0
      ? t('None of {0} items of {1} leaks.', set.items, basename(file))
      : t('{0} of {1} items of {2} leak into {3} samples.', set.leaked, set.items, basename(file), set.samples);
  const show = t('Show Report');
  // Not awaited: the message may stand for as long as it likes.
  vscode.window.showInformationMessage(message, show).then((answer) => answer === show && panels.show(corpus));
}
