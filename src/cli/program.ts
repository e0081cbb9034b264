// From the words of the command line to an exit code: finds the command, runs it, says what went wrong.
import { CorpusError } from '../engine/errors.ts';
import { parseCommandArguments } from './arguments.ts';
import type { CliContext, Command } from './command.ts';
import { calibrateCommand } from './commands/calibrate.ts';
import { cleanCommand } from './commands/clean.ts';
import { compareCommand } from './commands/compare.ts';
import { estimateCommand } from './commands/estimate.ts';
import { inspectCommand } from './commands/inspect.ts';
import { planMixtureCommand } from './commands/planMixture.ts';
import { rowsCommand } from './commands/rows.ts';
import { simulateCommand } from './commands/simulate.ts';
import { verifyCommand } from './commands/verify.ts';
import { EXIT, type ExitCode, UsageError } from './exitCodes.ts';
import { commandHelp, PROGRAM, programHelp } from './help.ts';

export const COMMANDS: readonly Command[] = [
  inspectCommand,
  rowsCommand,
  cleanCommand,
  calibrateCommand,
  estimateCommand,
  compareCommand,
  simulateCommand,
  planMixtureCommand,
  verifyCommand,
];

/** Runs one command line (without node and script). Never rejects. */
export async function runProgram(words: readonly string[], context: CliContext): Promise<ExitCode> {
  try {
    return await dispatch(words, context);
  } catch (error) {
    return report(error, words.includes('--debug'), context);
  }
}

async function dispatch(words: readonly string[], context: CliContext): Promise<ExitCode> {
  const [first, ...rest] = words;
  if (first === '--version') return say(`${context.version}\n`, context);
  if (first === '--help' || first === '-h') return say(programHelp(COMMANDS, context.version), context);
  if (first === 'help') {
    const about = COMMANDS.find((c) => c.name === rest[0]);
    return say(about ? commandHelp(about) : programHelp(COMMANDS, context.version), context);
  }
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(COMMANDS.map((c) => c.name));
  if (first === undefined) throw new UsageError(`Name a command, ${names}; "${PROGRAM} --help" tells more.`);
  const command = COMMANDS.find((c) => c.name === first);
  if (!command) {
    const what = first.startsWith('-') ? 'option' : 'command';
    throw new UsageError(`There is no ${what} ${first}; use ${names}, and "${PROGRAM} --help" tells more.`);
  }
  const hint = `${PROGRAM} ${command.name} --help`;
  // Asked for help, nothing else has to be right.
  const end = rest.indexOf('--');
  const asked = end < 0 ? rest : rest.slice(0, end);
  if (asked.includes('--help') || asked.includes('-h')) return say(commandHelp(command), context);
  const args = parseCommandArguments(rest, command.options, hint);
  if (args.files.length === 0 && !command.filesOptional)
    throw new UsageError(`Name a file, a folder or a pattern; "${hint}" tells more.`);
  return command.run(args, context);
}

function say(text: string, context: CliContext): ExitCode {
  context.stdout.write(text);
  return EXIT.done;
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: ': make room on the disk, or choose another place',
  EDQUOT: ': make room in your quota, or choose another place',
  EROFS: ': the disk is read-only, so choose another place',
  EACCES: ': check its permissions',
  EPERM: ': check its permissions',
};

/** One sentence on stderr; the stack only with --debug. */
function report(error: unknown, debug: boolean, context: CliContext): ExitCode {
  const known = error instanceof UsageError || error instanceof CorpusError;
  const message = error instanceof Error ? error.message : String(error);
  const cancelled = error instanceof CorpusError && error.code === 'cancelled';
  if (debug && error instanceof Error && !cancelled) context.stderr.write(`${error.stack ?? message}\n`);
  else if (cancelled) context.stderr.write('Cancelled.\n');
  else if (known) context.stderr.write(`${message}\n`);
  else context.stderr.write(`${fault(error, message)}\n`);
  if (cancelled) return EXIT.cancelled;
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof CorpusError && error.code === 'not-found') return EXIT.input;
  return EXIT.fault;
}

function fault(error: unknown, message: string): string {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code && syscall) return `Could not ${syscall} ${path ?? 'the output'} (${code})${REMEDIES[code] ?? ''}.`;
  return `Something went wrong inside: ${message.split('\n')[0]}; --debug shows where.`;
}
