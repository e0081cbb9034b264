// `calibrate [FILE…] --human H [--llm S] --out FILE`: what known rows say about the rows that look like them.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CorpusError } from '../../engine/errors.ts';
import { writeCalibration } from '../../engine/traits/calibration/calibration.ts';
import type { KnownRows } from '../../runtime/traits/calibrate.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { CliContext, Command } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exitCodes.ts';
import { type NamedSource, resolveFiles } from '../files.ts';
import { calibrationText, nothingMeasured } from '../format/calibration.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS } from '../options.ts';
import { checkTarget, withOutput } from '../output.ts';
import { createProgress } from '../progress.ts';
import { type ReferenceRows, referenceRows } from '../references.ts';
import { chooseView, VIEW_OPTION } from '../viewChoice.ts';

const DEFAULT_RATE = 0.05;

export const calibrateCommand: Command = {
  name: 'calibrate',
  summary: 'Make verdicts possible from rows that you know to be human',
  usage: '[FILE…] --human H [--llm S] --out FILE',
  about: [
    'Reads the surface traits of human rows of your own kind of text, and writes their numbers (never their',
    'text) to a calibration file. With it, rows that share more traits with LLM text than human rows do are',
    'found, at a false-positive rate that you choose. 42 human rows are the least at 5 %; more find more.',
    '',
    'H and S name a file, or FIELD=VALUE for the rows of FILE whose field has that value; a file of that',
    'name goes before. With LLM rows too (20 or more; 60 + 60 rows are plenty) the traits are weighed anew.',
    '',
    'Name the calibration in corpus-inspector.json: {"traits": {"calibration": "calibration.json"}}.',
  ],
  options: [
    { name: 'human', value: 'H', help: 'Human rows: a file, or FIELD=VALUE for rows of FILE' },
    { name: 'llm', value: 'S', help: 'LLM rows: a file, or FIELD=VALUE for rows of FILE' },
    { name: 'where', value: 'FIELD=VALUE', help: 'Only these rows of the file of human rows' },
    {
      name: 'group',
      value: 'FIELD',
      help: 'Rows with the same value are left out together, e.g. author',
    },
    {
      name: 'rate',
      value: 'X',
      help: `Share of human rows that may get a finding, 0.001 to 0.5 (default: ${DEFAULT_RATE})`,
    },
    VIEW_OPTION,
    ...ENGINE_OPTIONS.filter(({ name }) => name === 'split'),
    { name: 'out', short: 'o', value: 'FILE', help: 'The calibration file' },
    ...COMMON_OPTIONS,
  ],
  examples: [
    { tells: 'From a file of human rows', line: 'calibrate --human reference.jsonl --out calibration.json' },
    {
      tells: 'From rows of the corpus itself whose origin is known',
      line: 'calibrate mix.jsonl --human source=human --llm source=gpt --out calibration.json',
    },
    {
      tells: 'At one percent, authors left out in turn',
      line: 'calibrate --human essays.jsonl --group author --rate 0.01 --out calibration.json',
    },
  ],
  filesOptional: true,
  run,
};

async function run(args: ParsedArguments, context: CliContext): Promise<ExitCode> {
  const out = args.one('out');
  if (out === undefined)
    throw new UsageError('--out is missing: name the calibration file, e.g. --out calibration.json.');
  const rate = readRate(args.one('rate'));
  const { view, options } = chooseView(args);
  const group = args.one('group')?.trim();
  if (group === '') throw new UsageError('--group needs the name of a field, e.g. --group author.');
  const files = await resolveFiles(args.files, context.cwd);
  const human = await known(args, 'human', files, context.cwd);
  if (!human) throw new UsageError('--human is missing: name a file of human rows, or FIELD=VALUE.');
  const llm = await known(args, 'llm', files, context.cwd);
  if (human.name === llm?.name) throw new UsageError('--human and --llm name the same rows.');
  if (files.length > 0 && !human.ofCorpus && !llm?.ofCorpus) {
    throw new UsageError(await notOfCorpus(args, files, context.cwd));
  }
  const inputs = [human, ...(llm ? [llm] : [])].flatMap(({ rows }) =>
    rows.sources.map((s) => (s.kind === 'file' ? s.path : '')),
  );
  const target = await checkTarget(out, context.cwd, inputs);

  const progress = createProgress(context.stderr, args.flag('quiet'));
  try {
    const calibration = await context.calibrate({
      human: human.rows,
      ...(llm && { llm: llm.rows }),
      options,
      ...(view && { view }),
      rate,
      ...(group !== undefined && { group }),
      signal: context.signal,
      onProgress: (fraction, samples) =>
        progress.update({ phase: 'reading', fraction, samples, bytes: 0, totalBytes: 0 }),
    });
    progress.stop();
    if (calibration.human.words.length === 0) {
      context.stderr.write(`${nothingMeasured(calibration)}\n`);
      return EXIT.input;
    }
    const text = calibrationText(calibration, out);
    await withOutput(target, context.stdout, (output) => output.write(writeCalibration(calibration)));
    context.stdout.write(text);
    return EXIT.done;
  } catch (error) {
    progress.stop();
    return inputError(error, context);
  }
}

/** A file was named, and neither reference is made of its rows: a word without "=" may have been meant as a field. */
async function notOfCorpus(args: ParsedArguments, files: readonly NamedSource[], cwd: string): Promise<string> {
  for (const option of ['human', 'llm']) {
    const word = args.one(option);
    if (word === undefined || (await stat(resolve(cwd, word)).catch(() => undefined)) || /[*?{]/.test(word)) continue;
    return `--${option} ${word}: there is no such file; for rows of ${files[0]?.source.shown} give FIELD=VALUE, as in source=human.`;
  }
  return `${files[0]?.source.shown} is not needed: --human and --llm name files, not rows of it.`;
}

/** What cannot be read ends with the exit code for inputs; there is no calibration without it. */
function inputError(error: unknown, context: CliContext): ExitCode {
  if (!(error instanceof CorpusError) || ['cancelled', 'internal'].includes(error.code)) throw error;
  if (error.code === 'bad-option') throw new UsageError(error.message);
  context.stderr.write(`${error.message}\n`);
  return EXIT.input;
}

interface Known {
  readonly name: string;
  readonly rows: KnownRows;
  /** Rows of the files that were named, not of a file of their own. */
  readonly ofCorpus: boolean;
}

async function known(
  args: ParsedArguments,
  option: 'human' | 'llm',
  files: readonly NamedSource[],
  cwd: string,
): Promise<Known | undefined> {
  const word = args.one(option);
  if (word === undefined) return undefined;
  const where = option === 'human' ? readWhere(args.one('where')) : undefined;
  const named: ReferenceRows = await referenceRows(option, word, cwd);
  if (named.kind === 'files') {
    const sources = named.named.map(({ source }) => source);
    const name = where ? `${named.name}, ${where.field}=${where.value}` : named.name;
    return { name, rows: { sources, name, ...(where && { where }) }, ofCorpus: false };
  }
  if (files.length === 0) {
    throw new UsageError(
      `--${option} ${word}: there is no such file; name the file whose rows have this field before it.`,
    );
  }
  if (where) throw new UsageError('--where chooses rows of a file that --human names: give one of the two.');
  const { name, field, value } = named;
  return { name, rows: { sources: files.map(({ source }) => source), name, where: { field, value } }, ofCorpus: true };
}

function readWhere(word: string | undefined): { field: string; value: string } | undefined {
  if (word === undefined) return undefined;
  const [, field = '', value = ''] = /^([^=]*)=(.*)$/.exec(word)?.map((part) => part.trim()) ?? [];
  if (field !== '' && value !== '') return { field, value };
  throw new UsageError(`--where ${word}: name a field and its value, as in source=human.`);
}

function readRate(word: string | undefined): number {
  if (word === undefined) return DEFAULT_RATE;
  const rate = /^\d*\.?\d+$/.test(word) ? Number(word) : Number.NaN;
  if (rate >= 0.001 && rate <= 0.5) return rate;
  throw new UsageError(`--rate ${word}: give a number from 0.001 to 0.5, e.g. 0.05 for 5 %.`);
}
