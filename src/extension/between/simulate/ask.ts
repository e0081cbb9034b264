// Asks how a corpus is drawn anew; the first answer to each question is the default.
import * as vscode from 'vscode';
import { MOST_GENERATIONS, SIMULATION_DEFAULTS } from '../../../engine/compare/simulation/defaults.ts';
import { SIMULATION_MODES, type SimulationMode } from '../../../engine/compare/simulationReport.ts';
import { type Answer, ask, BACK, type Step, walk } from '../../calibration/steps.ts';
import { type Choice, typedGenerations, typedShare } from './choice.ts';

/** The default first. */
const GENERATIONS = [SIMULATION_DEFAULTS.generations, 5, 20, 50];
const SHARES = [SIMULATION_DEFAULTS.real, 0.05, 0.25, 0.5];

/** Undefined where the person gave up. */
export function askChoice(name: string): Promise<Choice | undefined> {
  const title = vscode.l10n.t('Simulate the collapse of {0}', name);
  return walk<Choice>(SIMULATION_DEFAULTS, [
    (choice, place) => answered(choice, 'model', askModel({ title, ...place })),
    (choice, place) => answered(choice, 'generations', askGenerations({ title, ...place })),
    (choice, place) => answered(choice, 'modes', askModes({ title, ...place })),
    async (choice, place) =>
      choice.modes.includes('mix') ? answered(choice, 'real', askShare({ title, ...place })) : choice,
  ]);
}

type Place = { readonly title: string } & Parameters<Step<Choice>>[1];

async function answered<K extends keyof Choice>(
  choice: Choice,
  key: K,
  answer: Promise<Answer<Choice[K]>>,
): Promise<Answer<Choice>> {
  const value = await answer;
  return value === undefined || value === BACK ? value : { ...choice, [key]: value };
}

async function askModel(place: Place): Promise<Answer<Choice['model']>> {
  const { t } = vscode.l10n;
  const item = await ask({
    ...place,
    placeholder: t('Which n-gram model stands in for a language model?'),
    items: [
      {
        label: t('Word trigrams'),
        detail: t('Each word given the two before it: sequences are lost as well as words.'),
        model: 'trigram' as const,
      },
      {
        label: t('Single words'),
        detail: t('Each word by how often it occurs: nothing but rare words is lost.'),
        model: 'unigram' as const,
      },
    ],
  });
  return item === undefined || item === BACK ? item : item.model;
}

async function askGenerations(place: Place): Promise<Answer<number>> {
  const { t } = vscode.l10n;
  const known = GENERATIONS.map((n) => ({ label: t('{0} generations', n), generations: n }));
  const other = { label: t('$(edit) Another number…'), generations: null };
  for (;;) {
    const item = await ask({ ...place, placeholder: t('How often is it drawn anew?'), items: [...known, other] });
    if (item === undefined || item === BACK) return item;
    const prompt = t('Generations, from 1 to {0}', MOST_GENERATIONS);
    const generations = item.generations ?? (await typed(place.title, prompt, typedGenerations));
    if (generations !== undefined) return generations;
  }
}

async function askModes(place: Place): Promise<Answer<readonly SimulationMode[]>> {
  const { t } = vscode.l10n;
  const item = await ask({
    ...place,
    placeholder: t('What does each generation learn from?'),
    items: [
      { label: t('All three, on one chart'), detail: '', modes: SIMULATION_MODES },
      {
        label: t('Replace'),
        detail: t('From what the one before has drawn, and nothing else.'),
        modes: ['replace'] as const,
      },
      {
        label: t('Mix'),
        detail: t('The same, with a share of real text in each generation.'),
        modes: ['mix'] as const,
      },
      {
        label: t('Accumulate'),
        detail: t('From all that was ever there, the corpus included.'),
        modes: ['accumulate'] as const,
      },
    ],
  });
  return item === undefined || item === BACK ? item : item.modes;
}

async function askShare(place: Place): Promise<Answer<number>> {
  const { t } = vscode.l10n;
  const known = SHARES.map((share) => ({ label: t('{0} % real text', Math.round(share * 100)), share }));
  const other = { label: t('$(edit) Another share…'), share: null };
  for (;;) {
    const item = await ask({
      ...place,
      placeholder: t('How much of each generation is real text, where it is mixed in?'),
      items: [...known, other],
    });
    if (item === undefined || item === BACK) return item;
    const share = item.share ?? (await typed(place.title, t('Real text in each generation, in percent'), typedShare));
    if (share !== undefined) return share;
  }
}

/** Undefined where the person gave up. */
async function typed(
  title: string,
  prompt: string,
  read: (text: string) => number | undefined,
): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    validateInput: (now) => (now.trim() === '' || read(now) !== undefined ? undefined : prompt),
  });
  return text === undefined ? undefined : read(text);
}
