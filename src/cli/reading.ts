// Inspects what can be read of the named files, and says one sentence about each that cannot.
import { CorpusError, type CorpusErrorCode } from '../engine/errors.ts';
import type { InspectOptions } from '../protocol/hostApi.ts';
import type { Inspection } from '../runtime/inspect/result.ts';
import { openSource, type SourceRef } from '../runtime/sources/source.ts';
import type { CliContext } from './command.ts';
import { UsageError } from './exitCodes.ts';
import type { NamedSource } from './files.ts';
import { createProgress } from './progress.ts';

/** Errors that are about one input: the others can still be inspected. */
const INPUT_CODES: ReadonlySet<CorpusErrorCode> = new Set([
  'empty-file',
  'directory',
  'binary-file',
  'not-found',
  'not-readable',
  'bad-format',
  'no-view',
]);
/** A file of such a kind, met in a folder, is simply no corpus. */
const NO_CORPUS: ReadonlySet<CorpusErrorCode> = new Set(['empty-file', 'binary-file', 'bad-format', 'no-view']);

export interface ReadingResult {
  /** Undefined where nothing could be read. */
  readonly inspection: Inspection | undefined;
  /** Whether an input that was asked for is missing from the inspection. */
  readonly missing: boolean;
}

/** Rejects with CorpusError 'cancelled', UsageError for an option the engine refuses, anything else for a fault. */
export async function inspectReadable(
  named: readonly NamedSource[],
  options: InspectOptions,
  context: CliContext,
  quiet: boolean,
): Promise<ReadingResult> {
  const { result: inspection, missing } = await overReadable(named, context, quiet, async (sources) => {
    const progress = createProgress(context.stderr, quiet);
    const hooks = {
      signal: context.signal,
      onProgress: (p: Parameters<typeof progress.update>[0]) => progress.update(p),
    };
    return context.inspect(sources, options, hooks).finally(() => progress.stop());
  });
  return { inspection, missing };
}

/** Does the work on what can be read; as `inspectReadable`. The work names the file that it cannot read in the error's place. */
export async function overReadable<T>(
  named: readonly NamedSource[],
  context: Pick<CliContext, 'stderr'>,
  quiet: boolean,
  work: (sources: readonly SourceRef[]) => Promise<T>,
): Promise<{ readonly result: T | undefined; readonly missing: boolean }> {
  let left = [...named];
  let missing = false;
  const drop = (item: NamedSource, error: CorpusError) => {
    left = left.filter((other) => other !== item);
    const noCorpus = item.found && NO_CORPUS.has(error.code);
    if (!noCorpus) missing = true;
    if (!noCorpus || !quiet) context.stderr.write(`${noCorpus ? 'Left out: ' : ''}${error.message}\n`);
  };
  // Names every file that cannot be opened before the work starts.
  for (const item of named) {
    try {
      openSource(item.source).close();
    } catch (error) {
      if (!isInputError(error)) throw error;
      drop(item, error);
    }
  }
  while (left.length > 0) {
    try {
      return { result: await work(left.map((item) => item.source)), missing };
    } catch (error) {
      if (error instanceof CorpusError && error.code === 'bad-option') throw new UsageError(error.message);
      const item = isInputError(error) ? aboutWhich(left, error) : undefined;
      if (!item) throw error;
      drop(item, error as CorpusError);
    }
  }
  if (!missing) context.stderr.write('None of the files found is a corpus: name the files to inspect.\n');
  return { result: undefined, missing: true };
}

function isInputError(error: unknown): error is CorpusError {
  return error instanceof CorpusError && INPUT_CODES.has(error.code);
}

function aboutWhich(left: readonly NamedSource[], error: CorpusError): NamedSource | undefined {
  return left.find((item) => item.source.shown === error.place.file) ?? (left.length === 1 ? left[0] : undefined);
}
