// Which evaluation sets a command compares with: those of --against, or else those of the nearest corpus-inspector.json.
import { dirname, resolve } from 'node:path';
import { CorpusError } from '../engine/errors.ts';
import type { Report } from '../engine/report.ts';
import type { EvaluationRef, InspectOptions } from '../protocol/hostApi.ts';
import { findConfig } from '../runtime/config.ts';
import { evaluationFiles } from '../runtime/leakage/referenceFiles.ts';
import { openSource } from '../runtime/sources/source.ts';
import type { ParsedArguments } from './arguments.ts';
import type { CliContext } from './command.ts';
import { UsageError } from './exitCodes.ts';
import { type NamedSource, resolveFiles } from './files.ts';
import type { OptionSpec } from './options.ts';

export const AGAINST_OPTION: OptionSpec = {
  name: 'against',
  value: 'FILE|none',
  repeatable: true,
  help: 'Evaluation set to look for (default: of the configuration)',
};

/**
 * `none` asks for no comparison at all, of splits neither. Throws UsageError: for a file that cannot be read, for a set that is
 * the corpus itself, and for a configuration that cannot be read.
 */
export async function askedAgainst(
  args: ParsedArguments,
  cwd: string,
  named: readonly NamedSource[],
): Promise<Pick<InspectOptions, 'against' | 'splits'>> {
  const words = args.all('against');
  if (words.length === 0) {
    const against = await ofFolder(named, cwd);
    return against.length > 0 ? { against } : {};
  }
  if (words.includes('none')) {
    if (words.length > 1) throw new UsageError('--against none goes alone: it asks for no evaluation set.');
    return { splits: false };
  }
  const refs = (await resolveFiles(words, cwd)).map(({ source }): EvaluationRef => {
    if (source.kind !== 'file') throw new UsageError(`--against ${source.shown} is not a file.`);
    const { path, shown } = source;
    try {
      openSource(source).close();
    } catch (error) {
      throw error instanceof CorpusError ? new UsageError(`--against: ${error.message}`) : error;
    }
    return { path, name: shown, shown };
  });
  const [only, ...others] = named;
  if (only?.source.kind === 'file' && others.length === 0) {
    const { path, shown } = only.source;
    const self = refs.find((ref) => resolve(ref.path) === resolve(path));
    if (self && refs.length === 1)
      throw new UsageError(`--against ${shown}: that is the corpus itself; name the file that it must not hold.`);
  }
  return { against: refs };
}

/** Says which sets could not be compared; whether one of those was asked for by name. */
export function unreadSets(args: ParsedArguments, { leakage }: Report, { stderr }: CliContext): boolean {
  for (const { name, reason } of leakage?.unread ?? []) stderr.write(`${name} was not compared: ${reason}\n`);
  return args.all('against').length > 0 && (leakage?.unread.length ?? 0) > 0;
}

async function ofFolder(named: readonly NamedSource[], cwd: string): Promise<EvaluationRef[]> {
  const [first] = named.flatMap(({ source }) => (source.kind === 'file' ? [source.path] : []));
  try {
    const found = await findConfig(first === undefined ? cwd : dirname(first));
    // The report is the same whatever folder all of it lies in.
    return found ? (await evaluationFiles(found, cwd)).map((ref) => ({ ...ref, shown: ref.name ?? ref.path })) : [];
  } catch (error) {
    throw error instanceof CorpusError ? new UsageError(error.message) : error;
  }
}
