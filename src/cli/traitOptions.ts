// Options about traits, which decide numbers and findings of `inspect` and `rows` alike.
import { dirname, relative, resolve } from 'node:path';
import { CorpusError } from '../engine/errors.ts';
import type { CalibrationRef, InspectOptions } from '../protocol/hostApi.ts';
import type { TraitChoice } from '../protocol/traitsApi.ts';
import { findConfig } from '../runtime/config.ts';
import type { ParsedArguments } from './arguments.ts';
import { UsageError } from './exitCodes.ts';
import type { NamedSource } from './files.ts';
import type { OptionSpec } from './options.ts';

const CHOICES: readonly TraitChoice[] = ['none', 'drawn', 'all'];

/** `by default`: whose traits the command reads. */
export function traitOptions(byDefault: TraitChoice): readonly OptionSpec[] {
  return [
    {
      name: 'traits',
      value: CHOICES.join('|'),
      help: `Whose traits are read: drawn draws above 16 MiB (default: ${byDefault})`,
    },
    {
      name: 'calibration',
      value: 'FILE',
      help: 'Judge by it; see calibrate (default: that of the nearest corpus-inspector.json)',
    },
  ];
}

/**
 * What was asked, or else what the nearest corpus-inspector.json of the first file says. Throws UsageError, also for a
 * configuration that cannot be read.
 */
export async function askedTraits(
  args: ParsedArguments,
  byDefault: TraitChoice,
  cwd: string,
  named: readonly NamedSource[],
): Promise<Pick<InspectOptions, 'traits' | 'calibration'>> {
  const word = args.one('traits') ?? byDefault;
  const traits = CHOICES.find((choice) => choice === word);
  if (!traits) throw new UsageError(`--traits ${word}: choose none, drawn or all.`);
  const file = args.one('calibration');
  if (file !== undefined) {
    if (args.one('metrics') === 'core') {
      throw new UsageError('--calibration judges traits, which --metrics core leaves out: take --metrics all.');
    }
    if (traits === 'none') throw new UsageError('--calibration judges traits, which --traits none leaves out.');
    return { traits, calibration: { name: file, path: resolve(cwd, file) } };
  }
  const calibration = traits === 'none' ? undefined : await ofFolder(named, cwd);
  return { traits, ...(calibration && { calibration }) };
}

async function ofFolder(named: readonly NamedSource[], cwd: string): Promise<CalibrationRef | undefined> {
  const [first] = named.flatMap(({ source }) => (source.kind === 'file' ? [source.path] : []));
  try {
    const found = await findConfig(first === undefined ? cwd : dirname(first));
    if (found?.calibration === undefined) return undefined;
    const rate = found.config.traits?.rate;
    const name = relative(cwd, found.calibration);
    return { name, path: found.calibration, ...(rate === undefined ? {} : { rate }) };
  } catch (error) {
    throw error instanceof CorpusError ? new UsageError(error.message) : error;
  }
}
