// `rows FILE…`: one JSON object per sample and view, for filtering and joining with other tools.
import { CorpusError } from '../../engine/errors.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { DropOrder } from '../../protocol/hostApi.ts';
import type { Inspection } from '../../runtime/inspect/result.ts';
import { MOST_DROPS } from '../../runtime/rows/dropOrder.ts';
import type { ExplainedPage } from '../../runtime/traits/explainRows.ts';
import { AGAINST_OPTION, askedAgainst, unreadSets } from '../against.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { CliContext, Command } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exitCodes.ts';
import { resolveFiles } from '../files.ts';
import { badLines } from '../format/badLines.ts';
import { rowObjects } from '../format/rowObjects.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS, engineOptions } from '../options.ts';
import { planOutput, withOutput } from '../output.ts';
import { createProgress } from '../progress.ts';
import { inspectReadable } from '../reading.ts';
import { askedTraits, traitOptions } from '../traitOptions.ts';
import { askedVerification, VERIFY_OPTION } from '../verifyOptions.ts';

/** Rows are written in pieces of about this many characters. */
const PIECE = 1 << 16;
/** Rows say something of every sample. */
const TRAITS = 'all';

export const rowsCommand: Command = {
  name: 'rows',
  summary: 'Print the scores of every row as NDJSON',
  usage: 'FILE… [options]',
  about: [
    'Prints one JSON object per sample and view, in file order: where it stands, its words, its novelty,',
    'what it adds (distinct 4-grams that no other sample holds), the rows that cover it, its verified',
    'near-duplicates, its cluster, its findings, its traits (score and percentile among human texts, or why it',
    'was not measured, and what moved the score most, with its places in the row), and where something in',
    'the corpus could be checked the verdict of its sample with every check.',
    '',
    'With --drop-order only the rows that could go, the one that adds least first; what the others add is',
    'counted anew after each, and stands in "drop". Rows with fewer than 17 4-grams are never among them.',
  ],
  options: [
    { name: 'out', short: 'o', value: 'FILE', help: 'Write there instead of to the terminal' },
    {
      name: 'drop-order',
      value: '[VIEW=]N',
      help: 'The first N rows to drop (default: of the view with most words); up to 64 MiB',
    },
    AGAINST_OPTION,
    ...traitOptions(TRAITS),
    VERIFY_OPTION,
    ...ENGINE_OPTIONS,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { tells: 'Every row with its scores', line: 'rows train.jsonl --out rows.ndjson' },
    {
      tells: 'The lines that add little',
      line: `rows train.jsonl | jq 'select(.novelty != null and .novelty < 0.2) | .line'`,
    },
    {
      tells: 'The hundred responses that the corpus would miss least',
      line: `rows train.jsonl --drop-order response=100 | jq -c '[.file, .line, .drop.adds]'`,
    },
    {
      tells: 'Lines whose surface traits are rare among your human rows',
      line: `rows train.jsonl --calibration calibration.json | jq 'select((.traits.p // 1) < 0.02).line'`,
    },
  ],
  run,
};

async function run(args: ParsedArguments, context: CliContext): Promise<ExitCode> {
  const engine = engineOptions(args);
  const asked = readDropOrder(args.one('drop-order'));
  const files = await resolveFiles(args.files, context.cwd);
  const { named, target } = await planOutput(files, args.one('out'), context.cwd);
  const traits = await askedTraits(args, TRAITS, context.cwd, named);
  const against = await askedAgainst(args, context.cwd, named);
  const verification = await askedVerification(args, 'verify', context.cwd, named);
  const options = { ...engine, ...traits, ...verification, ...against, evidence: 'all' as const };

  const quiet = args.flag('quiet');
  const { inspection, missing } = await inspectReadable(named, options, context, quiet);
  if (!inspection) return EXIT.input;
  const drops = asked && (await dropsOf(inspection, asked, context));
  // Rows that run over the terminal tell how far it is themselves.
  const isSeen = target === undefined && context.stdout.isTTY === true;
  const progress = createProgress(context.stderr, quiet || isSeen);
  await withOutput(target, context.stdout, async (output) => {
    let piece = '';
    let explained: Pick<ExplainedPage, 'tops' | 'checks'> = { tops: new Map(), checks: new Map() };
    const rows = rowObjects(inspection, drops, () => explained);
    const total = drops?.rows.length ?? inspection.columns.length;
    let done = 0;
    for await (const page of pagesOf(inspection, drops, options.jobs, context)) {
      explained = page;
      done += page.rows;
      progress.update({
        phase: 'explaining',
        fraction: done / Math.max(1, total),
        samples: done,
        bytes: 0,
        totalBytes: 0,
      });
      for (let i = 0; i < page.rows; i++) {
        piece += `${JSON.stringify(rows.next().value)}\n`;
        if (piece.length < PIECE) continue;
        await output.write(piece);
        piece = '';
        context.signal.throwIfAborted();
      }
    }
    if (piece !== '') await output.write(piece);
  }).finally(() => progress.stop());
  if (!quiet) for (const note of notesOf(inspection)) context.stderr.write(`${note}\n`);
  const bad = badLines(inspection);
  if (bad && !quiet) context.stderr.write(`${bad}\n`);
  if (inspection.report.partial) {
    context.stderr.write(`The rows are only a part: ${inspection.report.partial}\n`);
    return EXIT.fault;
  }
  const unread = unreadSets(args, inspection.report, context);
  return missing || unread ? EXIT.input : EXIT.done;
}

/** The rows in pages, with what moved their scores where traits were read. */
async function* pagesOf(
  inspection: Inspection,
  drops: DropOrder | undefined,
  jobs: number | undefined,
  { explainRows, signal }: CliContext,
): AsyncGenerator<ExplainedPage> {
  const order = drops && Uint32Array.from(drops.rows, ({ row }) => row);
  if (inspection.columns.traits || inspection.verifiers?.length)
    yield* explainRows(inspection, { order, jobs, signal });
  else yield { rows: order?.length ?? inspection.columns.length, tops: new Map(), checks: new Map() };
}

interface AskedDrops {
  readonly view?: ViewName | undefined;
  readonly count: number;
}

/** "100" or "response=100". */
function readDropOrder(word: string | undefined): AskedDrops | undefined {
  if (word === undefined) return undefined;
  const [, name, digits] = /^(?:(\w+)=)?(\d+)$/.exec(word) ?? [];
  const count = Number(digits);
  const view = VIEW_NAMES.find((known) => known === name);
  if (!(count >= 1 && count <= MOST_DROPS)) {
    throw new UsageError(
      `--drop-order ${word}: give a whole number from 1 to ${MOST_DROPS}, as in 100 or response=100.`,
    );
  }
  if (name !== undefined && view === undefined) {
    throw new UsageError(`--drop-order ${word}: "${name}" is not a view; choose ${VIEW_NAMES.join(', ')}.`);
  }
  return { view, count };
}

async function dropsOf(inspection: Inspection, asked: AskedDrops, context: CliContext): Promise<DropOrder> {
  try {
    return await context.leastAdding(inspection, { ...asked, signal: context.signal });
  } catch (error) {
    if (error instanceof CorpusError && error.code === 'bad-option') throw new UsageError(error.message);
    throw error;
  }
}

/** The report's notes, each once: whoever reads rows sees no report. */
function notesOf({ report }: Inspection): Set<string> {
  return new Set(report.files.flatMap((file) => file.notes));
}
