// `simulate FILE…`: what is left of a corpus that is drawn anew from its own model, generation by generation.
import {
  SIMULATION_DEFAULTS as DEFAULTS,
  MOST_GENERATIONS,
  MOST_SEED,
} from '../../engine/compare/simulation/defaults.ts';
import { SIMULATION_MODES, type SimulationMode } from '../../engine/compare/simulationReport.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { CliContext, Command } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exitCodes.ts';
import { resolveFiles } from '../files.ts';
import { simulationText } from '../format/simulation.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS, integer, share } from '../options.ts';
import { planOutput } from '../output.ts';
import { createStepProgress } from '../progress.ts';
import { overReadable } from '../reading.ts';
import { chooseView, VIEW_OPTION } from '../viewChoice.ts';
import { writeReport } from '../writeReport.ts';

const OPTIONS_TAKEN = new Set(['split', 'jobs', 'block-size']);

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'Draw a corpus anew from its own model, generation by generation',
  usage: 'FILE… [options]',
  about: [
    'Learns an n-gram model of the corpus, draws as many words from it, learns a model of these, and so on,',
    'and shows which share of the different words is still there: where each generation replaces the one',
    'before, where a share of real text is mixed in, and where all that was ever there is kept.',
    '',
    'An n-gram model stands in for a language model: this shows what drawing from a finite text does to',
    'rare words and sequences, and forecasts nothing about a real model. Of a corpus too large to be drawn',
    'from (about 1 million words at 10 generations, 5 million with single words), samples are drawn by',
    'hash, and the output says so.',
  ],
  options: [
    {
      name: 'generations',
      value: 'N',
      help: `How often it is drawn anew, 1 to ${MOST_GENERATIONS} (default: ${DEFAULTS.generations})`,
    },
    {
      name: 'mode',
      value: 'MODE',
      repeatable: true,
      help: 'replace, mix or accumulate (default: all three)',
    },
    {
      name: 'real',
      value: 'X',
      help: `With mix: share of real text in each generation, 0 to 1 (default: ${DEFAULTS.real})`,
    },
    {
      name: 'model',
      value: 'unigram|trigram',
      help: `Single words, or each given the two before it (default: ${DEFAULTS.model})`,
    },
    { name: 'seed', value: 'S', help: `Another seed gives another draw (default: ${DEFAULTS.seed})` },
    VIEW_OPTION,
    { name: 'format', short: 'f', value: 'text|json', help: 'A chart for people, or JSON (default: text)' },
    { name: 'out', short: 'o', value: 'FILE', help: 'Write there instead of to the terminal' },
    ...ENGINE_OPTIONS.filter(({ name }) => OPTIONS_TAKEN.has(name)),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { tells: 'The three modes on one chart', line: 'simulate train.jsonl' },
    {
      tells: 'How much a quarter of real text would hold up',
      line: 'simulate train.jsonl --mode replace --mode mix --real 0.25 --generations 20',
    },
    { tells: 'Single words, as numbers', line: 'simulate train.jsonl --model unigram --format json' },
  ],
  run,
};

async function run(args: ParsedArguments, context: CliContext): Promise<ExitCode> {
  const format = args.one('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format ${format}: choose text or json.`);
  const model = args.one('model') ?? DEFAULTS.model;
  if (model !== 'unigram' && model !== 'trigram') {
    throw new UsageError(`--model ${model}: choose unigram or trigram.`);
  }
  const modes = readModes(args.all('mode'));
  const real = share(args, 'real');
  if (real !== undefined && !modes.includes('mix')) {
    throw new UsageError('--real is the share of real text with --mode mix: ask for that mode too.');
  }
  const asked = {
    model,
    modes,
    real: real ?? DEFAULTS.real,
    generations: integer(args, 'generations', 1, MOST_GENERATIONS) ?? DEFAULTS.generations,
    seed: integer(args, 'seed', 0, MOST_SEED) ?? DEFAULTS.seed,
  } as const;
  const { view, options } = chooseView(args);
  const files = await resolveFiles(args.files, context.cwd);
  const { named, target } = await planOutput(files, args.one('out'), context.cwd);

  const quiet = args.flag('quiet');
  const { result: report, missing } = await overReadable(named, context, quiet, async (sources) => {
    const progress = createStepProgress(context.stderr, quiet);
    const hooks = { signal: context.signal, onProgress: progress.update };
    return context
      .simulate({ ...asked, files: sources, options, ...(view && { view }) }, hooks)
      .finally(() => progress.stop());
  });
  if (!report) return EXIT.input;
  await writeReport(report, { format, target, text: simulationText }, context);
  return missing ? EXIT.input : EXIT.done;
}

/** All of them where none is named. Throws UsageError. */
function readModes(words: readonly string[]): readonly SimulationMode[] {
  for (const word of words) {
    if (!SIMULATION_MODES.some((mode) => mode === word)) {
      throw new UsageError(`--mode ${word}: choose ${SIMULATION_MODES.join(', ')}.`);
    }
  }
  return words.length === 0 ? DEFAULTS.modes : SIMULATION_MODES.filter((mode) => words.includes(mode));
}
