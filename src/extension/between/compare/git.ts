// Versions of a file in git, through the editor's built-in Git extension: nothing is executed here.
import * as vscode from 'vscode';
import { CallError } from '../../../protocol/errors.ts';
import { basename } from '../../titles.ts';
import type { GitApi, GitCommit, GitExtension, GitRepository } from './gitApi.ts';

/** How long the extension may look for repositories when the editor has just started, ms. */
const INITIAL_SCAN_MS = 15_000;
/** From here on the text would be too large for the editor's extensions to hold. */
const MOST_BYTES = 200e6;
const TAG = 2;
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

const refused = (message: string) => new CallError('bad-option', message);

/** A file under version control. */
export interface Versioned {
  readonly uri: vscode.Uri;
  /** Inside its repository, with `/`. */
  readonly relative: string;
  readonly git: GitApi;
  readonly repository: GitRepository;
}

/** Rejects with a sentence that says what to do: git disabled, no repository, not on this machine. */
export async function versionedFile(uri: vscode.Uri): Promise<Versioned> {
  const { t } = vscode.l10n;
  const name = basename(uri);
  if (uri.scheme === 'untitled') throw refused(t('{0} was never saved: save it in a repository first.', name));
  if (uri.scheme !== 'file') throw refused(t('{0} is not on this machine: git versions cannot be read.', name));
  const git = await gitApi();
  const repository = await repositoryOf(git, uri);
  if (!repository) throw refused(t('{0} is in no git repository: open the folder of its repository.', name));
  const root = `${repository.rootUri.path.replace(/\/$/, '')}/`;
  // Through a link the file may lie elsewhere than its repository says.
  const relative = uri.path.startsWith(root) ? uri.path.slice(root.length) : name;
  return { uri, relative, git, repository };
}

async function gitApi(): Promise<GitApi> {
  const { t } = vscode.l10n;
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) {
    throw refused(
      vscode.workspace.isTrusted
        ? t('The built-in Git extension is disabled: enable it to read versions from git.')
        : t('Versions in git can be read once this workspace is trusted.'),
    );
  }
  const exported = extension.isActive ? extension.exports : await extension.activate();
  try {
    return exported.getAPI(1);
  } catch {
    throw refused(t('Git is not available: install it, and turn the setting git.enabled on.'));
  }
}

/** Where the extension still looks for repositories after the editor has started, once more when it is done. */
async function repositoryOf(git: GitApi, uri: vscode.Uri): Promise<GitRepository | null> {
  const known = git.getRepository(uri) ?? (await openedRepository(git, uri));
  if (known || git.state === 'initialized') return known;
  await initialized(git);
  return git.getRepository(uri);
}

async function initialized(git: GitApi): Promise<void> {
  let listening: vscode.Disposable | undefined;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, INITIAL_SCAN_MS);
    listening = git.onDidChangeState((state) => {
      if (state !== 'initialized') return;
      clearTimeout(timer);
      resolve();
    });
  });
  listening?.dispose();
}

/** A repository that the extension has not opened yet, such as one deep in the folder. */
async function openedRepository(git: GitApi, uri: vscode.Uri): Promise<GitRepository | null> {
  try {
    // Git is asked in the folder that is given: a file would be none.
    const root = await git.getRepositoryRoot?.(vscode.Uri.joinPath(uri, '..'));
    return root ? ((await git.openRepository?.(root)) ?? null) : null;
  } catch {
    return null;
  }
}

/** A revision as it was asked for, and what it is. Rejects where there is none, or where it would be read as an option. */
export async function revision({ repository }: Versioned, ref: string): Promise<GitCommit> {
  const { t } = vscode.l10n;
  const none = () => refused(t('There is no commit, tag or branch {0} in this repository.', ref));
  if (ref.trim() === '' || ref.startsWith('-') || ref.includes(':')) throw none();
  try {
    return await repository.getCommit(ref);
  } catch {
    throw none();
  }
}

/** The commits that changed the file, newest first; empty for one that was never committed. */
export async function commitsOf({ repository, uri }: Versioned, most: number): Promise<GitCommit[]> {
  try {
    return await repository.log({ path: uri.fsPath, maxEntries: most });
  } catch {
    // Before the first commit there is no log.
    return [];
  }
}

/** Names of tags, the latest first, with their commits. */
export async function tagsOf({ repository }: Versioned): Promise<{ readonly name: string; readonly commit: string }[]> {
  try {
    const refs = await repository.getRefs({ pattern: 'refs/tags', sort: 'committerdate' });
    return refs.flatMap(({ type, name, commit }) => (type === TAG && name && commit ? [{ name, commit }] : []));
  } catch {
    return [];
  }
}

/** The text of the file at a revision. Rejects where it was not there, or only a pointer to it. */
export async function textAt(file: Versioned, ref: string): Promise<string> {
  const { t } = vscode.l10n;
  const name = basename(file.uri);
  const { hash } = await revision(file, ref);
  let bytes: Uint8Array;
  try {
    bytes = await file.repository.buffer(hash, file.uri.fsPath);
  } catch {
    const known = await commitsOf(file, 1);
    throw refused(
      known.length === 0
        ? t('{0} was never committed: commit it, then compare with that version.', name)
        : t('{0} is not in {1}: choose a version in which it was there.', name, ref),
    );
  }
  if (bytes.length > MOST_BYTES) {
    throw refused(t('{0} in {1} is too large to be read here: compare it on the command line.', name, ref));
  }
  const text = new TextDecoder().decode(bytes);
  if (text.startsWith(LFS_POINTER)) {
    throw refused(
      t('{0} holds only a pointer of Git LFS for {1}: check that version out, then compare files.', ref, name),
    );
  }
  return text;
}
