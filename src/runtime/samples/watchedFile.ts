// A file that stays open for reading while a person looks at it: every read first asks whether it is still the same file.
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { CorpusError } from '../../engine/errors.ts';

/** What tells two states of a file apart. */
export interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
}

export class WatchedFile {
  private constructor(
    readonly path: string,
    readonly state: FileState,
    private readonly inode: number,
    private readonly handle: FileHandle,
  ) {}

  /** Rejects with 'not-found', 'directory' or 'not-readable'. */
  static async open(path: string): Promise<WatchedFile> {
    const found = await stat(path).catch((error) => fail(error, path));
    if (found.isDirectory()) throw new CorpusError('directory', `${path} is a folder, not a file.`, { file: path });
    // Opening a pipe would wait for its writer.
    if (!found.isFile()) {
      throw new CorpusError('not-readable', `${path} is not a regular file: save what it gives to a file first.`, {
        file: path,
      });
    }
    const handle = await open(path, constants.O_RDONLY).catch((error) => fail(error, path));
    const { size, mtimeMs, ino } = await handle.stat();
    return new WatchedFile(path, { size, mtimeMs }, ino, handle);
  }

  /** Rejects with 'changed' when the path holds something else by now. */
  async check(): Promise<void> {
    const now = await stat(this.path).catch((error) => fail(error, this.path));
    const { size, mtimeMs } = this.state;
    if (now.size !== size || now.mtimeMs !== mtimeMs || now.ino !== this.inode) throw this.changed();
  }

  /** Bytes [start, end), clipped to the file; into `buffer` where one is given. Rejects with 'changed' when there are fewer. */
  async read(start: number, end: number, buffer?: Buffer): Promise<Buffer> {
    const length = Math.max(0, Math.min(end, this.state.size) - start);
    const target = buffer ?? Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const { bytesRead } = await this.handle.read(target, done, length - done, start + done);
      if (bytesRead === 0) throw this.changed();
      done += bytesRead;
    }
    return target.subarray(0, length);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private changed(): CorpusError {
    const message = `${this.path} changed on disk while it was open: open it again.`;
    return new CorpusError('changed', message, { file: this.path }, true);
  }
}

function fail(error: unknown, path: string): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    throw new CorpusError('not-found', `${path} is not there: check whether it was moved.`, { file: path });
  }
  const message = `${path} could not be read (${code ?? 'unknown error'}): check its permissions.`;
  throw new CorpusError('not-readable', message, { file: path });
}
