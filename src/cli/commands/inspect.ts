// `inspect FILE…`: the report, as a summary for people or as JSON for programs.
import { ABOUT_FINDINGS } from '../../engine/findings/about.ts';
import { FINDING_KINDS } from '../../engine/report.ts';
import type { TraitChoice } from '../../protocol/traitsApi.ts';
import { AGAINST_OPTION, askedAgainst, unreadSets } from '../against.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { CliContext, Command } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exitCodes.ts';
import { resolveFiles } from '../files.ts';
import { noColours, paletteFor } from '../format/colours.ts';
import { summary } from '../format/summary.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS, engineOptions, REPORT_OPTIONS } from '../options.ts';
import { planOutput, withOutput } from '../output.ts';
import { inspectReadable } from '../reading.ts';
import { askedTraits, traitOptions } from '../traitOptions.ts';
import { askedVerification, VERIFY_OPTION } from '../verifyOptions.ts';

const TRAITS = 'drawn';
const KIND_WIDTH = Math.max(...FINDING_KINDS.map((kind) => kind.length));

export const inspectCommand: Command = {
  name: 'inspect',
  summary: 'Measure a corpus and say what stands out',
  usage: 'FILE… [options]',
  about: [
    'Measures one corpus: a file, several files, a folder or a "pattern" in quotes. Reads JSONL, JSON',
    'arrays and plain text; the views (text, prompt, response, system, tools, thinking) are detected.',
    '',
    'Findings:',
    ...Object.entries(ABOUT_FINDINGS).map(([kind, { brief }]) => `  ${kind.padEnd(KIND_WIDTH)} ${brief}`),
  ],
  options: [
    { name: 'format', short: 'f', value: 'text|json', help: 'A summary, or the whole report as JSON (default: text)' },
    { name: 'out', short: 'o', value: 'FILE', help: 'Write there instead of to the terminal' },
    ...REPORT_OPTIONS,
    AGAINST_OPTION,
    ...traitOptions(TRAITS),
    VERIFY_OPTION,
    ...ENGINE_OPTIONS,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { tells: 'A summary in the terminal', line: 'inspect train.jsonl' },
    {
      tells: 'All shards as one corpus, the report as JSON',
      line: 'inspect "shards/*.jsonl" --format json --out report.json',
    },
    {
      tells: 'Say yourself what is measured',
      line: 'inspect qa.jsonl --view prompt=$.question --view response=$.answer',
    },
    { tells: 'A large corpus, first the numbers that come quickly', line: 'inspect "shards/*.jsonl" --metrics core' },
    {
      tells: 'Findings where rows share surface traits with LLM text, at the rate that the calibration promises',
      line: 'inspect train.jsonl --calibration calibration.json',
    },
    {
      tells: 'How much of an evaluation set stands in the corpus, and where',
      line: 'inspect train.jsonl --against test.jsonl',
    },
    { tells: 'Which source repeats itself, at an equal number of words', line: 'inspect mixed.jsonl --by source' },
  ],
  run,
};

/** The core leaves traits out. */
function traitsOf(args: ParsedArguments): TraitChoice {
  return args.one('metrics') === 'core' ? 'none' : TRAITS;
}

async function run(args: ParsedArguments, context: CliContext): Promise<ExitCode> {
  const format = args.one('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format ${format}: choose text or json.`);
  const engine = engineOptions(args);
  const files = await resolveFiles(args.files, context.cwd);
  const { named, target } = await planOutput(files, args.one('out'), context.cwd);
  const options = {
    ...engine,
    ...(await askedTraits(args, traitsOf(args), context.cwd, named)),
    ...(await askedVerification(args, 'verify', context.cwd, named)),
    ...(await askedAgainst(args, context.cwd, named)),
  };

  const { inspection, missing } = await inspectReadable(named, options, context, args.flag('quiet'));
  if (!inspection) return EXIT.input;
  const { report } = inspection;
  await withOutput(target, context.stdout, async (output) => {
    if (format === 'json') {
      await output.write(`${JSON.stringify(report, null, 2)}\n`);
      return;
    }
    const palette = target === undefined ? paletteFor(context.stdout, context.env) : noColours;
    const width = target === undefined && context.stdout.isTTY ? context.stdout.columns || undefined : undefined;
    await output.write(summary(inspection, palette, width));
  });
  if (report.partial) {
    context.stderr.write(`The report is only partial: ${report.partial}\n`);
    return EXIT.fault;
  }
  const unread = unreadSets(args, report, context);
  return missing || unread ? EXIT.input : EXIT.done;
}
