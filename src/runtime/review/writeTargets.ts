// Where a reviewed corpus is written, and every reason not to: no file that was inspected is ever replaced.
import { type BigIntStats, constants } from 'node:fs';
import { access, mkdir, readlink, realpath, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { CorpusError } from '../../engine/errors.ts';
import type { SourceRef } from '../sources/source.ts';

export interface FileTarget {
  readonly out: string;
  /** Where its dropped rows go. */
  readonly dropped: string;
  /** Permissions of the source; absent for a document that was never saved. */
  readonly mode?: number;
}

export interface Targets {
  readonly files: readonly FileTarget[];
  readonly report: string;
  /** Folders that have to be there. */
  readonly folders: readonly string[];
}

export interface TargetsAsked {
  readonly sources: readonly SourceRef[];
  /** An absolute path; a folder where it is one, where it ends in a slash, and for several sources. */
  readonly out: string;
  readonly withDropped: boolean;
}

const REPORT_NAME = 'clean.report.json';
/** Followed before a circle of links is left alone. */
const MOST_LINKS = 40;

/** Links are followed: what they lead to is written. Throws 'bad-option', in a sentence that begins with `out`. */
export async function planTargets({ sources, out, withDropped }: TargetsAsked): Promise<Targets> {
  const inputs = sources.map(pathOf);
  const there = await stat(out).catch(() => undefined);
  const isFolder = there?.isDirectory() || /[/\\]$/.test(out) || sources.length > 1;
  if (isFolder && there && !there.isDirectory()) {
    throw refused(`${out} is a file: name a folder for ${sources.length} files.`);
  }
  const root = commonFolder(inputs);
  const wanted = isFolder ? inputs.map((path) => join(resolve(out), relative(root, path))) : [resolve(out)];
  const files = await Promise.all(
    wanted.map(async (path, i): Promise<FileTarget> => {
      const real = await followed(path);
      const mode = await stat(inputs[i] as string).then(
        (s) => s.mode,
        () => undefined,
      );
      const dropped = await followed(`${path}.dropped${extname(inputs[i] as string) || '.txt'}`);
      return { out: real, dropped, ...(mode === undefined ? {} : { mode }) };
    }),
  );
  const report = await followed(isFolder ? join(resolve(out), REPORT_NAME) : `${resolve(out)}.report.json`);
  const all = [...files.flatMap((f) => (withDropped ? [f.out, f.dropped] : [f.out])), report];
  const folders = isFolder ? [...new Set([resolve(out), ...wanted.map((path) => dirname(path))])] : [];
  await refuseInputs(all, inputs);
  refuseTwice(all);
  for (const path of all) await refuseUnwritable(path, isFolder);
  return { files, report, folders };
}

/** A file that is cut or mirrored is the one it was made from. */
function pathOf(ref: SourceRef): string {
  return ref.kind === 'cut' ? pathOf(ref.of) : resolve(ref.kind === 'file' ? ref.path : ref.shown);
}

function commonFolder(paths: readonly string[]): string {
  let common = dirname(paths[0] as string);
  for (const path of paths) {
    while (!path.startsWith(common.endsWith(sep) ? common : common + sep)) common = dirname(common);
  }
  return common;
}

/** The real path; of a file that is not there yet, its name in the real folder, wherever links lead. */
async function followed(path: string, links = 0): Promise<string> {
  return realpath(path).catch(async () => {
    const leads = links < MOST_LINKS ? await readlink(path).catch(() => undefined) : undefined;
    if (leads !== undefined) return followed(resolve(dirname(path), leads), links + 1);
    return dirname(path) === path ? path : join(await followed(dirname(path), links), basename(path));
  });
}

/** Makes folders; returns what takes those back that were not there, as far as nothing lies in them. */
export async function makeFolders(folders: readonly string[]): Promise<() => Promise<void>> {
  const made: string[] = [];
  for (const folder of folders) {
    const first = await mkdir(folder, { recursive: true });
    if (first === undefined) continue;
    const fresh = [folder];
    while (fresh[0] !== first) fresh.unshift(dirname(fresh[0] as string));
    made.push(...fresh);
  }
  return async () => {
    for (const folder of made.reverse()) await rmdir(folder).catch(() => {});
  };
}

async function refuseInputs(targets: readonly string[], inputs: readonly string[]): Promise<void> {
  const stats = await Promise.all(inputs.map(statOf));
  const names = new Set(await Promise.all(inputs.map(async (path) => sameName(await followed(path)))));
  for (const target of targets) {
    const there = await statOf(target);
    // Hard links, and file systems that do not tell big from small letters, show in the inode only.
    const isInput = there !== undefined && stats.some((s) => s?.ino === there.ino && s.dev === there.dev);
    if (isInput || names.has(sameName(target))) {
      throw refused(`${target} is one of the files that were inspected: choose another name.`);
    }
    if (there && !there.isFile()) throw refused(`${target} is not a regular file: choose another name.`);
  }
}

function statOf(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}

function sameName(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function refuseTwice(targets: readonly string[]): void {
  const seen = new Set<string>();
  for (const target of targets) {
    if (seen.has(sameName(target))) throw refused(`${target} would be written twice: rename one of the files.`);
    seen.add(sameName(target));
  }
}

async function refuseUnwritable(path: string, makesFolders: boolean): Promise<void> {
  let folder = dirname(path);
  while (makesFolders && dirname(folder) !== folder && !(await stat(folder).catch(() => undefined))) {
    folder = dirname(folder);
  }
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw refused(`${path} cannot be written: the folder ${folder} is not there or not writable.`);
  }
}

function refused(message: string): CorpusError {
  return new CorpusError('bad-option', message);
}
