// Asks with which version in git a file is compared: HEAD, a commit that changed it, or a tag.
import * as vscode from 'vscode';
import { CallError } from '../../../protocol/errors.ts';
import { type Answer, ask, BACK } from '../../calibration/steps.ts';
import { basename } from '../../titles.ts';
import type { Choice } from './choice.ts';
import { commitsOf, revision, tagsOf, type Versioned } from './git.ts';
import type { GitCommit } from './gitApi.ts';
import { shortRef } from './order.ts';

const MOST_COMMITS = 100;
const MOST_TAGS = 100;

interface Place {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
}

interface Item extends vscode.QuickPickItem {
  /** Null for one that is typed. */
  readonly ref: string | null;
}

/** Rejects with a sentence where the file was never committed. */
export async function askVersion(file: Versioned, place?: Place): Promise<Answer<Choice>> {
  const { t } = vscode.l10n;
  const [commits, tags] = await Promise.all([commitsOf(file, MOST_COMMITS), tagsOf(file)]);
  const name = basename(file.uri);
  if (commits.length === 0) {
    throw new CallError('bad-option', t('{0} was never committed: commit it, then compare with that version.', name));
  }
  const asked = place ?? { title: t('Compare {0} with git', name), step: 1, steps: 1 };
  for (;;) {
    const items = itemsOf(commits, tags.slice(0, MOST_TAGS));
    const item = await ask<Item>({ ...asked, placeholder: t('Which version is it compared with?'), items });
    if (item === undefined || item === BACK) return item;
    const ref = (item as Item).ref ?? (await typedRevision(file, asked.title));
    if (ref) return { from: 'git', refs: [ref] };
  }
}

function itemsOf(
  commits: readonly GitCommit[],
  tags: readonly { readonly name: string; readonly commit: string }[],
): Item[] {
  const { t } = vscode.l10n;
  const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator, ref: null });
  const tagged = (hash: string) => tags.filter(({ commit }) => commit === hash).map(({ name }) => `$(tag) ${name}`);
  const head: Item = {
    label: '$(git-commit) HEAD',
    description: t('what you have not committed yet'),
    ref: 'HEAD',
  };
  const changes = commits.map(
    (commit): Item => ({
      label: subject(commit),
      description: [shortRef(commit.hash), when(commit), commit.authorName, ...tagged(commit.hash)]
        .filter(Boolean)
        .join(' · '),
      ref: commit.hash,
    }),
  );
  return [
    head,
    separator(t('Commits that changed it')),
    ...changes,
    ...(tags.length > 0 ? [separator(t('Tags'))] : []),
    ...tags.map(({ name, commit }): Item => ({ label: `$(tag) ${name}`, description: shortRef(commit), ref: name })),
    separator(t('Others')),
    { label: t('$(edit) Another revision…'), description: t('a hash, a branch or HEAD~3'), ref: null },
  ];
}

async function typedRevision(file: Versioned, title: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: t('A commit, a tag or a branch'),
    ignoreFocusOut: true,
    validateInput: async (text) => {
      if (text.trim() === '') return undefined;
      return revision(file, text.trim()).then(
        () => undefined,
        (error: Error) => error.message,
      );
    },
  });
  return typed?.trim();
}

/** The first line of its message. */
function subject({ message }: GitCommit): string {
  const [first = ''] = message.split('\n');
  return first.trim() || vscode.l10n.t('(no message)');
}

function when({ commitDate }: GitCommit): string {
  return commitDate ? commitDate.toLocaleDateString(undefined, { dateStyle: 'medium' }) : '';
}
