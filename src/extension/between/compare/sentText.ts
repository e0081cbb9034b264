// Sends a text that is no document of the editor to the engine, in pieces, and takes it back again.
import { CallError } from '../../../protocol/errors.ts';
import type { FileRef } from '../../../protocol/hostApi.ts';
import { CHUNK_UNITS } from '../../chunks.ts';
import type { MirrorEngine } from '../../mirror.ts';

let next = 1;

/** `shown`: how reports call it. Rejects with 'cancelled' when the signal fires. */
export async function sendText(
  { api }: Pick<MirrorEngine, 'api'>,
  text: string,
  shown: string,
  signal: AbortSignal,
): Promise<{ readonly ref: FileRef; close(): void }> {
  const id = `between:${next++}`;
  const close = () => {
    api.documentClose({ id }).catch(() => {});
  };
  try {
    let from = 0;
    do {
      if (signal.aborted) throw new CallError('cancelled', 'Cancelled.');
      const to = safeCut(text, Math.min(from + CHUNK_UNITS, text.length));
      await api.documentOpen({
        id,
        version: 1,
        chunk: text.slice(from, to),
        first: from === 0,
        done: to === text.length,
      });
      from = to;
    } while (from < text.length);
  } catch (error) {
    close();
    throw error;
  }
  return { ref: { kind: 'document', id, path: shown }, close };
}

/** Not between the halves of a surrogate pair. */
function safeCut(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return at < text.length && code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}
