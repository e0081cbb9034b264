// Versions of a file in git: byte for byte, and every way in which there is none.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gitBlob } from '../../../../src/runtime/between/gitBlob.ts';
import { openSource } from '../../../../src/runtime/sources/source.ts';

const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-git-'));
const file = (name: string) => join(folder, name);
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder, stdio: 'pipe' });
const { signal } = new AbortController();
const read = async (name: string, revision: string) => {
  const ref = await gitBlob(file(name), revision, name, signal);
  const source = openSource(ref);
  return Buffer.from(source.read(0, source.size)).toString('utf8');
};

beforeAll(() => {
  git('init', '-q', '-b', 'main');
  // A filter that would change what is read, if anything ran it.
  writeFileSync(file('.gitattributes'), '*.jsonl text eol=crlf filter=shout diff=shout\n');
  git('config', 'filter.shout.smudge', 'tr a-z A-Z');
  git('config', 'filter.shout.clean', 'cat');
  git('config', 'diff.shout.textconv', 'tr a-z A-Z');
  mkdirSync(file('deep folder'));
  writeFileSync(file('train.jsonl'), '{"text":"one"}\n');
  writeFileSync(file('deep folder/[a] train.jsonl'), '{"text":"deep é"}\n');
  writeFileSync(file('big.jsonl'), 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  git('tag', 'v1');
  writeFileSync(file('train.jsonl'), '{"text":"two"}\n');
  writeFileSync(file('later.jsonl'), '{"text":"later"}\n');
  git('add', '.');
  git('commit', '-q', '-m', 'second');
  writeFileSync(file('train.jsonl'), '{"text":"three"}\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a version in git', () => {
  it('is read at a commit, a tag or a branch, as it was committed and without filters', async () => {
    expect(await read('train.jsonl', 'HEAD')).toBe('{"text":"two"}\n');
    expect(await read('train.jsonl', 'HEAD~1')).toBe('{"text":"one"}\n');
    expect(await read('train.jsonl', 'v1')).toBe('{"text":"one"}\n');
    expect(await read('train.jsonl', 'main')).toBe('{"text":"two"}\n');
    expect(await read('deep folder/[a] train.jsonl', 'HEAD')).toBe('{"text":"deep é"}\n');
  });

  it('leaves the repository as it was', async () => {
    const before = git('status', '--porcelain').toString();
    await read('train.jsonl', 'HEAD');
    expect(git('status', '--porcelain').toString()).toBe(before);
  });

  it.each([
    ['train.jsonl', '--output=/tmp/x', 'is no revision'],
    ['train.jsonl', 'HEAD:train.jsonl', 'is no revision'],
    ['train.jsonl', '', 'is no revision'],
    ['train.jsonl', 'nowhere', 'has no revision nowhere'],
    ['later.jsonl', 'v1', 'is not in v1'],
    ['big.jsonl', 'HEAD', 'kept by Git LFS'],
    ['deep folder', 'HEAD', 'no regular file'],
  ])('refuses %s at "%s"', async (name, revision, sentence) => {
    await expect(gitBlob(file(name), revision, name, signal)).rejects.toThrow(sentence);
  });

  it('says so where there is no repository', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'corpus-inspector-no-git-'));
    const path = join(outside, 'a.jsonl');
    writeFileSync(path, '{"text":"a"}\n');
    await expect(gitBlob(path, 'HEAD', 'a.jsonl', signal)).rejects.toThrow('in no git repository');
    rmSync(outside, { recursive: true });
  });
});
