// Writes rows as they stand in their files: the plan, and the real corpus with the plan behind it. Each file appears whole or not at
// all, and no file that is read is ever replaced.
import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CorpusError } from '../../../engine/errors.ts';
import type { FilePlan } from '../../../formats/plan.ts';
import { breather } from '../../pool/pause.ts';
import { openAtomic } from '../../sources/atomicFile.ts';
import { type OpenSource, openSource, type SourceRef } from '../../sources/source.ts';
import { identityOf } from './asked.ts';

/** A row, or a file with all that stands in it. */
export type Written =
  | { readonly file: number; readonly byte: number; readonly byteLength: number }
  | { readonly file: number; readonly byte?: undefined };

export interface WriteJob {
  readonly sources: readonly SourceRef[];
  readonly plans: readonly FilePlan[];
}

const FLUSH_BYTES = 1 << 20;

/** Throws 'bad-option': a folder, in no folder, the same file twice, or one of the inputs. */
export async function checkTargets(targets: readonly string[], sources: readonly SourceRef[]): Promise<void> {
  const real = (path: string) =>
    realpath(path).catch(async () => resolve(await realpath(dirname(path)).catch(() => dirname(path)), path));
  const inputs = new Set(await Promise.all(sources.map((source) => real(identityOf(source)))));
  const seen = new Set<string>();
  for (const path of targets) {
    const there = await stat(path).catch(() => undefined);
    if (there?.isDirectory()) throw bad(`${path} is a folder; name a file in it.`);
    const folder = await stat(dirname(path)).catch(() => undefined);
    if (!folder?.isDirectory()) throw bad(`The folder ${dirname(path)} is not there: make it, or name another.`);
    const own = await real(path);
    if (inputs.has(own)) throw bad(`${path} is one of the inputs; choose another file.`);
    if (seen.has(own)) throw bad(`${path} is named twice; choose two files.`);
    seen.add(own);
  }
}

/** Text cannot stand in a file of JSON rows, nor rows in one of text. Throws 'bad-option'. */
export function checkKinds({ sources, plans }: WriteJob, files: ReadonlySet<number>): void {
  const kinds = new Map<string, number>();
  for (const file of files) {
    const { format, split } = plans[file] as FilePlan;
    kinds.set(format === 'text' ? `text of ${split}` : 'JSON rows', file);
  }
  if (kinds.size < 2) return;
  const [[a, x], [b, y]] = [...kinds] as [[string, number], [string, number]];
  throw bad(
    `${sources[x]?.shown} holds ${a} and ${sources[y]?.shown} ${b}: one file cannot hold both; plan them one after the other.`,
  );
}

/** A line per row; text keeps an empty line between paragraphs. Breaks between the parts of a JSON element become spaces. */
export async function writeRows(
  path: string,
  job: WriteJob,
  written: Iterable<Written>,
  signal: AbortSignal,
): Promise<void> {
  const output = await openAtomic(await realpath(path).catch(() => path));
  const reader = new PieceReader(job);
  const breathe = breather(signal);
  let parts: Uint8Array[] = [];
  let held = 0;
  const flush = async () => {
    await output.write(Buffer.concat(parts));
    parts = [];
    held = 0;
  };
  try {
    for (const piece of written) {
      for (const bytes of reader.bytesOf(piece)) {
        parts.push(bytes);
        held += bytes.length;
        if (held >= FLUSH_BYTES) await flush();
        await breathe();
      }
    }
    await flush();
    await output.commit();
  } catch (error) {
    await output.abandon();
    throw error;
  } finally {
    reader.close();
  }
}

class PieceReader {
  private readonly open = new Map<number, OpenSource>();
  private isFirst = true;

  constructor(private readonly job: WriteJob) {}

  *bytesOf(piece: Written): Iterable<Uint8Array> {
    const plan = this.job.plans[piece.file] as FilePlan;
    let source = this.open.get(piece.file);
    if (!source) {
      source = openSource(this.job.sources[piece.file] as SourceRef);
      this.open.set(piece.file, source);
    }
    if (!this.isFirst && plan.format === 'text' && plan.split !== 'lines') yield LINE;
    this.isFirst = false;
    if (piece.byte !== undefined) {
      const bytes = source.read(piece.byte, piece.byte + piece.byteLength);
      if (bytes.length < piece.byteLength) {
        throw new CorpusError('not-found', `${source.path} has become shorter: plan again.`, { file: source.path });
      }
      yield plan.format === 'json' ? onOneLine(bytes) : bytes;
      yield LINE;
      return;
    }
    let last = 10;
    for (let at = plan.bom; at < source.size; at += FLUSH_BYTES) {
      const bytes = source.read(at, Math.min(source.size, at + FLUSH_BYTES));
      last = bytes.at(-1) ?? last;
      yield bytes;
    }
    if (last !== 10) yield LINE;
  }

  close(): void {
    for (const source of this.open.values()) source.close();
  }
}

const LINE = Uint8Array.of(10);

/** A string of JSON holds no raw line break, so that those found stand between its parts. */
function onOneLine(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === 10 || byte === 13 ? 32 : byte));
}

function bad(message: string): CorpusError {
  return new CorpusError('bad-option', message);
}
