// The engine's calibration for scripts, and rows of an evaluation as a calibration.
import { importEngine } from '../../lib/engineModule.mjs';

const ENTRY = `
export { judge } from './src/engine/traits/calibration/judge.ts';
export { mismatches } from './src/engine/traits/calibration/mismatch.ts';
export { recalibrate } from './src/engine/traits/calibration/recalibrate.ts';
export { cutsOf } from './src/engine/traits/calibration/cuts.ts';
export { shareInterval } from './src/engine/statistics/beta.ts';
export { auroc } from './src/engine/statistics/auroc.ts';
export { seededRandom } from './src/engine/statistics/random.ts';
`;

/**
 * @typedef {{ domain: string, label: 0 | 1, words: number, score: number, markup: number, generator?: string | null,
 *   source?: string, pair?: string | null, parts?: number[], cuts?: number[][] }} ScoredRow
 */

/** The parts of the engine that are measured, bundled in memory. */
export function loadCalibration() {
  return importEngine(ENTRY);
}

/** Columns of a calibration file. */
export function columnsOf(engine, rows) {
  const cuts = (row) => {
    const at = new Map((row.cuts ?? []).map(([length, ...rest]) => [length, rest]));
    return engine.cutsOf(row.words).map((length) => (at.get(length) ?? []).filter((x) => Number.isFinite(x)));
  };
  return {
    from: 'evaluation',
    field: 'text',
    words: rows.map((row) => row.words),
    score: rows.map((row) => row.score),
    ...(rows.some((row) => row.parts) && { parts: rows.map((row) => row.parts ?? []) }),
    ...(rows.some((row) => row.cuts?.length) && { cuts: rows.map(cuts) }),
    markup: rows.map((row) => row.markup ?? 0),
    language: rows.map(() => 'en'),
    abstained: {},
  };
}

export function calibrationOf(engine, human, llm, rate = 0.05) {
  return {
    format: 'corpus-inspector/calibration',
    version: 1,
    model: 'evaluation',
    rate,
    view: 'text',
    human: columnsOf(engine, human),
    ...(llm && { llm: columnsOf(engine, llm) }),
  };
}

/** Rows by domain and label. */
export function byDomain(rows) {
  const domains = new Map();
  for (const row of rows) {
    const of = domains.get(row.domain) ?? { human: [], llm: [] };
    (row.label === 0 ? of.human : of.llm).push(row);
    domains.set(row.domain, of);
  }
  return domains;
}

export function shuffled(rows, random) {
  const out = [...rows];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

export const mean = (values) => (values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length);

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
