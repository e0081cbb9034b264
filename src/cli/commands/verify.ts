// `verify FILE…`: what can be checked in each sample without a model, and whether it holds.
import { VERIFIERS } from '../../engine/verify/registry.ts';
import type { Inspection } from '../../runtime/inspect/result.ts';
import type { ExplainedPage } from '../../runtime/traits/explainRows.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { CliContext, Command } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exitCodes.ts';
import { resolveFiles } from '../files.ts';
import { badLines } from '../format/badLines.ts';
import { noColours, paletteFor } from '../format/colours.ts';
import { verifiedText, verifierList } from '../format/verified.ts';
import { verifiedObject } from '../format/verifiedObjects.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS, engineOptions } from '../options.ts';
import { type Output, planOutput, withOutput } from '../output.ts';
import { createProgress } from '../progress.ts';
import { inspectReadable } from '../reading.ts';
import { askedVerification, FACT_OPTIONS } from '../verifyOptions.ts';

const FORMATS = ['text', 'json', 'jsonl'] as const;
type Format = (typeof FORMATS)[number];
/** Objects are written in pieces of about this many characters. */
const PIECE = 1 << 16;
/** What decides how samples are read; the other limits belong to findings that are not looked for here. */
const TAKEN = new Set(['view', 'split', 'jobs', 'memory', 'block-size']);

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check what can be checked without a model: sums, syntax, schemas, the form of chats',
  usage: 'FILE… [options]',
  filesOptional: true,
  about: [
    'Says of every sample whether what can be checked in it holds: verified, failed or not checkable, with the',
    'reason. Which verifiers run is told from the data; --only names them. Code is parsed, never executed.',
    'A sample fails where one check fails, and is verified where one check holds and none fails: that is no',
    'word about the rest of it. As text the counts and the first failures are printed, as jsonl one object per',
    'sample with all its checks.',
  ],
  options: [
    {
      name: 'format',
      short: 'f',
      value: FORMATS.join('|'),
      help: 'A summary, or one object per sample (default: text)',
    },
    { name: 'out', short: 'o', value: 'FILE', help: 'Write there instead of to the terminal' },
    { name: 'only', value: 'ID,…', help: 'The verifiers that run (default: those that find something to check)' },
    { name: 'list', help: 'List the verifiers, with what each leaves alone' },
    { name: 'fail', help: `Answer with exit code ${EXIT.gate} where a sample failed` },
    ...FACT_OPTIONS,
    ...ENGINE_OPTIONS.filter(({ name }) => TAKEN.has(name)),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { tells: 'What can be checked, and the first failures', line: 'verify train.jsonl' },
    {
      tells: 'The lines that failed',
      line: `verify train.jsonl --format jsonl | jq 'select(.verdict == "failed").line'`,
    },
    { tells: 'A gate for continuous integration', line: 'verify "data/*.jsonl" --fail --quiet' },
    {
      tells: 'Answers against a JSON Schema',
      line: 'verify extraction.jsonl --only schema --schema record.schema.json',
    },
  ],
  run,
};

async function run(args: ParsedArguments, context: CliContext): Promise<ExitCode> {
  const format = formatOf(args);
  if (args.flag('list')) {
    context.stdout.write(format === 'text' ? verifierList() : `${JSON.stringify(VERIFIERS.map(aboutOf), null, 2)}\n`);
    return EXIT.done;
  }
  if (args.files.length === 0) throw new UsageError('Name a file, a folder or a pattern to verify, or --list.');
  const files = await resolveFiles(args.files, context.cwd);
  const { named, target } = await planOutput(files, args.one('out'), context.cwd);
  const asked = await askedVerification(args, 'only', context.cwd, named);
  if (asked.verify === 'none') throw new UsageError('No verifier would run: name some with --only, or see --list.');
  const options = { ...engineOptions(args), metrics: 'core' as const, verify: 'auto' as const, ...asked };

  const quiet = args.flag('quiet');
  const { inspection, missing } = await inspectReadable(named, options, context, quiet);
  if (!inspection) return EXIT.input;
  const isSeen = target === undefined && context.stdout.isTTY === true;
  await withOutput(target, context.stdout, async (output) => {
    if (format !== 'text') return writeObjects(inspection, format, output, context, quiet || isSeen);
    const palette = target === undefined ? paletteFor(context.stdout, context.env) : noColours;
    await output.write(verifiedText(inspection, palette));
  });
  const bad = badLines(inspection);
  if (bad && !quiet) context.stderr.write(`${bad}\n`);
  if (inspection.report.partial) {
    context.stderr.write(`The result is only partial: ${inspection.report.partial}\n`);
    return EXIT.fault;
  }
  if (missing) return EXIT.input;
  const failed = inspection.report.verification?.failed ?? 0;
  return args.flag('fail') && failed > 0 ? EXIT.gate : EXIT.done;
}

function formatOf(args: ParsedArguments): Format {
  const word = args.one('format') ?? 'text';
  const format = FORMATS.find((known) => known === word);
  if (!format) throw new UsageError(`--format ${word}: choose ${FORMATS.join(', ')}.`);
  return format;
}

const aboutOf = ({ id, about }: (typeof VERIFIERS)[number]) => ({ id, ...about });

/** jsonl: an object per line; json: the report's block, and the objects as a list. */
async function writeObjects(
  inspection: Inspection,
  format: Exclude<Format, 'text'>,
  output: Output,
  context: CliContext,
  silent: boolean,
): Promise<void> {
  const progress = createProgress(context.stderr, silent);
  const { columns, report } = inspection;
  const firsts = Uint32Array.from(columns.sample.subarray(0, columns.length).filter((first, row) => first === row));
  const isList = format === 'json';
  let piece = isList ? `{"verification":${JSON.stringify(report.verification ?? null)},"samples":[` : '';
  let done = 0;
  try {
    for await (const page of pagesOf(inspection, firsts, context)) {
      for (let i = 0; i < page.rows; i++) {
        const object = JSON.stringify(verifiedObject(inspection, firsts[done] as number, page.checks));
        piece += isList ? `${done > 0 ? ',' : ''}\n${object}` : `${object}\n`;
        done++;
        if (piece.length < PIECE) continue;
        await output.write(piece);
        piece = '';
        context.signal.throwIfAborted();
      }
      const fraction = done / Math.max(1, firsts.length);
      progress.update({ phase: 'verifying', fraction, samples: done, bytes: 0, totalBytes: 0 });
    }
    await output.write(isList ? `${piece}\n]}\n` : piece);
  } finally {
    progress.stop();
  }
}

async function* pagesOf(
  inspection: Inspection,
  order: Uint32Array,
  context: CliContext,
): AsyncGenerator<ExplainedPage> {
  const { explainRows, signal } = context;
  if (inspection.verifiers?.length) yield* explainRows(inspection, { order, signal });
  else yield { rows: order.length, tops: new Map(), checks: new Map() };
}
