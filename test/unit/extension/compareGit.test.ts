import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import {
  commitsOf,
  revision,
  tagsOf,
  textAt,
  type Versioned,
  versionedFile,
} from '../../../src/extension/between/compare/git.ts';
import type { GitApi, GitRepository } from '../../../src/extension/between/compare/gitApi.ts';

const editor = vi.hoisted(() => ({
  workspace: { isTrusted: true },
  extension: undefined as unknown,
}));

vi.mock('vscode', () => ({
  l10n: { t: (message: string, ...args: unknown[]) => message.replace(/\{(\d)\}/g, (_, i) => String(args[i])) },
  workspace: editor.workspace,
  Uri: { joinPath: ({ path }: { path: string }) => ({ path: path.slice(0, path.lastIndexOf('/')) }) },
  extensions: { getExtension: () => editor.extension },
}));

const HASH = '0123456789abcdef0123456789abcdef01234567';
const uriOf = (path: string, scheme = 'file') =>
  ({ scheme, path, fsPath: path, toString: () => `${scheme}://${path}` }) as vscode.Uri;
const uri = uriOf('/repo/data/train.jsonl');
const bytes = (text: string) => new TextEncoder().encode(text);

function repositoryWith(parts: Partial<GitRepository>): GitRepository {
  return {
    rootUri: uriOf('/repo'),
    state: {},
    getCommit: async () => ({ hash: HASH, message: 'First' }),
    buffer: async () => bytes('{"text":"é"}\n'),
    log: async () => [{ hash: HASH, message: 'First' }],
    getRefs: async () => [],
    ...parts,
  };
}

function fileIn(repository: GitRepository): Versioned {
  return { uri, relative: 'data/train.jsonl', git: {} as GitApi, repository };
}

function api(parts: Partial<GitApi>): GitApi {
  return {
    state: 'initialized',
    onDidChangeState: () => ({ dispose: () => {} }),
    getRepository: () => null,
    toGitUri: (u) => u,
    ...parts,
  };
}

const enabled = (git: GitApi) => ({ isActive: true, exports: { enabled: true, getAPI: () => git } });

describe('a file under version control', () => {
  beforeEach(() => {
    editor.workspace.isTrusted = true;
    editor.extension = undefined;
  });

  it('is found in its repository', async () => {
    const repository = repositoryWith({});
    editor.extension = enabled(api({ getRepository: () => repository }));
    expect(await versionedFile(uri)).toMatchObject({ relative: 'data/train.jsonl', repository });
  });
  it('is found in a repository that the editor has not opened yet', async () => {
    const repository = repositoryWith({});
    const root = uriOf('/repo');
    const openRepository = vi.fn(async () => repository);
    const getRepositoryRoot = vi.fn(async () => root);
    editor.extension = enabled(api({ getRepositoryRoot, openRepository }));
    expect(await versionedFile(uri)).toMatchObject({ repository });
    expect(openRepository).toHaveBeenCalledWith(root);
    expect(getRepositoryRoot).toHaveBeenCalledWith(expect.objectContaining({ path: '/repo/data' }));
  });
  it('is looked for once the editor knows its repositories', async () => {
    let tell: ((state: 'initialized') => void) | undefined;
    const repository = repositoryWith({});
    const git = api({
      state: 'uninitialized',
      getRepository: () => (tell ? repository : null),
      onDidChangeState: (listener) => {
        tell = listener as typeof tell;
        return { dispose: () => {} };
      },
    });
    editor.extension = enabled(git);
    const found = versionedFile(uri);
    await vi.waitFor(() => expect(tell).toBeDefined());
    tell!('initialized');
    expect(await found).toMatchObject({ repository });
  });
  it('is refused with what to do where there is no git', async () => {
    await expect(versionedFile(uri)).rejects.toThrow('The built-in Git extension is disabled');
    editor.workspace.isTrusted = false;
    await expect(versionedFile(uri)).rejects.toThrow('once this workspace is trusted');
    editor.extension = {
      isActive: true,
      exports: {
        enabled: false,
        getAPI: () => {
          throw new Error('Git model not found');
        },
      },
    };
    await expect(versionedFile(uri)).rejects.toThrow('git.enabled');
    editor.extension = enabled(api({}));
    await expect(versionedFile(uri)).rejects.toThrow('train.jsonl is in no git repository');
    await expect(versionedFile(uriOf('/Untitled-1', 'untitled'))).rejects.toThrow('never saved');
    await expect(versionedFile(uriOf('/a.jsonl', 'vscode-vfs'))).rejects.toThrow('not on this machine');
  });
});

describe('a version', () => {
  it('is read as it was committed', async () => {
    const buffer = vi.fn(async () => bytes('{"text":"é"}\n'));
    expect(await textAt(fileIn(repositoryWith({ buffer })), 'HEAD')).toBe('{"text":"é"}\n');
    // By its hash: what a name means may change meanwhile.
    expect(buffer).toHaveBeenCalledWith(HASH, uri.fsPath);
  });
  it.each(['', '--output=/tmp/x', 'HEAD:other', 'no-such'])('that is none is refused: "%s"', async (ref) => {
    const getCommit = async (asked: string) => {
      if (asked === 'no-such') throw new Error('unknown revision');
      return { hash: HASH, message: '' };
    };
    await expect(revision(fileIn(repositoryWith({ getCommit })), ref)).rejects.toThrow(
      'There is no commit, tag or branch',
    );
  });
  it('that did not have the file is told from a file that was never committed', async () => {
    const buffer = async () => {
      throw new Error('exists on disk, but not in');
    };
    await expect(textAt(fileIn(repositoryWith({ buffer })), 'v1')).rejects.toThrow('train.jsonl is not in v1');
    const log = async () => [];
    await expect(textAt(fileIn(repositoryWith({ buffer, log })), 'v1')).rejects.toThrow('never committed');
  });
  it('that is a pointer of Git LFS is no corpus', async () => {
    const buffer = async () => bytes('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n');
    await expect(textAt(fileIn(repositoryWith({ buffer })), 'HEAD')).rejects.toThrow('pointer of Git LFS');
  });
  it('is offered with the tags that name it', async () => {
    const getRefs = async () => [
      { type: 2, name: 'v2', commit: HASH },
      { type: 0, name: 'main', commit: HASH },
      { type: 2, name: 'broken' },
    ];
    expect(await tagsOf(fileIn(repositoryWith({ getRefs })))).toEqual([{ name: 'v2', commit: HASH }]);
  });
  it('is none before the first commit', async () => {
    const log = async () => {
      throw new Error('does not have any commits yet');
    };
    expect(await commitsOf(fileIn(repositoryWith({ log })), 10)).toEqual([]);
  });
});
