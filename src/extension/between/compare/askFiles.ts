// Asks for another file to compare with, and in which order files stand: the first is what the others are compared with.
import * as vscode from 'vscode';
import { type Answer, ask, BACK } from '../../calibration/steps.ts';
import type { Corpora } from '../../corpora.ts';
import { isExportNote, isOwnFile, mayBeCorpus } from '../../eligible.ts';
import { inOrder, movedUp, shortNames } from './order.ts';

const MOST_FILES = 500;
const SKIPPED = '**/{node_modules,.git,.corpus-inspector}/**';

interface Place {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
}

/** The file and another one, in the order that the person wants. */
export async function askFiles(
  file: vscode.Uri,
  corpora: Pick<Corpora, 'all'>,
  place: Place,
): Promise<Answer<readonly vscode.Uri[]>> {
  for (;;) {
    const other = await askFile(file, corpora, place);
    if (other === undefined || other === BACK) return other;
    const order = await orderOf([file, other as vscode.Uri], { ...place, canGoBack: true });
    if (order !== BACK) return order;
  }
}

/** The order of several files. Undefined where the person gave up. */
export async function askOrder(files: readonly vscode.Uri[]): Promise<readonly vscode.Uri[] | undefined> {
  const place = { title: vscode.l10n.t('Compare {0} files', files.length), step: 1, steps: 1, canGoBack: false };
  const order = await orderOf(
    inOrder(files, ({ path }) => path),
    place,
  );
  return order === BACK ? undefined : (order as readonly vscode.Uri[] | undefined);
}

async function orderOf(
  files: readonly vscode.Uri[],
  place: Place & { readonly canGoBack: boolean },
): Promise<Answer<readonly vscode.Uri[]>> {
  const { t } = vscode.l10n;
  let order = [...files];
  for (;;) {
    const names = shortNames(order.map(({ path }) => path));
    const start = {
      label: t('$(play) Compare in this order'),
      detail: t('{0} is what the others are compared with. Choose a file below to move it up.', names[0]!),
      at: -1,
    };
    const items = order.map((uri, at) => ({
      label: `${at + 1}  ${names[at]}`,
      description: at === 0 ? t('reference') : vscode.workspace.asRelativePath(uri),
      at,
    }));
    const item = await ask({ ...place, placeholder: t('In which order?'), items: [start, ...items] });
    if (item === undefined || item === BACK) return item;
    if (item.at < 0) return order;
    order = movedUp(order, item.at);
  }
}

/** What is asked for another file. */
export interface FileWords {
  readonly placeholder: string;
  /** Of the dialogue. */
  readonly title: string;
  readonly open: string;
}

/** Another file than this one: an open one, one of the workspace, or any. */
export async function askFile(
  file: vscode.Uri,
  corpora: Pick<Corpora, 'all'>,
  place: Place,
  words: FileWords = compareWords(),
): Promise<Answer<vscode.Uri>> {
  const { t } = vscode.l10n;
  const items = (await candidates(file, corpora)).map((uri) => {
    const path = vscode.workspace.asRelativePath(uri);
    const cut = path.lastIndexOf('/');
    return { label: path.slice(cut + 1), description: path.slice(0, Math.max(0, cut)), uri };
  });
  const browse = { label: t('$(folder-opened) Browse…'), description: t('a file outside of the workspace'), uri: null };
  for (;;) {
    const item = await ask({ ...place, placeholder: words.placeholder, items: [...items, browse] });
    if (item === undefined || item === BACK) return item;
    const uri = item.uri ?? (await browsed(file, words));
    if (uri && uri.toString() !== file.toString()) return uri;
  }
}

/** Open ones first, then what was inspected, then the workspace's. */
async function candidates(file: vscode.Uri, corpora: Pick<Corpora, 'all'>): Promise<vscode.Uri[]> {
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
  const open = tabs.flatMap(({ input }) =>
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? [input.uri] : [],
  );
  const inspected = corpora.all().flatMap(({ targets }) => targets);
  const found = await vscode.workspace.findFiles('**/*.{jsonl,ndjson,json,txt}', SKIPPED, MOST_FILES);
  const sorted = inOrder(found, ({ path }) => path);
  // Rows of JSON are likelier to be a corpus than a configuration or a note.
  const rows = sorted.filter(({ path }) => /\.(?:jsonl|ndjson)$/i.test(path));
  const seen = new Set([file.toString()]);
  return [...open, ...inspected, ...rows, ...sorted].filter((uri) => {
    const id = uri.toString();
    if (seen.has(id) || !mayBeCorpus(uri.path) || isOwnFile(uri.path) || isExportNote(uri.path)) return false;
    seen.add(id);
    return true;
  });
}

function compareWords(): FileWords {
  const { t } = vscode.l10n;
  return { placeholder: t('Which file is it compared with?'), title: t('File to compare with'), open: t('Compare') };
}

async function browsed(file: vscode.Uri, { title, open }: FileWords): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel: open,
    filters: { JSONL: ['jsonl', 'ndjson', 'json'], Text: ['txt'] },
    ...(file.scheme === 'file' ? { defaultUri: vscode.Uri.joinPath(file, '..') } : {}),
  });
  return chosen?.[0];
}
