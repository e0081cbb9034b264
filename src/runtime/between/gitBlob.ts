// A file as a commit of its git repository has it, byte for byte: `git cat-file` runs no filter, no text conversion and no pager.
import { execFile, spawn } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CorpusError } from '../../engine/errors.ts';
import type { SourceRef } from '../sources/source.ts';

/** Larger versions are not read into memory. */
const MOST_BYTES = 2 ** 30;
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** Takes no locks, asks nothing, shows nothing page by page, and fetches nothing that a partial clone lacks. */
const ENV = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  GIT_NO_LAZY_FETCH: '1',
  LC_ALL: 'C',
};

/**
 * The version of `path` at a commit (a hash, branch, tag, HEAD~2 …), as a source in shared memory. `shown` names the file in errors.
 * Throws CorpusError 'bad-option' for what is no revision, 'not-found' where there is no repository, no such revision or no such file in it,
 * 'not-readable' for a pointer of Git LFS, a folder, a link, or a version above 1 GiB; 'cancelled'.
 */
export async function gitBlob(path: string, revision: string, shown: string, signal: AbortSignal): Promise<SourceRef> {
  if (revision === '' || revision.startsWith('-') || /[\s:\0]/.test(revision)) {
    throw new CorpusError(
      'bad-option',
      `"${revision}" is no revision: name a commit, a branch or a tag, such as HEAD.`,
    );
  }
  const real = await realpath(path).catch(() => path);
  const cwd = dirname(real);
  const place = { file: shown };
  const run = (...args: string[]) => git(cwd, args, signal);
  const inside = await run('rev-parse', '--is-inside-work-tree');
  if (inside.out.trim() !== 'true') throw new CorpusError('not-found', notInRepository(shown, inside), place);
  const commit = (await run('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)).out.trim();
  if (!/^[0-9a-f]{40,64}$/.test(commit)) {
    throw new CorpusError('not-found', `${shown}: its repository has no revision ${revision}.`, place);
  }
  const listed = (await run('--literal-pathspecs', 'ls-tree', '-z', commit, '--', `./${basename(real)}`)).out;
  const [, mode, hash] = /^(\d{6}) \S+ ([0-9a-f]+)\t/.exec(listed) ?? [];
  if (hash === undefined)
    throw new CorpusError('not-found', `${shown} is not in ${revision}: was it added or renamed later?`, place);
  if (!mode?.startsWith('100'))
    throw new CorpusError('not-readable', `${shown} is no regular file in ${revision}.`, place);
  const size = Number((await run('cat-file', '-s', hash)).out);
  if (!(size <= MOST_BYTES)) {
    throw new CorpusError(
      'not-readable',
      `${shown} at ${revision} is larger than 1 GiB: check it out, and compare the files.`,
      place,
    );
  }
  const buffer = new SharedArrayBuffer(Math.max(1, size));
  const read = await readBlob(cwd, hash, new Uint8Array(buffer), signal);
  if (read !== size)
    throw new CorpusError('not-readable', `${shown} at ${revision} could not be read from git.`, place);
  const start = Buffer.from(new Uint8Array(buffer).slice(0, LFS_POINTER.length)).toString('latin1');
  if (start === LFS_POINTER) {
    throw new CorpusError(
      'not-readable',
      `${shown} is kept by Git LFS, and ${revision} holds a pointer only: check that version out, and compare the files.`,
      place,
    );
  }
  return { kind: 'memory', buffer, size, shown: `${shown} (${revision})` };
}

interface Ran {
  readonly out: string;
  readonly error: string;
  readonly missing: boolean;
}

function git(cwd: string, args: readonly string[], signal: AbortSignal): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile('git', ['--no-pager', ...args], { cwd, signal, env: { ...process.env, ...ENV } }, (error, out, err) => {
      if (signal.aborted) reject(new CorpusError('cancelled', 'Cancelled.'));
      else resolve({ out, error: err, missing: (error as NodeJS.ErrnoException | null)?.code === 'ENOENT' });
    });
  });
}

function notInRepository(shown: string, { missing, error }: Ran): string {
  if (missing) return `${shown}: its versions are read by git, which is not installed or not on the path.`;
  if (/dubious ownership/.test(error)) {
    return `${shown}: git refuses this repository, which belongs to someone else; allow it with safe.directory.`;
  }
  return `${shown} is in no git repository: compare files instead.`;
}

/** Fills `into`; resolves to the number of bytes that git gave. */
function readBlob(cwd: string, hash: string, into: Uint8Array, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--no-pager', 'cat-file', 'blob', hash], {
      cwd,
      signal,
      env: { ...process.env, ...ENV },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let at = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      if (at + chunk.length <= into.length) into.set(chunk, at);
      at += chunk.length;
    });
    child.on('error', () => (signal.aborted ? reject(new CorpusError('cancelled', 'Cancelled.')) : resolve(-1)));
    child.on('close', () => resolve(at));
  });
}
