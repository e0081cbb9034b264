// A file that appears whole or not at all: written beside its place, flushed to disk, renamed.
import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { chmod, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface AtomicFile {
  /** Strings in UTF-8. Rejects as the file system does. */
  write(data: string | Uint8Array): Promise<void>;
  /** Flushes to disk and closes, so that many can wait for each other without an open file. */
  finish(): Promise<void>;
  /** Puts it in its place; nothing is there before. Calls `finish` where nobody did. */
  commit(): Promise<void>;
  /** Takes back what was written; does nothing after `commit`. */
  abandon(): Promise<void>;
}

/** Temporary files of this process. */
const unfinished = new Set<string>();
// A second Ctrl+C ends the process at once: they go even then.
process.on('exit', () => {
  for (const path of unfinished) {
    try {
      unlinkSync(path);
    } catch {}
  }
});

/**
 * @param path never a link: the rename would replace it
 * @param mode permissions of a new file; those of a file that is replaced are kept
 */
export async function openAtomic(path: string, mode?: number): Promise<AtomicFile> {
  const there = await stat(path).catch(() => undefined);
  // A name of its own for every run: what a killed one left behind is in nobody's way.
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(temporary, 'wx').catch(naming(path));
  unfinished.add(temporary);
  let state: 'open' | 'closed' | 'done' = 'open';
  const finish = async () => {
    if (state !== 'open') return;
    await handle.sync().catch(naming(path));
    await handle.close();
    state = 'closed';
  };
  const done = () => {
    state = 'done';
    unfinished.delete(temporary);
  };
  return {
    write: (data) => handle.writeFile(data).catch(naming(path)),
    finish,
    async commit() {
      await finish();
      const wanted = there?.mode ?? mode;
      if (wanted !== undefined) await chmod(temporary, wanted & 0o7777);
      await rename(temporary, path).catch(naming(path));
      done();
      await syncFolder(dirname(path));
    },
    async abandon() {
      if (state === 'done') return;
      await handle.close().catch(() => {});
      await unlink(temporary).catch(() => {});
      done();
    },
  };
}

/** An error about the temporary file, or about none, is one about the file that people know. */
function naming(path: string): (error: unknown) => never {
  return (error) => {
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  };
}

/** A rename is on disk when its folder is; where folders cannot be opened (Windows), the system sees to it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
  } finally {
    await handle?.close();
  }
}
