// Options about verification: which verifiers run, and what a person knows that the data does not tell.
import { dirname, resolve } from 'node:path';
import { CorpusError } from '../engine/errors.ts';
import { chosenVerifiers, type VerifyChoice, type VerifySettings } from '../engine/verify/settings.ts';
import type { InspectOptions } from '../protocol/hostApi.ts';
import { findConfig } from '../runtime/config.ts';
import { choiceOf, readSchema } from '../runtime/verify/verifyConfig.ts';
import type { ParsedArguments } from './arguments.ts';
import { UsageError } from './exitCodes.ts';
import type { NamedSource } from './files.ts';
import type { OptionSpec } from './options.ts';

export const VERIFY_OPTION: OptionSpec = {
  name: 'verify',
  value: 'auto|none|ID,…',
  help: 'Which verifiers run; see verify --list (default: auto)',
};

/** What helps verifiers; only `verify` takes them all, the other commands read corpus-inspector.json. */
export const FACT_OPTIONS: readonly OptionSpec[] = [
  { name: 'schema', value: 'FILE', help: 'A JSON Schema that JSON answers have to satisfy' },
  { name: 'labels', value: 'A,B,…', help: 'The closed set of labels, instead of the observed one' },
  { name: 'answer', value: 'FIELD', help: 'The field with the right answer, e.g. answer or meta.solution' },
];

/**
 * What was asked, or else what the nearest corpus-inspector.json of the first file says. `flag`: the option that names verifiers.
 * Throws UsageError, also for a configuration or a schema that cannot be read.
 */
export async function askedVerification(
  args: ParsedArguments,
  flag: 'verify' | 'only',
  cwd: string,
  named: readonly NamedSource[],
): Promise<Pick<InspectOptions, 'verify' | 'verification'>> {
  const word = args.one(flag);
  try {
    const choice = word === undefined ? undefined : choiceOf(word);
    if (choice !== undefined) chosenVerifiers(choice);
    if (choice === 'none') return { verify: 'none' };
    const folder = await ofFolder(named, cwd);
    const verification = { ...folder.verification, ...(await factsOf(args, cwd)) };
    // The core leaves verification out unless the command line asks for it.
    const verify = choice ?? (args.one('metrics') === 'core' ? undefined : folder.verify);
    return {
      ...(verify === undefined ? {} : { verify }),
      ...(Object.keys(verification).length > 0 && { verification }),
    };
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    throw new UsageError(word === undefined ? error.message : `--${flag} ${word}: ${error.message}`);
  }
}

async function factsOf(args: ParsedArguments, cwd: string): Promise<VerifySettings> {
  const schema = args.one('schema');
  const labels = args
    .one('labels')
    ?.split(',')
    .map((label) => label.trim());
  const answer = args.one('answer')?.trim();
  if (labels?.some((label) => label === '')) throw new UsageError('--labels: name labels with commas between them.');
  if (answer === '') throw new UsageError('--answer needs the name of a field, e.g. --answer answer.');
  return {
    ...(schema === undefined ? {} : { schema: await readSchema(resolve(cwd, schema), schema) }),
    ...(labels && { labels }),
    ...(answer === undefined ? {} : { answer }),
  };
}

async function ofFolder(
  named: readonly NamedSource[],
  cwd: string,
): Promise<{ readonly verify?: VerifyChoice; readonly verification: VerifySettings }> {
  const [first] = named.flatMap(({ source }) => (source.kind === 'file' ? [source.path] : []));
  const found = await findConfig(first === undefined ? cwd : dirname(first));
  const { verifiers, labels, answer } = found?.config.verification ?? {};
  const schema = found?.schema;
  return {
    ...(verifiers === undefined ? {} : { verify: verifiers }),
    verification: {
      ...(schema === undefined ? {} : { schema: await readSchema(schema, schema) }),
      ...(labels && { labels }),
      ...(answer === undefined ? {} : { answer }),
    },
  };
}
