// The text of --help: of the program, and of each command.
import type { Command } from './command.ts';
import { EXIT } from './exitCodes.ts';
import type { OptionSpec } from './options.ts';

export const PROGRAM = 'corpus-inspector';

export function programHelp(commands: readonly Command[], version: string): string {
  const width = Math.max(...commands.map((c) => c.name.length));
  return [
    `${PROGRAM} ${version}`,
    'Tells how diverse a text dataset is, what repeats in it and which rows add nothing.',
    '',
    `Usage: ${PROGRAM} COMMAND FILE… [options]`,
    '',
    'Commands:',
    ...commands.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`),
    '',
    'Options:',
    ...optionLines([
      { name: 'help', short: 'h', help: 'Show this help, or that of a command' },
      { name: 'version', help: 'Show the version' },
    ]),
    '',
    `"${PROGRAM} COMMAND --help" tells more about a command.`,
    `Exit codes: ${exitLine()}.`,
    '',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  return [
    `Usage: ${PROGRAM} ${command.name} ${command.usage}`,
    '',
    ...command.about,
    '',
    'Options:',
    ...optionLines(command.options),
    '',
    'Examples:',
    ...command.examples.flatMap(({ line, tells }) => [`  # ${tells}`, `  ${PROGRAM} ${line}`]),
    '',
    `Exit codes: ${exitLine()}.`,
    '',
  ].join('\n');
}

function exitLine(): string {
  return `${EXIT.done} done, ${EXIT.usage} wrong usage, ${EXIT.input} an input could not be read, ${EXIT.fault} a fault of ours, ${EXIT.cancelled} cancelled`;
}

function optionLines(options: readonly OptionSpec[]): string[] {
  const left = options.map((o) => {
    const short = o.short ? `-${o.short}, ` : '    ';
    return `${short}--${o.name}${o.value ? ` ${o.value}` : ''}`;
  });
  const width = Math.max(...left.map((l) => l.length));
  return options.map((o, i) => `  ${left[i]!.padEnd(width)}  ${o.help}${o.repeatable ? ' (repeatable)' : ''}`);
}
