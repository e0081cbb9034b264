// Options about traits, which decide numbers and findings of `inspect` and `rows` alike.
import { resolve } from 'node:path';
import type { InspectOptions } from '../protocol/hostApi.ts';
import type { TraitChoice } from '../protocol/traitsApi.ts';
import type { ParsedArguments } from './arguments.ts';
import { UsageError } from './exitCodes.ts';
import type { OptionSpec } from './options.ts';

const CHOICES: readonly TraitChoice[] = ['none', 'drawn', 'all'];

/** `by default`: whose traits the command reads. */
export function traitOptions(byDefault: TraitChoice): readonly OptionSpec[] {
  return [
    {
      name: 'traits',
      value: CHOICES.join('|'),
      help: `Read the traits of no sample, of drawn blocks above 16 MiB, or of all (default: ${byDefault})`,
    },
    {
      name: 'calibration',
      value: 'FILE',
      help: 'Judge by it: findings where a sample shares surface traits with LLM text',
    },
  ];
}

/** Throws UsageError. */
export function askedTraits(
  args: ParsedArguments,
  byDefault: TraitChoice,
  cwd: string,
): Pick<InspectOptions, 'traits' | 'calibration'> {
  const word = args.one('traits') ?? byDefault;
  const traits = CHOICES.find((choice) => choice === word);
  if (!traits) throw new UsageError(`--traits ${word}: choose none, drawn or all.`);
  const file = args.one('calibration');
  if (file === undefined) return { traits };
  if (traits === 'none') throw new UsageError('--calibration judges traits, which --traits none leaves out.');
  return { traits, calibration: { name: file, path: resolve(cwd, file) } };
}
