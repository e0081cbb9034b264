// How figures are printed.
import { verdictText } from './arithmetic.mjs';

/**
 * @param {string} label
 * @param {{ seconds: number, cpuSeconds: number, mbPerSecond: number, peakMb: number, peakFrom: string,
 *   ratio?: number, cpuRatio?: number }} run
 */
export function usageLine(label, run) {
  const ratio =
    run.ratio === undefined ? '' : `  ${run.ratio.toFixed(1)} × the bare pass (CPU ${run.cpuRatio.toFixed(1)} ×)`;
  return (
    `  ${label.padEnd(13)} ${run.seconds.toFixed(2).padStart(8)} s  ${run.cpuSeconds.toFixed(1)} CPU s  ` +
    `${run.mbPerSecond.toFixed(1)} MB/s${ratio}  peak ${run.peakMb.toFixed(0)} MB (${run.peakFrom})`
  );
}

/** Rows of cells as text: the first column left, the others right. @param {readonly (readonly string[])[]} rows */
export function columns(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
  );
}

/** @param {readonly import('./arithmetic.mjs').Goal[]} goals @returns {string} */
export function goalsTable(goals) {
  const rows = goals.map((g) => [
    g.name,
    g.value === null ? '–' : number(g.value),
    `${g.bound === 'most' ? '≤' : '≥'} ${number(g.goal)}`,
    g.unit,
    verdictText(g),
  ]);
  const head = ['goal', 'measured', 'wanted', 'unit', ''];
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i].length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => (i === 1 || i === 2 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Three digits, without an exponent. @param {number} n */
export function number(n) {
  if (Math.abs(n) >= 100) return n.toFixed(0);
  if (Math.abs(n) >= 10) return n.toFixed(1);
  return Number(n.toPrecision(3)).toString();
}
