// The sums behind the tables: medians, quantiles, ratios, and whether a goal is met.

/** @param {readonly number[]} values at least one @returns {number} */
export function median(values) {
  return quantile(values, 0.5);
}

/** Linear between the two nearest. @param {readonly number[]} values at least one @param {number} q 0..1 */
export function quantile(values, q) {
  const sorted = Float64Array.from(values).sort();
  const at = q * (sorted.length - 1);
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}

/** @param {number} value @param {number} truth @returns {number | null} |value − truth| / |truth|; null where truth is 0 */
export function relativeError(value, truth) {
  return truth === 0 ? null : Math.abs(value - truth) / Math.abs(truth);
}

/**
 * Errors of a column against the true one. Pairs of which one is missing (null) are counted apart.
 * @param {readonly (number | null)[]} values @param {readonly (number | null)[]} truths as long as `values`
 * @param {number} within
 */
export function errorsOf(values, truths, within) {
  if (values.length !== truths.length) throw new Error(`${values.length} values against ${truths.length} true ones.`);
  const errors = [];
  let onlyOne = 0;
  values.forEach((value, i) => {
    const truth = truths[i];
    if (value === null && truth === null) return;
    if (value === null || truth === null) onlyOne++;
    else errors.push(Math.abs(value - truth));
  });
  const at = (q) => (errors.length === 0 ? null : quantile(errors, q));
  return {
    compared: errors.length,
    onlyOne,
    shareWithin: errors.length === 0 ? null : errors.filter((e) => e <= within).length / errors.length,
    quantiles: { median: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), most: at(1) },
  };
}

/**
 * @typedef {object} Goal
 * @property {string} name
 * @property {number | null} value null: not measured
 * @property {number} goal
 * @property {'most' | 'least'} bound whether the goal is the highest or the lowest value that meets it
 * @property {string} unit
 * @property {string} [why] why it was not measured
 */

/**
 * @param {Goal} goal
 * @returns {{ met: boolean | null, factor: number | null }} factor: how many times too high or too low, above 1 where missed
 */
export function verdict({ value, goal, bound }) {
  if (value === null) return { met: null, factor: null };
  if (bound === 'most') return { met: value <= goal, factor: value / goal };
  return { met: value >= goal, factor: value === 0 ? Number.POSITIVE_INFINITY : goal / value };
}

/** "met", "missed by 1.6 ×" or "not measured: …". @param {Goal} goal @returns {string} */
export function verdictText(goal) {
  const { met, factor } = verdict(goal);
  if (met === null) return `not measured${goal.why ? `: ${goal.why}` : ''}`;
  return met ? 'met' : `missed by ${factor.toFixed(factor < 1.1 ? 3 : factor < 10 ? 2 : 0)} ×`;
}
