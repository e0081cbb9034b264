// `rows FILE…`: one JSON object per sample and view, for filtering and joining with other tools.
import type { ParsedArguments } from '../arguments.ts';
import type { CliContext, Command } from '../command.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { resolveFiles } from '../files.ts';
import { badLines } from '../format/badLines.ts';
import { rowObjects } from '../format/rowObjects.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS, engineOptions } from '../options.ts';
import { planOutput, withOutput } from '../output.ts';
import { inspectReadable } from '../reading.ts';

/** Rows are written in pieces of about this many characters. */
const PIECE = 1 << 16;

export const rowsCommand: Command = {
  name: 'rows',
  summary: 'Print the scores of every row as NDJSON',
  usage: 'FILE… [options]',
  about: [
    'Prints one JSON object per sample and view, in file order: where it stands, its words, its novelty,',
    'the rows that cover it, its verified near-duplicates, its cluster and its findings.',
  ],
  options: [
    { name: 'out', short: 'o', value: 'FILE', help: 'Write there instead of to the terminal' },
    ...ENGINE_OPTIONS,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { tells: 'Every row with its scores', line: 'rows train.jsonl --out rows.ndjson' },
    {
      tells: 'The lines that add little',
      line: `rows train.jsonl | jq 'select(.novelty != null and .novelty < 0.2) | .line'`,
    },
  ],
  run,
};

async function run(args: ParsedArguments, context: CliContext): Promise<ExitCode> {
  const options = { ...engineOptions(args), evidence: 'all' as const };
  const files = await resolveFiles(args.files, context.cwd);
  const { named, target } = await planOutput(files, args.one('out'), context.cwd);

  const quiet = args.flag('quiet');
  const { inspection, missing } = await inspectReadable(named, options, context, quiet);
  if (!inspection) return EXIT.input;
  await withOutput(target, context.stdout, async (output) => {
    let piece = '';
    for (const row of rowObjects(inspection)) {
      piece += `${JSON.stringify(row)}\n`;
      if (piece.length < PIECE) continue;
      await output.write(piece);
      piece = '';
      context.signal.throwIfAborted();
    }
    if (piece !== '') await output.write(piece);
  });
  const bad = badLines(inspection);
  if (bad && !quiet) context.stderr.write(`${bad}\n`);
  if (inspection.report.partial) {
    context.stderr.write(`The rows are only a part: ${inspection.report.partial}\n`);
    return EXIT.fault;
  }
  return missing ? EXIT.input : EXIT.done;
}
