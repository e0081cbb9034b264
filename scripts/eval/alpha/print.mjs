// The measured cells as a table: errors in points, mean / 95th percentile / worst, then coverage and refusals.
import { SHARES } from './corpora.mjs';

/** What has to hold of the leading method, in points and shares. */
export const GOALS = { mean: 2, p95: 6, coverage: 0.93, refusedDomains: 1, familyMean: 3 };

/** Numbers of one set of cells: errors by method and of the leader, coverage, refusals. */
export function measure(cells) {
  const errors = new Map();
  const add = (method, alpha, share) => {
    if (alpha === null) return;
    if (!errors.has(method)) errors.set(method, []);
    errors.get(method).push(100 * (alpha - share));
  };
  let covered = 0;
  let given = 0;
  let width = 0;
  for (const { share, report, unrefused } of cells) {
    for (const { method, alpha } of unrefused) add(method, alpha, share);
    if (report.alpha === null) continue;
    add('leader', report.alpha, share);
    given++;
    width += 100 * (report.high - report.low);
    if (report.low <= share + 1e-9 && share <= report.high + 1e-9) covered++;
  }
  return {
    cells: cells.length,
    errors: Object.fromEntries([...errors].map(([method, list]) => [method, summarise(list)])),
    coverage: covered / given,
    width: width / given,
    refused: 1 - given / cells.length,
    led: tally(cells.map(({ report }) => report.method)),
  };
}

function summarise(list) {
  const sizes = list.map(Math.abs).sort((a, b) => a - b);
  const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    mean: mean(sizes),
    p95: sizes[Math.ceil(0.95 * sizes.length) - 1],
    worst: sizes.at(-1),
    bias: mean(list),
  };
}

function tally(names) {
  const counts = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** @returns {string[]} lines */
export function printAlpha({ draws, references, rows, domains, cells }) {
  const own = cells.filter((c) => !c.family);
  const other = cells.filter((c) => c.family);
  const all = measure(own);
  const lines = [
    `α: the share of rows. ${rows}-row corpora, ${references} + ${references} references, ${draws} draws per domain and share`,
    'errors in points, mean / 95th percentile / worst; of single methods refused or not, of the leader where it answers',
    ...methodLines(all),
    ...SHARES.map((share) => line(`share ${100 * share} %`, measure(own.filter((c) => c.share === share)))),
    ...domains.map((domain) => line(domain, measure(own.filter((c) => c.domain === domain)))),
    'references of another model family:',
    ...methodLines(measure(other)),
    ...domains.map((domain) => line(domain, measure(other.filter((c) => c.domain === domain)))),
  ];
  return [...lines, ...goalLines(all, measure(other), own, domains)];
}

function methodLines({ errors, led }) {
  return Object.entries(errors).map(([method, e]) => {
    const leads = method === 'leader' ? '' : `  led ${led[method] ?? 0}`;
    return `  ${method.padEnd(12)} ${shown(e)}${leads}`;
  });
}

function line(name, m) {
  const e = m.errors.leader;
  const rest = `covered ${percent(m.coverage)}  width ${number(m.width)}  refused ${percent(m.refused)}`;
  return `  ${name.padEnd(12)} ${e ? `${shown(e)}  ${rest}` : m.cells === 0 ? 'not enough rows' : 'refused'}`;
}

function goalLines(all, other, own, domains) {
  const { leader } = all.errors;
  const refused = domains.filter((d) => measure(own.filter((c) => c.domain === d)).refused > 0.5);
  const goal = (holds, text) => `  ${holds ? 'holds ' : 'MISSED'} ${text}`;
  const family = other.errors.leader?.mean ?? Number.NaN;
  return [
    'goals:',
    goal(leader.mean <= GOALS.mean, `mean error ${number(leader.mean)} <= ${GOALS.mean}`),
    goal(leader.p95 <= GOALS.p95, `95th percentile ${number(leader.p95)} <= ${GOALS.p95}`),
    goal(all.coverage >= GOALS.coverage, `coverage ${percent(all.coverage)} >= ${percent(GOALS.coverage)}`),
    goal(
      refused.length <= GOALS.refusedDomains,
      `domains refused in most draws: ${refused.join(', ') || 'none'} (<= ${GOALS.refusedDomains}); of all draws ${percent(all.refused)}`,
    ),
    goal(
      family <= GOALS.familyMean,
      `another family's references: mean error ${number(family)} <= ${GOALS.familyMean}`,
    ),
  ];
}

function shown({ mean, p95, worst, bias }) {
  const sign = bias < 0 ? '−' : '+';
  return `${[mean, p95, worst].map((n) => number(n).padStart(5)).join(' / ')}  bias ${sign}${number(Math.abs(bias))}`;
}

const number = (n) => n.toFixed(1);
const percent = (share) => `${(100 * share).toFixed(1)} %`;
