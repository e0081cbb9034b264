// Reads a command's words with node:util.parseArgs, and says in one sentence what is wrong with them.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './exitCodes.ts';
import type { OptionSpec } from './options.ts';

export interface ParsedArguments {
  readonly files: readonly string[];
  flag(name: string): boolean;
  /** The value of an option; the last one where it was repeated. */
  one(name: string): string | undefined;
  all(name: string): readonly string[];
}

/** Throws UsageError: unknown option, missing value, a value for a flag. `helpHint` is the command that shows the help. */
export function parseCommandArguments(
  words: readonly string[],
  specs: readonly OptionSpec[],
  helpHint: string,
): ParsedArguments {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const spec of specs) {
    options[spec.name] = {
      type: spec.value === undefined ? 'boolean' : 'string',
      // Every option may be repeated for the parser: repeating one that is not repeatable is our error, with our words.
      multiple: true,
      ...(spec.short ? { short: spec.short } : {}),
    };
  }
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...words], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(explain(error, helpHint));
  }
  const all = (name: string) => (parsed.values[name] as (string | boolean)[] | undefined) ?? [];
  for (const spec of specs) {
    if (spec.value !== undefined && !spec.repeatable && all(spec.name).length > 1) {
      throw new UsageError(`--${spec.name} is given twice; give it once.`);
    }
  }
  return {
    files: parsed.positionals,
    flag: (name) => all(name).includes(true),
    one: (name) => all(name).at(-1) as string | undefined,
    all: (name) => all(name) as string[],
  };
}

function explain(error: unknown, helpHint: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const option = /(--[\w-]+)/.exec(message)?.[1] ?? /'(-[^' ]*)/.exec(message)?.[1] ?? 'an option';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const unknown = /'(-[^' ]*)/.exec(message)?.[1] ?? option;
    return `There is no option ${unknown}; "${helpHint}" lists them.`;
  }
  if (/does not take an argument/.test(message)) return `${option} takes no value; "${helpHint}" shows how it is used.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return `${option} needs a value; "${helpHint}" shows how it is used.`;
  }
  return `${message.split(/[.\n]/)[0]}; "${helpHint}" lists the options.`;
}
