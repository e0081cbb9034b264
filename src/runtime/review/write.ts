// Writes a reviewed corpus: every file without the samples that go, what stays byte for byte, each file whole or not at all.
import { CorpusError } from '../../engine/errors.ts';
import { type Cut, cutSteps, type RowPlaces, wholeRow } from '../../formats/cut.ts';
import type { FilePlan } from '../../formats/plan.ts';
import type { DropChoice, WriteProgress, Written, WrittenFile } from '../../protocol/reviewApi.ts';
import type { Inspection } from '../inspect/result.ts';
import { breather } from '../pool/pause.ts';
import { cancelled } from '../pool/poolWorker.ts';
import { type AtomicFile, openAtomic } from '../sources/atomicFile.ts';
import { cutRef } from '../sources/cutSource.ts';
import { type OpenSource, openSource, type SourceRef } from '../sources/source.ts';
import { type CleanHead, cleanEntries, cleanHead, cleanReport } from './cleanReport.ts';
import { type DroppedRows, droppedRows } from './droppedRows.ts';
import type { DroppedPlace } from './dropSet.ts';
import { type FileTarget, makeFolders, planTargets, type Targets } from './writeTargets.ts';

/** Bytes that are read and written at once. */
const CHUNK = 4 * 1024 * 1024;
/** Small pieces are joined up to this, bytes. */
const PIECE = 256 * 1024;
const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

export interface DropsAsked {
  readonly inspection: Inspection;
  /** The samples that go; see `dropSet`. */
  readonly samples: readonly DroppedPlace[];
  /** Stated in the report, and so is the path of the ledger that was read. */
  readonly choice: DropChoice;
  readonly decisions?: string | undefined;
}

export interface WriteAsked extends DropsAsked {
  /** An absolute path, or a folder for several files. */
  readonly out: string;
  readonly withDropped: boolean;
}

export interface WriteHooks {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((p: WriteProgress) => void) | undefined;
  /** Whether an open document still has the text that was inspected. */
  readonly isCurrent?: ((source: SourceRef) => boolean) | undefined;
}

/** A cut of every file, before anything is written. */
export interface PlannedWrite {
  readonly targets: Targets;
  readonly head: CleanHead;
  readonly rows: readonly DroppedRows[];
  readonly cuts: readonly Cut[];
}

/**
 * Rejects with 'bad-option', in a sentence, where the target is an input or cannot be written, where a file changed since the
 * inspection, and where only a part was inspected; with 'cancelled'; and as the file system does. Then no file has
 * changed, unless one of several could not be put in place behind others: each is whole all the same.
 */
export async function writeReviewed(asked: WriteAsked, hooks: WriteHooks = {}): Promise<Written> {
  return writePlanned(asked, await planWrite(asked, hooks), hooks);
}

/** Writes what was planned; rejects as `writeReviewed`. */
export async function writePlanned(asked: WriteAsked, planned: PlannedWrite, hooks: WriteHooks = {}): Promise<Written> {
  const { inspection, withDropped } = asked;
  const { targets, head, rows, cuts } = planned;
  const totalBytes = cuts.reduce((n, cut) => n + cut.bytes, 0);
  let done = 0;
  const onBytes = (n: number) => {
    done += n;
    hooks.onProgress?.({ bytes: done, totalBytes });
  };
  const written: AtomicFile[] = [];
  let takeBack: (() => Promise<void>) | undefined;
  const write = async (path: string, mode: number | undefined, body: (file: AtomicFile) => Promise<void>) => {
    const file = await openAtomic(path, mode);
    written.push(file);
    await body(file);
    await file.finish();
  };
  try {
    takeBack = await makeFolders(targets.folders);
    for (const [i, target] of targets.files.entries()) {
      const ref = inspection.sources[i] as SourceRef;
      const plan = inspection.plans[i] as FilePlan;
      await write(target.out, target.mode, (file) => copyKept(ref, cuts[i] as Cut, file, onBytes, hooks.signal));
      if (withDropped) {
        await write(target.dropped, target.mode, (file) =>
          copyDropped(ref, plan, rows[i] as DroppedRows, file, hooks.signal),
        );
      }
      refuseChanged(ref, plan, hooks);
    }
    await write(targets.report, undefined, (file) =>
      writePieces(file, cleanReport(head, cleanEntries(inspection, rows)), hooks.signal),
    );
    for (const file of written) await file.commit();
  } catch (error) {
    for (const file of written) await file.abandon();
    await takeBack?.();
    throw error;
  }
  return { files: head.files.map(({ sourceBytes: _, ...file }) => file as WrittenFile), report: targets.report };
}

/** Everything that is known before the first byte is written. Rejects as `writeReviewed`. */
export async function planWrite(asked: WriteAsked, hooks: WriteHooks = {}): Promise<PlannedWrite> {
  const { sources } = asked.inspection;
  const targets = await planTargets({ sources, out: asked.out, withDropped: asked.withDropped });
  const { head, rows, cuts } = await planDrops(asked, hooks);
  const files = head.files.map((file, i) => {
    const { out, dropped } = targets.files[i] as FileTarget;
    return { ...file, out, ...(asked.withDropped ? { droppedRows: dropped } : {}) };
  });
  return { targets, head: { ...head, files }, rows, cuts };
}

/** What would go, wherever it were written. Rejects as `writeReviewed`. */
export async function planDrops(asked: DropsAsked, hooks: WriteHooks = {}): Promise<Omit<PlannedWrite, 'targets'>> {
  const { inspection, samples } = asked;
  const { sources, plans, report } = inspection;
  if (inspection.range) throw refused('Only a selection was inspected: inspect the whole file before it is written.');
  if (report.partial) throw refused(`Nothing was written, because the inspection is only partial: ${report.partial}`);
  const rows = droppedRows(inspection, samples);
  const breathe = breather(hooks.signal);
  const cuts: Cut[] = [];
  for (const [i, ref] of sources.entries()) {
    const plan = plans[i] as FilePlan;
    refuseChanged(ref, plan, hooks);
    cuts.push(await cutSlowly(ref, plan, rows[i] as DroppedRows, breathe));
  }
  return { head: cleanHead(asked, rows, cuts), rows, cuts };
}

async function cutSlowly(
  ref: SourceRef,
  plan: FilePlan,
  rows: RowPlaces,
  breathe: () => Promise<void> | undefined,
): Promise<Cut> {
  const source = openSource(ref);
  try {
    const steps = cutSteps(source, plan, rows);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      await breathe();
    }
  } finally {
    source.close();
  }
}

function refuseChanged(ref: SourceRef, plan: FilePlan, { isCurrent }: WriteHooks): void {
  const changed = () => refused(`${ref.shown} has changed since it was inspected: inspect it again.`);
  if (ref.kind === 'memory') {
    if (isCurrent?.(ref) === false) throw changed();
    return;
  }
  const source = openSource(ref);
  source.close();
  const { modified } = ref.kind === 'file' ? ref : {};
  if (source.size !== plan.bytes || (modified !== undefined && source.modified !== modified)) throw changed();
}

async function copyKept(
  ref: SourceRef,
  cut: Cut,
  file: AtomicFile,
  onBytes: (n: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const source = openSource(cutRef(ref, cut));
  try {
    if (ref.kind === 'memory' && startsWithBom(ref.shown)) await file.write(BOM);
    for (let at = 0; at < source.size; ) {
      if (signal?.aborted) throw cancelled();
      const bytes = readAll(source, at, Math.min(source.size, at + CHUNK));
      await file.write(bytes);
      at += bytes.length;
      onBytes(bytes.length);
    }
  } finally {
    source.close();
  }
}

/** The editor takes the byte order mark of a file off its text, and puts it back when it saves. */
function startsWithBom(path: string): boolean {
  try {
    const saved = openSource({ kind: 'file', path, shown: path });
    try {
      return BOM.every((byte, i) => saved.read(0, BOM.length)[i] === byte);
    } finally {
      saved.close();
    }
  } catch {
    // Never saved.
    return false;
  }
}

function readAll(source: OpenSource, from: number, to: number): Uint8Array {
  const bytes = source.read(from, to);
  if (bytes.length < to - from) throw refused(`${source.path} has become shorter: inspect it again.`);
  return bytes;
}

/** The rows that go, with their bytes, as a file of the same format. */
async function copyDropped(
  ref: SourceRef,
  plan: FilePlan,
  rows: RowPlaces,
  file: AtomicFile,
  signal: AbortSignal | undefined,
): Promise<void> {
  const source = openSource(ref);
  const [open, between, close] = frameOf(plan);
  function* pieces(): Generator<string | Uint8Array> {
    yield open;
    for (let i = 0; i < rows.length; i++) {
      if (i > 0) yield between;
      const start = rows.byte[i] as number;
      const end = wholeRow(source, plan, start, rows.byteLength[i] as number);
      for (let at = start; at < end; at += CHUNK) yield readAll(source, at, Math.min(end, at + CHUNK));
    }
    if (rows.length > 0 || plan.format === 'json') yield close;
  }
  try {
    await writePieces(file, pieces(), signal);
  } finally {
    source.close();
  }
}

function frameOf({ format, split }: FilePlan): readonly [string, string, string] {
  if (format === 'json') return ['[\n', ',\n', '\n]\n'];
  return split === 'paragraphs' ? ['', '\n\n', '\n'] : ['', '\n', '\n'];
}

async function writePieces(
  file: AtomicFile,
  pieces: Iterable<string | Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const breathe = breather(signal);
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = async () => {
    await file.write(Buffer.concat(waiting));
    waiting = [];
    bytes = 0;
  };
  for (const piece of pieces) {
    const part = typeof piece === 'string' ? Buffer.from(piece) : piece;
    waiting.push(part);
    bytes += part.length;
    if (bytes >= PIECE) await flush();
    await breathe();
  }
  await flush();
}

function refused(message: string): CorpusError {
  return new CorpusError('bad-option', message);
}
