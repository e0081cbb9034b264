// What the panel says about leakage: a line per evaluation set, and the sentence of the overview.
import type { EvaluationSetReport, LeakageReport, LeakedItemReport } from '../engine/leakage/report.ts';
import { baseName, formatInteger, formatPercent, plural } from './format.ts';

/** How a set is called where there is little room. */
export function setName({ name, from }: Pick<EvaluationSetReport, 'name' | 'from'>): string {
  return from === 'split' && name.includes(' ') && !/[/\\]/.test(name) ? name : baseName(name);
}

/** "3 of 30 items leak into 4 samples", then what else is known, each a fact of its own. */
export function setFacts(set: EvaluationSetReport): string[] {
  const { items, leaked, samples, spread, prompts, tooShort, anyHit } = set;
  if (items === 0) return ['It holds no item that could be read.'];
  const into = samples > 0 ? ` into ${plural(samples, 'sample')}` : '';
  const first =
    leaked === 0
      ? `none of ${plural(items, 'item')} leaks`
      : `${formatInteger(leaked)} of ${plural(items, 'item')} ${leaked === 1 ? 'leaks' : 'leak'}${into}`;
  return [
    first,
    spread > 0 ? `${formatInteger(spread)} only over several samples` : '',
    prompts > 0 ? `of ${formatInteger(prompts)} more the prompt alone` : '',
    tooShort > 0 ? `${formatInteger(tooShort)} too short to compare` : '',
    `any 13-gram shared: ${formatPercent(anyHit)}`,
  ].filter(Boolean);
}

/** How much of an item there is, in two or three words. */
export function itemShare({ how, share }: LeakedItemReport): string {
  if (how === 'whole') return 'whole text';
  return how === 'spread' ? `${formatPercent(share)}, spread` : formatPercent(share);
}

/** About the set of which most leaks; empty where nothing does. */
export function leakageSentence(leakage: LeakageReport | undefined): string {
  const [worst, ...others] = [...(leakage?.sets ?? [])].filter((s) => s.leaked > 0).sort((a, b) => b.share - a.share);
  if (!worst) return '';
  const more =
    others.length > 0 ? `, and some of ${plural(others.length, 'other evaluation set', 'other evaluation sets')}` : '';
  return `${formatInteger(worst.leaked)} of ${plural(worst.items, 'item')} of ${setName(worst)} (${formatPercent(worst.share)}) leak into it${more}.`;
}
