// `compare G0 G1 … Gn`: what each generation or version of a corpus has, what it keeps of the first, and whether that is more than chance.
import { CorpusError } from '../../engine/errors.ts';
import { gitBlob } from '../../runtime/between/gitBlob.ts';
import type { SnapshotSources } from '../../runtime/between/hooks.ts';
import type { CompareAsked, SnapshotsAsked } from '../../runtime/between/snapshots.ts';
import type { SourceRef } from '../../runtime/sources/source.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { CliContext, Command } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exitCodes.ts';
import { type NamedSource, resolveFiles } from '../files.ts';
import { comparisonText } from '../format/comparison.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS, integer } from '../options.ts';
import { planOutput } from '../output.ts';
import { createStepProgress } from '../progress.ts';
import { overReadable } from '../reading.ts';
import { askedTraits } from '../traitOptions.ts';
import { chooseView, VIEW_OPTION } from '../viewChoice.ts';
import { writeReport } from '../writeReport.ts';

const OPTIONS_TAKEN = new Set(['split', 'jobs', 'block-size']);
const MOST_SEED = 2 ** 31 - 1;

export const compareCommand: Command = {
  name: 'compare',
  summary: 'Compare generations, versions or snapshots of a corpus',
  usage: 'G0 G1 … [options]',
  about: [
    'Measures every snapshot at the same number of words: what it has (different words, distinct-n, entropy,',
    'novelty, homogenisation …) and what it keeps of the first, beside what fresh text of the same kind keeps.',
    'Says in words whether something was lost, with p-values by permuting samples between the snapshots,',
    'corrected over all tests; what swelled and what went; and which samples stayed.',
    '',
    'Each file, folder or pattern is one snapshot, the first the reference. With --generations the snapshots',
    'are the values of a field. With --git they are versions of one file: what these revisions hold, then the',
    'file as it is now.',
  ],
  options: [
    {
      name: 'generations',
      value: 'FIELD',
      help: 'Snapshots are the values of this field; numbers by size, else as they come',
    },
    { name: 'order', value: 'A,B,…', help: 'With --generations: these values, in this order' },
    { name: 'git', value: 'REV,…', help: 'Compare these versions of one file with the file as it is now, e.g. HEAD' },
    {
      name: 'by',
      value: 'FIELD',
      help: 'How alike the groups of this field are; dates are taken by month',
    },
    {
      name: 'permutations',
      value: 'N',
      help: 'Of samples between the reference and each snapshot, 99 to 9,999 (default: 399)',
    },
    { name: 'draws', value: 'N', help: 'At equal words, 3 to 200 (default: 20)' },
    { name: 'seed', value: 'S', help: 'Another seed gives other draws (default: 1)' },
    {
      name: 'calibration',
      value: 'FILE',
      help: 'Estimate α by it; see calibrate (default: of the nearest corpus-inspector.json)',
    },
    VIEW_OPTION,
    { name: 'format', short: 'f', value: 'text|json', help: 'Tables for people, or JSON (default: text)' },
    { name: 'out', short: 'o', value: 'FILE', help: 'Write there instead of to the terminal' },
    ...ENGINE_OPTIONS.filter(({ name }) => OPTIONS_TAKEN.has(name)),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { tells: 'Three generations, each a file', line: 'compare g0.jsonl g1.jsonl g2.jsonl' },
    { tells: 'Generations in one file', line: 'compare all.jsonl --generations generation' },
    { tells: 'What the last edits did to a file', line: 'compare train.jsonl --git HEAD' },
    { tells: 'Do models converge?', line: 'compare real.jsonl synthetic.jsonl --by model --format json' },
  ],
  run,
};

async function run(args: ParsedArguments, context: CliContext): Promise<ExitCode> {
  const format = args.one('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format ${format}: choose text or json.`);
  const { view, options } = chooseView(args);
  const { by, ...engine } = options;
  const field = named(args, 'generations');
  const revisions = listed(args, 'git');
  const order = listed(args, 'order');
  if (field !== undefined && revisions)
    throw new UsageError('--generations and --git exclude each other: give one of the two.');
  if (order && field === undefined)
    throw new UsageError('--order gives the values of --generations an order: name the field too.');
  const permutations = integer(args, 'permutations', 99, 9999);
  const draws = integer(args, 'draws', 3, 200);
  const seed = integer(args, 'seed', 0, MOST_SEED);
  const words: NamedSource[][] = [];
  for (const word of args.files) words.push([...(await resolveFiles([word], context.cwd))]);
  if (field === undefined && !revisions && words.length < 2) {
    throw new UsageError('Name at least two snapshots, or one file and --git or --generations.');
  }
  if (revisions && (words.length !== 1 || words[0]?.length !== 1)) {
    throw new UsageError('--git compares versions of one file: name one file.');
  }
  const { target } = await planOutput(words.flat(), args.one('out'), context.cwd);
  const steps = words.map((list) => list.filter(({ source }) => !(source.kind === 'file' && source.path === target)));

  const { calibration } = await askedTraits(args, 'drawn', context.cwd, words.flat());
  const quiet = args.flag('quiet');
  const versions = revisions ? await versionsOf(steps[0]?.[0] as NamedSource, revisions, context) : [];
  if (versions === null) return EXIT.input;
  const { result: report, missing } = await overReadable(steps.flat(), context, quiet, async (sources) => {
    const snapshots = snapshotsOf(shortNames(args.files), steps, sources, { field, order, versions });
    if (!snapshots) return null;
    const progress = createStepProgress(context.stderr, quiet);
    const asked: CompareAsked = {
      snapshots,
      options: { ...engine, ...(calibration && { calibration }) },
      ...(view && { view }),
      ...(by !== undefined && { by }),
      ...(seed !== undefined && { seed }),
      ...(permutations !== undefined && { permutations }),
      ...(draws !== undefined && { draws }),
    };
    return context
      .compare(asked, { signal: context.signal, onProgress: progress.update })
      .finally(() => progress.stop());
  });
  if (!report) return EXIT.input;
  await writeReport(report, { format, target, text: comparisonText }, context);
  return missing ? EXIT.input : EXIT.done;
}

/** Null where a snapshot has no file left: without one of them there is no comparison. */
function snapshotsOf(
  words: readonly string[],
  steps: readonly (readonly NamedSource[])[],
  sources: readonly SourceRef[],
  {
    field,
    order,
    versions,
  }: { field: string | undefined; order: readonly string[] | undefined; versions: readonly SnapshotSources[] },
): SnapshotsAsked | null {
  if (field !== undefined) return { from: 'field', sources, field, ...(order && { order }) };
  const list = steps.map((step, i) => ({
    name: versions.length > 0 ? `${words[i]} (now)` : (words[i] as string),
    sources: step.flatMap(({ source }) => (sources.includes(source) ? [source] : [])),
  }));
  return list.some((step) => step.sources.length === 0) ? null : { from: 'list', list: [...versions, ...list] };
}

/** Paths without the folder that all of them share; patterns stay as they are. */
function shortNames(words: readonly string[]): readonly string[] {
  const folders = words.map((word) => word.slice(0, word.lastIndexOf('/') + 1));
  const [first = ''] = folders;
  let shared = first;
  while (shared !== '' && !folders.every((folder) => folder.startsWith(shared))) {
    shared = shared.slice(0, shared.lastIndexOf('/', shared.length - 2) + 1);
  }
  return words.map((word) => word.slice(shared.length) || word);
}

/** Null, after a sentence on stderr, where a version cannot be read. Throws UsageError for what is no revision. */
async function versionsOf(
  { source }: NamedSource,
  revisions: readonly string[],
  context: CliContext,
): Promise<SnapshotSources[] | null> {
  const path = source.kind === 'file' ? source.path : '';
  const versions: SnapshotSources[] = [];
  try {
    for (const name of revisions)
      versions.push({ name, sources: [await gitBlob(path, name, source.shown, context.signal)] });
    return versions;
  } catch (error) {
    if (!(error instanceof CorpusError) || error.code === 'cancelled') throw error;
    if (error.code === 'bad-option') throw new UsageError(error.message);
    context.stderr.write(`${error.message}\n`);
    return null;
  }
}

function named(args: ParsedArguments, name: string): string | undefined {
  const word = args.one(name)?.trim();
  if (word === '') throw new UsageError(`--${name} needs the name of a field, e.g. --${name} generation.`);
  return word;
}

function listed(args: ParsedArguments, name: string): string[] | undefined {
  const word = args.one(name);
  if (word === undefined) return undefined;
  const parts = word.split(',').map((part) => part.trim());
  if (parts.some((part) => part === '')) throw new UsageError(`--${name} ${word}: give names parted by commas.`);
  return parts;
}
