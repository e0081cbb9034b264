// `plan-mixture --real R --synthetic S --share 0.1 --out PLAN.jsonl`: the synthetic samples that add most of what a real corpus lacks.
import { CorpusError } from '../../engine/errors.ts';
import type { MixtureAsked } from '../../runtime/between/mixture/asked.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { CliContext, Command } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exitCodes.ts';
import { type NamedSource, resolveFiles } from '../files.ts';
import { paletteFor } from '../format/colours.ts';
import { mixtureText } from '../format/mixture.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS, integer, share } from '../options.ts';
import { checkTarget, openFileOutput } from '../output.ts';
import { createStepProgress } from '../progress.ts';
import { askedVerification, VERIFY_OPTION } from '../verifyOptions.ts';
import { chooseView, VIEW_OPTION } from '../viewChoice.ts';

const DEFAULT_SHARE = 0.1;
const OPTIONS_TAKEN = new Set(['split', 'near-duplicate', 'jobs', 'memory', 'block-size']);

export const planMixtureCommand: Command = {
  name: 'plan-mixture',
  summary: 'Choose the synthetic samples that add most of what a real corpus lacks',
  usage: '--real R --synthetic S --out PLAN [options]',
  about: [
    'Chooses samples of S, up to a share of the words of the mix, that cover most of what R lacks or hardly has:',
    'content words, word pairs to 4-grams, and values of fields such as topics or labels. Copies and',
    'near-duplicates of R or of each other, broken text, leftovers of generation and noise are left out, and what',
    'only one sample holds counts for nothing. What fails a verifier is left out, what is verified preferred.',
    'How a text reads, and who may have written it, plays no part.',
    '',
    'PLAN holds the chosen rows byte for byte, the best first, so that its first half is the better half.',
    'The plan is compared with random choices of as many words. Words covered are not quality: see docs/mixture.md.',
  ],
  filesOptional: true,
  options: [
    { name: 'real', value: 'R', repeatable: true, help: 'The real corpus: a file, a folder or a pattern' },
    {
      name: 'synthetic',
      value: 'S',
      repeatable: true,
      help: 'What is chosen from; with --provenance the default is R itself',
    },
    {
      name: 'provenance',
      value: 'FIELD=A[,B]',
      help: 'Rows with such a value are synthetic; in R they count towards the share',
    },
    {
      name: 'share',
      value: 'X',
      help: `Largest share of the mix's words that is synthetic, below 1 (default: ${DEFAULT_SHARE})`,
    },
    { name: 'out', short: 'o', value: 'PLAN', help: 'Where the chosen rows go' },
    { name: 'mix', value: 'FILE', help: 'Write R and the plan behind it there, too' },
    { name: 'order', value: 'gain|file', help: 'Order of the rows in PLAN (default: gain, the best first)' },
    { name: 'report', value: 'FILE', help: 'Write the report as JSON there, too' },
    { name: 'dry-run', short: 'n', help: 'Say what would be chosen, and write no plan' },
    { name: 'seed', value: 'N', help: 'Another seed gives other random choices to compare with (default: 0)' },
    VERIFY_OPTION,
    VIEW_OPTION,
    { name: 'format', short: 'f', value: 'text|json', help: 'How the result is printed (default: text)' },
    ...ENGINE_OPTIONS.filter(({ name }) => OPTIONS_TAKEN.has(name)),
    ...COMMON_OPTIONS,
  ],
  examples: [
    {
      tells: 'A tenth of the mix from generated rows',
      line: 'plan-mixture --real human.jsonl --synthetic generated.jsonl --share 0.1 --out plan.jsonl',
    },
    {
      tells: 'Real and generated rows stand in one file',
      line: 'plan-mixture --real all.jsonl --provenance source=gpt,llama --out plan.jsonl',
    },
    {
      tells: 'What a twentieth would add, without writing anything',
      line: 'plan-mixture --real human.jsonl --synthetic "generated/*.jsonl" --share 0.05 --dry-run',
    },
  ],
  run,
};

async function run(args: ParsedArguments, context: CliContext): Promise<ExitCode> {
  const { cwd, stderr, stdout, signal } = context;
  if (args.files.length > 0)
    throw new UsageError(`Name files with --real and --synthetic, not ${args.files[0]} alone.`);
  const format = args.one('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format ${format}: choose text or json.`);
  const order = args.one('order') ?? 'gain';
  if (order !== 'gain' && order !== 'file') throw new UsageError(`--order ${order}: choose gain or file.`);
  const isDry = args.flag('dry-run');
  const [out, mix] = [args.one('out'), args.one('mix')];
  if (out === undefined && !isDry) throw new UsageError('Say where the plan goes with --out PLAN, or try --dry-run.');
  const provenance = provenanceOf(args.one('provenance'));
  const real = await filesOf('real', args, cwd);
  const synthetic = args.all('synthetic').length === 0 && provenance ? real : await filesOf('synthetic', args, cwd);
  const inputs = [...real, ...synthetic].map(pathOf);
  const written = async (path: string | undefined) => path && (await checkTarget(path, cwd, inputs));
  const report = await written(args.one('report'));
  const targets = isDry ? [] : await Promise.all([out, mix].map(written));
  const { view, options } = chooseView(args);
  const limit = share(args, 'share') ?? DEFAULT_SHARE;
  const asked: MixtureAsked = {
    real: without(real, [report, ...targets]),
    synthetic: without(synthetic, [report, ...targets]),
    share: limit,
    order,
    options: { ...options, ...(await askedVerification(args, 'verify', cwd, synthetic)) },
    seed: integer(args, 'seed', 0, 2 ** 31 - 1) ?? 0,
    ...(provenance && { provenance }),
    ...(view && { view }),
    ...(targets[0] && { out: targets[0] }),
    ...(targets[1] && { mix: targets[1] }),
  };
  const progress = createStepProgress(stderr, args.flag('quiet'));
  try {
    const found = await context.planMixture(asked, { signal, onProgress: progress.update });
    progress.stop();
    const json = `${JSON.stringify(found, null, 2)}\n`;
    if (report) await writeReport(report, json);
    stdout.write(format === 'json' ? json : mixtureText(found, paletteFor(stdout, context.env), stdout.columns));
    return EXIT.done;
  } catch (error) {
    progress.stop();
    return refused(error, context);
  }
}

/** There is no plan without every file that was named. */
function refused(error: unknown, { stderr }: CliContext): ExitCode {
  if (!(error instanceof CorpusError) || ['cancelled', 'worker-crashed', 'internal'].includes(error.code)) throw error;
  if (error.code === 'bad-option') throw new UsageError(error.message);
  stderr.write(`${error.message}\n`);
  return EXIT.input;
}

async function writeReport(path: string, json: string): Promise<void> {
  const output = await openFileOutput(path);
  try {
    await output.write(json);
    await output.commit();
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

async function filesOf(
  name: 'real' | 'synthetic',
  args: ParsedArguments,
  cwd: string,
): Promise<readonly NamedSource[]> {
  const words = args.all(name);
  if (words.length === 0) {
    const what = name === 'real' ? 'the real corpus' : 'the samples to choose from';
    throw new UsageError(`--${name} is missing: name ${what}, a file, a folder or a pattern.`);
  }
  return resolveFiles(words, cwd);
}

/** An earlier result in the folder that is read is no part of the corpus. */
function without(named: readonly NamedSource[], targets: readonly (string | undefined)[]) {
  return named.filter((item) => !item.found || !targets.includes(pathOf(item))).map(({ source }) => source);
}

function pathOf({ source }: NamedSource): string {
  return source.kind === 'file' ? source.path : source.shown;
}

/** "source=gpt,llama". Throws UsageError. */
function provenanceOf(word: string | undefined): MixtureAsked['provenance'] {
  if (word === undefined) return undefined;
  const at = word.lastIndexOf('=');
  const field = word.slice(0, Math.max(0, at)).trim();
  const values = word
    .slice(at + 1)
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (field === '' || values.length === 0) {
    throw new UsageError(
      `--provenance ${word}: name a field and the values that mean synthetic, as in source=gpt,llama.`,
    );
  }
  return { field, synthetic: values };
}
