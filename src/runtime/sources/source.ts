// Byte sources of the node side: a file on disk, or the bytes of a mirrored document in shared memory.
// A SourceRef can be posted to a worker, which opens it there.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { CorpusError } from '../../engine/errors.ts';
import type { ByteSource } from '../../formats/source.ts';
import { type CutStretches, cutReader } from './cutReader.ts';

export type SourceRef =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly shown: string;
      /** When it was last changed before it was inspected, milliseconds since 1970. */
      readonly modified?: number;
    }
  | {
      readonly kind: 'memory';
      readonly buffer: SharedArrayBuffer;
      readonly size: number;
      readonly shown: string;
      /** A document that the editor can show, by `shown`. */
      readonly document?: true;
    }
  /** Another source without some of its stretches. */
  | (CutStretches & { readonly kind: 'cut'; readonly of: SourceRef; readonly shown: string });

export interface OpenSource extends ByteSource {
  /** Files only: when it was last changed, milliseconds since 1970. */
  readonly modified?: number;
  close(): void;
}

/** Whether somebody can be shown a line of it. */
export function canBeShown(ref: SourceRef): boolean {
  return ref.kind === 'file' || (ref.kind === 'memory' && ref.document === true);
}

/** Opens a source for reading. Throws CorpusError: not-found, directory, not-readable. */
export function openSource(ref: SourceRef): OpenSource {
  if (ref.kind === 'memory') {
    const bytes = new Uint8Array(ref.buffer, 0, ref.size);
    // A copy, because TextDecoder refuses shared memory.
    return { path: ref.shown, size: ref.size, read: (start, end) => bytes.slice(start, end), close: () => {} };
  }
  if (ref.kind === 'cut') {
    const of = openSource(ref.of);
    return { path: ref.shown, size: ref.size, read: cutReader(ref, of), close: () => of.close() };
  }
  let fd: number;
  try {
    // Opening a pipe would wait for its writer, and nothing could cancel that.
    const { isFile, isDirectory } = kindOf(ref.path);
    if (!isFile && !isDirectory) {
      const message = `${ref.shown} is not a regular file: save what it gives to a file, and inspect that.`;
      throw new CorpusError('not-readable', message, { file: ref.shown });
    }
    fd = openSync(ref.path, 'r');
  } catch (error) {
    throw error instanceof CorpusError ? error : fileError(error, ref.shown);
  }
  const stat = fstatSync(fd);
  if (stat.isDirectory()) {
    closeSync(fd);
    throw new CorpusError('directory', `${ref.shown} is a folder: name the files in it, or a pattern.`, {
      file: ref.shown,
    });
  }
  return {
    path: ref.shown,
    size: stat.size,
    modified: stat.mtimeMs,
    read(start, end) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, stat.size) - start));
      let done = 0;
      while (done < bytes.length) {
        const n = readSync(fd, bytes, done, bytes.length - done, start + done);
        if (n === 0) break;
        done += n;
      }
      return done === bytes.length ? bytes : bytes.subarray(0, done);
    },
    close: () => closeSync(fd),
  };
}

function kindOf(path: string): { isFile: boolean; isDirectory: boolean } {
  const stat = statSync(path);
  return { isFile: stat.isFile(), isDirectory: stat.isDirectory() };
}

function fileError(error: unknown, path: string): CorpusError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') {
    return new CorpusError('not-found', `${path} is not there: check the path, or whether it was moved.`, {
      file: path,
    });
  }
  if (code === 'EISDIR') {
    return new CorpusError('directory', `${path} is a folder: name the files in it, or a pattern.`, { file: path });
  }
  return new CorpusError(
    'not-readable',
    `${path} could not be read (${code ?? 'unknown error'}): check its permissions.`,
    {
      file: path,
    },
  );
}
