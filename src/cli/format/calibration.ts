// The table of `calibrate`: what the rows are, what they promise, and what more of them would bring.
import type { Calibration, CalibrationRows } from '../../engine/traits/calibration/calibration.ts';
import { type CalibrationFacts, describeCalibration } from '../../engine/traits/calibration/describe.ts';
import { counted, decimal, grouped, percent } from './numbers.ts';

const REASONS: Readonly<Record<string, string>> = {
  short: 'below 50 words',
  language: 'in another language',
  code: 'as code',
  table: 'as a table',
  list: 'as a list',
};

export function calibrationText(calibration: Calibration, title: string): string {
  const facts = describeCalibration(calibration);
  const lines: [name: string, text: string][] = [
    ['human', rows(calibration.human)],
    ...(calibration.llm ? [['LLM', rows(calibration.llm)] as [string, string]] : []),
    ['read', `${calibration.view} = ${calibration.human.field}`],
    ...(facts.k > 0
      ? promises(facts, calibration.llm !== undefined)
      : ([['no verdicts', facts.missing ?? '']] as [string, string][])),
    ...facts.more.map(({ rows: n, mean, low, high }, i): [string, string] => [
      i === 0 ? 'with more' : '',
      `${grouped(n)} human rows: ${percent(mean)} on average, ${percent(low)} to ${percent(high)}`,
    ]),
  ];
  return [title, ...lines.map(([name, text]) => `  ${name.padEnd(14)}${text}`), ''].join('\n');
}

function promises(facts: CalibrationFacts, learns: boolean): [string, string][] {
  const { human, llm, rate, k, worth, measured, power, precision, recalibrated, lengths } = facts;
  const shares = precision.map(({ share }) => `${+(100 * share).toFixed(1)}`).join(' / ');
  const right = precision.map(({ precision: p }) => (100 * p).toFixed(0)).join(' / ');
  const found = power.isMeasured
    ? `${percent(power.rate)} of the LLM rows being found`
    : `if ${percent(power.rate)} of the LLM rows are found, which takes LLM rows to measure`;
  return [
    [
      'threshold',
      `p ≤ ${decimal(k / (human + 1), 3)}: above ${ordinal(k)} of ${grouped(human)} human rows of the same length`,
    ],
    ['lengths', `rows of ${grouped(Math.max(50, lengths.from))} to ${grouped(lengths.to)} words are judged`],
    [
      'rate',
      `asked ${percent(rate)}; of human text ${percent(worth?.mean ?? 0)} is flagged on average, at most ${percent(worth?.high ?? 0)} with 95 % confidence`,
    ],
    [
      'measured',
      measured
        ? `${percent(measured.rate)} (${between(measured.interval)}) of the rows of groups that were left out`
        : 'not on other groups: name the field of authors or sources with --group where there are several rows of each',
    ],
    ['precision', `at a true share of ${shares} %: ${right} % of the findings are right, ${found}`],
    ...(recalibrated
      ? ([
          [
            'recalibrated',
            `AUROC ${decimal(recalibrated.auroc, 3)} (${recalibrated.interval.map((x) => decimal(x, 3)).join(' to ')}), ${percent(power.rate)} (${between(power.interval)}) of LLM rows flagged, by ${recalibrated.byGroup ? 'groups' : 'fifths of the rows'} left out`,
          ],
        ] as [string, string][])
      : []),
    ...(learns && !recalibrated
      ? ([
          [
            'LLM',
            `${grouped(facts.fewestLlm)} LLM rows that can be measured are needed to learn from them: add ${facts.fewestLlm - llm}`,
          ],
        ] as [string, string][])
      : []),
  ];
}

/** In place of a calibration that could say nothing, ever. */
export function nothingMeasured({ human, view }: Calibration): string {
  const { total, why } = unmeasured(human);
  return `${human.from}: none of ${counted(total, 'row')} could be measured (${why}). Traits are measured in English prose of 50 words and more; ${view} = ${human.field} was read.`;
}

function unmeasured({ abstained }: CalibrationRows): { total: number; why: string } {
  const left = Object.entries(abstained).filter(([, n]) => n > 0);
  const total = left.reduce((sum, [, n]) => sum + n, 0);
  return { total, why: left.map(([reason, n]) => `${grouped(n)} ${REASONS[reason] ?? reason}`).join(', ') };
}

function rows(side: CalibrationRows): string {
  const { from, words } = side;
  const { total, why } = unmeasured(side);
  return `${counted(words.length, 'row')} of ${from}${total > 0 ? ` · ${grouped(total)} not measured (${why})` : ''}`;
}

function between([low, high]: readonly [number, number]): string {
  return `${percent(low)} to ${percent(high)}`;
}

function ordinal(k: number): string {
  if (k === 1) return 'the highest';
  const ending = ['th', 'st', 'nd', 'rd'][k % 100 > 10 && k % 100 < 20 ? 0 : k % 10] ?? 'th';
  return `the ${k}${ending} highest`;
}
