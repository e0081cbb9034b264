// Where a command's result goes: stdout, or a file that appears whole or not at all.
import { constants } from 'node:fs';
import { access, type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { openAtomic } from '../runtime/sources/atomicFile.ts';
import { UsageError } from './exitCodes.ts';
import type { NamedSource } from './files.ts';

export interface Output {
  /** Resolves when there is room for more. Rejects with EPIPE when the reader has gone away. */
  write(text: string): Promise<void>;
  /** Nothing is in place before this. */
  commit(): Promise<void>;
  /** Takes back what was written; does nothing after `commit`. */
  abandon(): Promise<void>;
}

/** What a command reads and where it writes, both checked before any work is done. Throws UsageError. */
export async function planOutput(
  named: readonly NamedSource[],
  out: string | undefined,
  cwd: string,
): Promise<{ readonly named: readonly NamedSource[]; readonly target: string | undefined }> {
  if (out === undefined) return { named, target: undefined };
  const pathOf = ({ source }: NamedSource) => (source.kind === 'file' ? source.path : '');
  const target = await checkTarget(out, cwd, named.filter((item) => !item.found).map(pathOf));
  // An earlier result in the folder that is inspected is no part of the corpus.
  return { named: named.filter((item) => pathOf(item) !== target), target };
}

/** The path of --out. Throws UsageError: a folder, in no folder, or one of the inputs. */
export async function checkTarget(out: string, cwd: string, inputs: readonly string[]): Promise<string> {
  const path = resolve(cwd, out);
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new UsageError(`--out ${out} is a folder; name a file in it.`);
  if (there) {
    const real = await realpath(path);
    for (const input of inputs) {
      if ((await realpath(input).catch(() => input)) === real) {
        throw new UsageError(`--out ${out} is one of the inputs; choose another file.`);
      }
    }
    if (!there.isFile()) return path;
    await writable(dirname(real), out);
    return real;
  }
  await writable(dirname(path), out);
  return path;
}

async function writable(folder: string, out: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new UsageError(`--out ${out}: the folder ${folder} is not there or not writable.`);
  }
}

/** A file that appears with `commit`, or a device or a pipe, which must be written to, not replaced. */
export async function openFileOutput(path: string): Promise<Output> {
  const there = await stat(path).catch(() => undefined);
  return there && !there.isFile() ? directOutput(await open(path, 'w')) : openAtomic(path);
}

function directOutput(handle: FileHandle): Output {
  return {
    write: (text) => handle.writeFile(text),
    commit: () => handle.close(),
    abandon: () => handle.close().catch(() => {}),
  };
}

export function streamOutput(stream: NodeJS.WritableStream): Output {
  let failed: Error | undefined;
  stream.on('error', (error: Error) => {
    failed = error;
  });
  return {
    write(text) {
      if (failed) return Promise.reject(failed);
      return new Promise((done, fail) => {
        stream.write(text, (error) => (error ? fail(error) : done()));
      });
    },
    commit: async () => {},
    abandon: async () => {},
  };
}

/** Runs `body` with the output that --out asks for, and leaves nothing half-written behind. */
export async function withOutput(
  target: string | undefined,
  stdout: NodeJS.WritableStream,
  body: (output: Output) => Promise<void>,
): Promise<void> {
  const output = target === undefined ? streamOutput(stdout) : await openFileOutput(target);
  try {
    await body(output);
    await output.commit();
  } catch (error) {
    await output.abandon();
    // `… | head` took what it wanted: that is no failure.
    if (target === undefined && (error as NodeJS.ErrnoException).code === 'EPIPE') return;
    throw error;
  }
}
