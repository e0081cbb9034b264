// What the summary says of leakage: the contaminated share of each evaluation set.
import type { EvaluationSetReport, LeakageReport } from '../../engine/leakage/report.ts';
import { counted, grouped, percent } from './numbers.ts';

/** Lines in order; empty where nothing was compared. */
export function leakageLines(leakage: LeakageReport | undefined): string[] {
  if (!leakage) return [];
  return [...leakage.sets.map(setLine), ...leakage.notes];
}

function setLine(set: EvaluationSetReport): string {
  const { name, items, leaked, share, samples, prompts, anyHit, spread, tooShort } = set;
  if (items === 0) return `${name}: no item could be read`;
  const found =
    leaked === 0
      ? `none of ${counted(items, 'item')} of ${name} leaks`
      : `${grouped(leaked)} of ${counted(items, 'item')} of ${name} (${percent(share)}) ${leaked === 1 ? 'leaks' : 'leak'}`;
  const more = [
    samples > 0 ? `into ${counted(samples, 'sample')}` : '',
    spread > 0 ? `${grouped(spread)} only over several samples` : '',
    prompts > 0 ? `the prompts alone of ${grouped(prompts)} more` : '',
    tooShort > 0 ? `${grouped(tooShort)} too short to compare` : '',
    `any 13-gram shared: ${percent(anyHit)}`,
  ];
  return [found, ...more.filter(Boolean)].join(' · ');
}
