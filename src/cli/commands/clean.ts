// `clean FILE… --out OUT`: writes the corpus without what repeats, what adds nothing, and what a person dropped.
import { relative, resolve, sep } from 'node:path';
import { CorpusError } from '../../engine/errors.ts';
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import type { InspectOptions } from '../../protocol/hostApi.ts';
import type { DropChoice } from '../../protocol/reviewApi.ts';
import { planDrops, planWrite, type WriteAsked, writePlanned } from '../../runtime/review/write.ts';
import { planTargets } from '../../runtime/review/writeTargets.ts';
import { preferredField } from '../../runtime/settings.ts';
import { AGAINST_OPTION, askedAgainst, unreadSets } from '../against.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { CliContext, Command } from '../command.ts';
import { findDecisions } from '../decisions.ts';
import { EXIT, type ExitCode, UsageError } from '../exitCodes.ts';
import { type NamedSource, resolveFiles } from '../files.ts';
import { badLines } from '../format/badLines.ts';
import { cleaned, firstLines, firstLinesText } from '../format/cleaned.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS, engineOptions } from '../options.ts';
import { createProgress } from '../progress.ts';
import { inspectReadable } from '../reading.ts';
import { askedTraits } from '../traitOptions.ts';
import { askedVerification, VERIFY_OPTION } from '../verifyOptions.ts';

const DEFAULT_KINDS: readonly FindingKind[] = ['exact-duplicate', 'near-duplicate'];

export const cleanCommand: Command = {
  name: 'clean',
  summary: 'Write a corpus without what repeats and what was dropped in review',
  usage: 'FILE… --out OUT [options]',
  about: [
    'Inspects one corpus and writes it without the samples that have a finding of the kinds named, and without',
    'those that were dropped in the editor. Rows that stay keep every byte. Repeats leave the one that stays;',
    'low-novelty samples go lowest first, and the others are counted anew after each. Samples that were kept in',
    'the editor stay. The input is never replaced; OUT appears whole or not at all, and OUT.report.json tells of',
    'every dropped sample where it stood and why it went. Several files need a folder as OUT.',
    '',
    `Kinds: ${FINDING_KINDS.slice(0, 6).join(', ')},`,
    `${FINDING_KINDS.slice(6).join(', ')}.`,
  ],
  options: [
    { name: 'out', short: 'o', value: 'OUT', help: 'The file to write, or a folder' },
    { name: 'drop', value: 'KINDS', help: `Kinds of findings, or none (default: ${DEFAULT_KINDS.join(',')})` },
    {
      name: 'keep-policy',
      value: 'POLICY',
      help: 'Which repeat stays: first, longest, verified or FIELD=VALUE (default: first)',
    },
    { name: 'keep', value: 'N', help: 'How many of several repeats stay (default: 1)' },
    {
      name: 'decisions',
      value: 'FILE|auto|none',
      help: 'Decisions made in the editor (default: auto, those beside the file)',
    },
    { name: 'dropped', help: 'Write the dropped rows beside OUT, too' },
    { name: 'dry-run', short: 'n', help: 'Say what would go, and write nothing' },
    { name: 'format', short: 'f', value: 'text|json', help: 'How the result is printed (default: text)' },
    VERIFY_OPTION,
    { name: 'calibration', value: 'FILE', help: 'Judge traits by it, for --drop llm-traits; see calibrate' },
    { ...AGAINST_OPTION, help: 'What --drop leakage looks for (default: as inspect)' },
    ...ENGINE_OPTIONS,
    ...COMMON_OPTIONS,
  ],
  examples: [
    {
      tells: 'Without copies and near-copies, and without what was dropped in the editor',
      line: 'clean train.jsonl --out train.clean.jsonl',
    },
    { tells: 'What would go', line: 'clean train.jsonl --drop near-duplicate,low-novelty --dry-run' },
    {
      tells: 'Of several near-duplicates the longest stays, and what goes is written, too',
      line: 'clean train.jsonl --out clean.jsonl --keep-policy longest --dropped',
    },
    {
      tells: 'Without what holds items of an evaluation set',
      line: 'clean train.jsonl --out clean.jsonl --drop leakage --against test.jsonl',
    },
    { tells: 'Only what a person decided, for all shards', line: 'clean "shards/*.jsonl" --out cleaned/ --drop none' },
  ],
  run,
};

async function run(args: ParsedArguments, context: CliContext): Promise<ExitCode> {
  const { cwd, signal, stderr, stdout } = context;
  const isDry = args.flag('dry-run');
  const isJson = formatOf(args) === 'json';
  const quiet = args.flag('quiet');
  const word = args.one('out');
  if (word === undefined && !isDry) throw new UsageError('Say where the result goes with --out OUT, or try --dry-run.');
  if (word?.trim() === '') throw new UsageError('--out needs a name: that of the file to write, or of a folder.');
  if (word === '-') throw new UsageError('--out -: clean writes files only; name one, or try --dry-run.');
  const kinds = kindsOf(args.one('drop'));
  const withDropped = args.flag('dropped');
  const { named, out } = placed(await resolveFiles(args.files, cwd), word, cwd);
  // Said before the corpus is measured, not after.
  if (out !== undefined) await refusals(planTargets({ sources: named.map(({ source }) => source), out, withDropped }));
  const options = {
    ...engineOptions(args),
    ...repeatOptions(args),
    ...(await measuresFor(kinds, args, cwd, named)),
    ...(await againstFor(kinds, args, cwd, named)),
  };

  const { inspection, missing } = await inspectReadable(named, options, context, quiet);
  if (!inspection) return EXIT.input;
  if (kinds.includes('leakage') && unreadSets(args, inspection.report, context)) return EXIT.input;
  if (kinds.includes('leakage') && !inspection.report.leakage) {
    throw new UsageError(
      '--drop leakage needs an evaluation set: give --against FILE, or name one in corpus-inspector.json.',
    );
  }
  const { decided, from, notes } = await findDecisions(inspection, args.one('decisions') ?? 'auto', cwd);
  if (!quiet) for (const note of notes) stderr.write(`${note}\n`);
  const choice: DropChoice = { kinds };
  const samples = await context.dropSet(inspection, choice, decided, { jobs: options.jobs, signal });
  const asked = { inspection, samples, choice, decisions: from };
  const shown = (path: string) => relative(cwd, path) || path;
  const bad = badLines(inspection);
  if (bad && !quiet && !kinds.includes('invalid')) stderr.write(`${bad}; they stay.\n`);

  const writes = out === undefined ? undefined : { ...asked, out, withDropped };
  if (isDry) {
    // With --out, what stands against writing there is said as well.
    const { head } = await refusals(writes ? planWrite(writes, { signal }) : planDrops(asked, { signal }));
    const first = firstLines(samples, head.files);
    stdout.write(
      isJson
        ? `${JSON.stringify({ dryRun: true, ...head, first }, null, 2)}\n`
        : cleaned(head, undefined, shown) + firstLinesText(first),
    );
  } else {
    const { head, report } = await write(writes as WriteAsked, context, quiet);
    stdout.write(isJson ? `${JSON.stringify({ ...head, report }, null, 2)}\n` : cleaned(head, report, shown));
  }
  return missing ? EXIT.input : EXIT.done;
}

async function write(asked: WriteAsked, { signal, stderr }: CliContext, quiet: boolean) {
  const progress = createProgress(stderr, quiet);
  const onProgress = ({ bytes, totalBytes }: { bytes: number; totalBytes: number }) =>
    progress.update({
      phase: 'writing',
      fraction: bytes / Math.max(1, totalBytes),
      bytes,
      totalBytes,
      samples: asked.samples.length,
    });
  try {
    const planned = await refusals(planWrite(asked, { signal }));
    const { report } = await refusals(writePlanned(asked, planned, { signal, onProgress }));
    return { head: planned.head, report };
  } finally {
    progress.stop();
  }
}

/** What stands against writing is the caller's to change. */
async function refusals<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CorpusError && error.code === 'bad-option') throw new UsageError(error.message);
    throw error;
  }
}

function formatOf(args: ParsedArguments): string {
  const format = args.one('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format ${format}: choose text or json.`);
  return format;
}

/**
 * The corpus, without an earlier result that lies in its folder, and where the result goes: a slash at its end says that a folder
 * is meant.
 */
function placed(named: readonly NamedSource[], out: string | undefined, cwd: string) {
  if (out === undefined) return { named, out };
  const path = resolve(cwd, out);
  const inside = path.endsWith(sep) ? path : path + sep;
  const isResult = ({ source, found }: NamedSource) =>
    found && source.kind === 'file' && (source.path === path || source.path.startsWith(inside));
  const left = named.filter((item) => !isResult(item));
  // Whether or not all of several files can be read.
  const isFolder = left.length > 1 || /[/\\]$/.test(out);
  // The folder of the corpus itself holds no results: writing there is refused.
  return { named: left.length > 0 ? left : named, out: isFolder ? inside : path };
}

function kindsOf(word: string | undefined): FindingKind[] {
  if (word === undefined) return [...DEFAULT_KINDS];
  if (word.trim() === 'none') return [];
  return word.split(',').map((part) => {
    const kind = FINDING_KINDS.find((known) => known === part.trim());
    if (!kind)
      throw new UsageError(
        `--drop ${word}: "${part.trim()}" is not a kind; choose none or some of ${FINDING_KINDS.join(', ')}.`,
      );
    return kind;
  });
}

function repeatOptions(args: ParsedArguments): Pick<InspectOptions, 'keeper' | 'keep'> {
  const policy = args.one('keep-policy')?.trim() as InspectOptions['keeper'];
  const word = args.one('keep');
  if (word !== undefined && !/^[1-9]\d{0,5}$/.test(word)) {
    throw new UsageError(`--keep ${word}: give a whole number from 1 to 999999.`);
  }
  try {
    if (policy !== undefined) preferredField(policy);
  } catch (error) {
    throw new UsageError(`--keep-policy: ${(error as Error).message}`);
  }
  return { ...(policy === undefined ? {} : { keeper: policy }), ...(word === undefined ? {} : { keep: Number(word) }) };
}

/** Nothing is looked for that nobody wants to drop. */
async function againstFor(
  kinds: readonly FindingKind[],
  args: ParsedArguments,
  cwd: string,
  named: readonly NamedSource[],
): Promise<InspectOptions> {
  if (kinds.includes('leakage')) return askedAgainst(args, cwd, named);
  if (args.one('against') !== undefined) throw new UsageError('--against goes with --drop leakage.');
  return { splits: false };
}

/** Only findings are needed; for traits every sample has to be read, and verification has to be asked for. */
async function measuresFor(
  kinds: readonly FindingKind[],
  args: ParsedArguments,
  cwd: string,
  named: readonly NamedSource[],
): Promise<InspectOptions> {
  const traits = await traitsFor(kinds, args, cwd, named);
  const isAsked = kinds.includes('verification-failed') || args.one('keep-policy')?.trim() === 'verified';
  if (!isAsked) {
    if (args.one('verify') === undefined) return { ...traits, verify: 'none' };
    throw new UsageError('--verify goes with --drop verification-failed or --keep-policy verified.');
  }
  return { ...traits, verify: 'auto', ...(await askedVerification(args, 'verify', cwd, named)) };
}

async function traitsFor(
  kinds: readonly FindingKind[],
  args: ParsedArguments,
  cwd: string,
  named: readonly NamedSource[],
): Promise<InspectOptions> {
  if (!kinds.includes('llm-traits')) {
    if (args.one('calibration') !== undefined) throw new UsageError('--calibration goes with --drop llm-traits.');
    return { metrics: 'core' };
  }
  const traits = await askedTraits(args, 'all', cwd, named);
  if (traits.calibration) return traits;
  throw new UsageError('--drop llm-traits needs a calibration: give --calibration FILE, or make one with calibrate.');
}
