// How a corpus is drawn anew: what arguments and answers come to.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { MOST_GENERATIONS, MOST_SEED, SIMULATION_DEFAULTS } from '../../../engine/compare/simulation/defaults.ts';
import { SIMULATION_MODES } from '../../../engine/compare/simulationReport.ts';
import { VIEW_NAMES } from '../../../engine/sample.ts';
import type { SimulateParams } from '../../../protocol/betweenApi.ts';

export type Choice = Omit<SimulateParams, 'files' | 'options'>;

const uri = v.pipe(
  v.string(),
  v.transform((given) => vscode.Uri.parse(given, true)),
);
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/**
 * Arguments for key bindings, tests and other extensions, each with its default: `{ "model": "unigram", "generations": 20,
 * "modes": ["mix"], "real": 0.25, "seed": 7 }`; `uri` names the corpus, default the active file.
 */
const GivenSchema = v.strictObject({
  uri: v.optional(uri),
  model: v.optional(v.picklist(['unigram', 'trigram']), SIMULATION_DEFAULTS.model),
  generations: v.optional(whole(1, MOST_GENERATIONS), SIMULATION_DEFAULTS.generations),
  modes: v.optional(v.pipe(v.array(v.picklist(SIMULATION_MODES)), v.minLength(1)), [...SIMULATION_DEFAULTS.modes]),
  real: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), SIMULATION_DEFAULTS.real),
  seed: v.optional(whole(0, MOST_SEED), SIMULATION_DEFAULTS.seed),
  view: v.optional(v.picklist(VIEW_NAMES)),
});

/** Undefined where nothing was given that makes sense: it is asked for then. */
export function parseGiven(given: unknown): { readonly uri?: vscode.Uri; readonly choice: Choice } | undefined {
  const parsed = v.safeParse(GivenSchema, given);
  if (!parsed.success) return undefined;
  const { uri, view, ...choice } = parsed.output;
  return { ...(uri ? { uri } : {}), choice: { ...choice, ...(view ? { view } : {}) } };
}

/** What was typed as a number of generations; undefined for what is none. */
export function typedGenerations(text: string): number | undefined {
  const n = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return n >= 1 && n <= MOST_GENERATIONS ? n : undefined;
}

/** What was typed as a share in percent, "12.5" or "12.5 %"; a share 0..1. */
export function typedShare(text: string): number | undefined {
  const [, digits] = /^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(text) ?? [];
  const percent = digits === undefined ? Number.NaN : Number(digits.replace(',', '.'));
  return percent >= 0 && percent <= 100 ? percent / 100 : undefined;
}
