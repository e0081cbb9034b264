// The options of the commands, and how their words become InspectOptions.
import type { MetricSet } from '../engine/metric.ts';
import { VIEW_NAMES, type ViewName } from '../engine/sample.ts';
import type { InspectOptions } from '../protocol/hostApi.ts';
import { DEFAULTS } from '../runtime/settings.ts';
import type { ParsedArguments } from './arguments.ts';
import { UsageError } from './exitCodes.ts';

export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** Placeholder of the value in the help; without it the option is a flag. */
  readonly value?: string;
  readonly repeatable?: boolean;
  readonly help: string;
}

/** What decides the numbers; both commands take them. */
export const ENGINE_OPTIONS: readonly OptionSpec[] = [
  { name: 'view', value: 'NAME=SELECTOR', repeatable: true, help: 'Read a view from there, e.g. response=$.answer' },
  {
    name: 'split',
    value: 'HOW',
    help: `Cut text files into paragraphs, lines or file (default: ${DEFAULTS.textSplit})`,
  },
  {
    name: 'low-novelty',
    value: 'X',
    help: `Novelty below which a sample adds little, 0 to 1 (default: ${DEFAULTS.lowNovelty})`,
  },
  {
    name: 'near-duplicate',
    value: 'X',
    help: `Jaccard from which samples are near-duplicates, 0 to 1 (default: ${DEFAULTS.nearDuplicate})`,
  },
  { name: 'jobs', short: 'j', value: 'N', help: 'Worker threads (default: one per core, at most 4)' },
  { name: 'memory', value: 'MB', help: `Budget for tables (default: ${DEFAULTS.memoryMb})` },
  {
    name: 'block-size',
    value: 'BYTES',
    help: `Bytes read at a time; K and M are understood (default: ${DEFAULTS.blockBytes / 2 ** 20}M)`,
  },
];

/** What `inspect` alone takes. */
export const REPORT_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'metrics',
    value: 'core|all',
    help: 'Core: counts, distinct-n, entropy, MATTR, novelty, findings (default: all)',
  },
  { name: 'by', value: 'FIELD', help: 'Give the metrics for each value of a field too, e.g. source or meta.model' },
];

export const COMMON_OPTIONS: readonly OptionSpec[] = [
  { name: 'quiet', short: 'q', help: 'No progress bar and no notes; errors are still said' },
  { name: 'debug', help: 'Print stack traces' },
  { name: 'help', short: 'h', help: 'Show this help' },
];

/** Translates the engine's options. Throws UsageError for a value that makes no sense. */
export function engineOptions(args: ParsedArguments): InspectOptions {
  const views = readViews(args.all('view'));
  const split = args.one('split');
  const by = args.one('by')?.trim();
  if (by === '') throw new UsageError('--by needs the name of a field, e.g. --by source.');
  const metrics = args.one('metrics');
  if (metrics !== undefined && !isMetricSet(metrics)) {
    throw new UsageError(`--metrics ${metrics}: choose core or all.`);
  }
  if (metrics === 'core' && by !== undefined) {
    throw new UsageError('--by measures drawn samples, which --metrics core leaves out: give one of the two.');
  }
  if (split !== undefined && !isSplit(split)) {
    throw new UsageError(`--split ${split}: choose auto, paragraphs, lines or file.`);
  }
  return {
    ...(views ? { views } : {}),
    ...(split !== undefined ? { textSplit: split } : {}),
    ...given('by', by),
    ...given('metrics', metrics),
    ...given('jobs', integer(args, 'jobs', 1, 256)),
    ...given('memoryMb', integer(args, 'memory', 16, 1_000_000)),
    ...given('blockBytes', byteCount(args, 'block-size', 1024, 2 ** 30)),
    ...given('lowNovelty', share(args, 'low-novelty')),
    ...given('nearDuplicate', share(args, 'near-duplicate')),
  };
}

function isSplit(word: string): word is NonNullable<InspectOptions['textSplit']> {
  return word === 'auto' || word === 'paragraphs' || word === 'lines' || word === 'file';
}

function isMetricSet(word: string): word is MetricSet {
  return word === 'core' || word === 'all';
}

function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function readViews(pairs: readonly string[]): Partial<Record<ViewName, string>> | undefined {
  if (pairs.length === 0) return undefined;
  const views: Partial<Record<ViewName, string>> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    const selector = at < 0 ? '' : pair.slice(at + 1).trim();
    const view = VIEW_NAMES.find((known) => known === name);
    if (view === undefined) {
      throw new UsageError(`--view ${pair}: "${name}" is not a view; choose ${VIEW_NAMES.join(', ')}.`);
    }
    if (selector === '') throw new UsageError(`--view ${pair}: say where it is read from, e.g. ${view}=$.${view}.`);
    if (views[view] !== undefined) throw new UsageError(`--view ${view} is given twice; give it once.`);
    views[view] = selector;
  }
  return views;
}

/** A whole number from `min` to `max`. Throws UsageError. */
export function integer(args: ParsedArguments, name: string, min: number, max: number): number | undefined {
  const word = args.one(name);
  if (word === undefined) return undefined;
  const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new UsageError(`--${name} ${word}: give a whole number from ${min} to ${max}.`);
  }
  return value;
}

function byteCount(args: ParsedArguments, name: string, min: number, max: number): number | undefined {
  const word = args.one(name);
  if (word === undefined) return undefined;
  const match = /^(\d+)([km]?)$/i.exec(word);
  const unit = match?.[2]?.toLowerCase() === 'm' ? 2 ** 20 : match?.[2] ? 2 ** 10 : 1;
  const value = match ? Number(match[1]) * unit : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new UsageError(`--${name} ${word}: give a number of bytes such as 64K or 1M, from 1K to 1024M.`);
  }
  return value;
}

/** A number from 0 to 1. Throws UsageError. */
export function share(args: ParsedArguments, name: string): number | undefined {
  const word = args.one(name);
  if (word === undefined) return undefined;
  const value = /^\d*\.?\d+$/.test(word) ? Number(word) : Number.NaN;
  if (!(value >= 0 && value <= 1)) throw new UsageError(`--${name} ${word}: give a number from 0 to 1.`);
  return value;
}
