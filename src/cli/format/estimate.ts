// The text that `estimate` prints: the share, how far it can be trusted, and the share of each group.

import type { ViewName } from '../../engine/sample.ts';
import { LEAST_ROWS } from '../../engine/traits/alpha/estimate.ts';
import type { AlphaMethod, AlphaReport } from '../../engine/traits/schema.ts';
import { counted, grouped } from './numbers.ts';

/** What `estimate --format json` prints. */
export interface EstimateResult extends AlphaReport {
  /** Errors of the leading method on mixtures of the references with a known share, in shares; null where nothing was tried. */
  readonly selfValidation: { readonly mean: number; readonly p95: number; readonly worst: number } | null;
  readonly view: ViewName;
  readonly references: { readonly human: string; readonly llm: string };
  /** Rows that the traits say nothing of: too short, another language, code, tables, lists. */
  readonly abstained: number;
  readonly drawn?: { readonly n: number; readonly of: number; readonly unit: 'blocks' };
}

const METHOD_WORDS: Record<AlphaMethod, string> = {
  density: 'score densities',
  em: 'recalibrated probabilities',
  likelihood: 'words by sentence',
};

/** Ends with a line break. */
export function estimateText(result: EstimateResult): string {
  const { human, llm, samples, abstained, drawn, methods, groups } = result;
  const lines = [
    headline(result),
    '',
    `measured     ${counted(samples, 'row')} of ${result.view}${abstained > 0 ? `, ${grouped(abstained)} left out: too short, or no prose in a measured language` : ''}`,
    ...(drawn ? [`drawn        ${grouped(drawn.n)} of ${counted(drawn.of, 'block')}`] : []),
    `references   ${grouped(human)} human (${result.references.human}), ${grouped(llm)} LLM (${result.references.llm})`,
  ];
  if (methods.length > 0) {
    lines.push(
      '',
      ...table(
        ['method', 'α', 'mean error', '95 %', 'worst'],
        methods.map(({ method, alpha, error }) => [
          METHOD_WORDS[method] + (method === result.method ? ' (leads)' : ''),
          alpha === null ? 'refused' : share(alpha),
          ...(error ? [error.mean, error.p95, error.worst].map(points) : ['–', '–', '–']),
        ]),
      ),
      'Errors in points, on known mixtures of half of the references with the other half left out.',
    );
  }
  if (groups) {
    const isSmall = (row: { samples: number }) => result.alpha !== null && row.samples < LEAST_ROWS;
    const small = groups.rows.filter(isSmall).length;
    lines.push(
      '',
      ...table(
        [groups.by, 'rows', 'α', '95 % interval', ''],
        groups.rows
          .filter((row) => !isSmall(row))
          .map((row) => [
            row.label,
            grouped(row.samples),
            row.alpha === null ? '–' : share(row.alpha),
            row.alpha === null ? '' : range(row),
            row.refused !== undefined && row.refused !== result.refused ? row.refused : '',
          ]),
      ),
      ...(small > 0 ? [`${counted(small, 'group')} with fewer than ${LEAST_ROWS} measured rows: no estimate.`] : []),
      ...(groups.note ? [groups.note] : []),
    );
  }
  return `${lines.join('\n')}\n`;
}

function headline({ alpha, low, high, refused }: EstimateResult): string {
  if (alpha === null) return `No estimate: ${refused}`;
  const rows = 'of the rows share surface traits with LLM text like the reference';
  // Nothing found is no proof of nothing there: the upper end is what can be said.
  if (low === 0 && alpha < 0.005)
    return `At most ${share(high ?? 1)} ${rows} (estimate ${share(alpha)}, with 95 % confidence).`;
  return `About ${share(alpha)} ${rows} (95 % interval ${range({ low, high })}).`;
}

function share(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function range({ low, high }: Pick<AlphaReport, 'low' | 'high'>): string {
  return `${((low ?? 0) * 100).toFixed(1)}–${((high ?? 1) * 100).toFixed(1)} %`;
}

function points(value: number): string {
  return (value * 100).toFixed(1);
}

/** The first column to the left, a last one without a head too, the others to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, i) => {
        const width = widths[i] ?? 0;
        return i === 0 || head[i] === '' ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
