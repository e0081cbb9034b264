// The figures of calibration as lines of text.
const percent = (x) => (x === null || Number.isNaN(x) ? '–' : (100 * x).toFixed(1));
const cells = (...words) =>
  words.map((word, i) => (i === 0 ? String(word).padEnd(14) : String(word).padStart(9))).join('');

/** @param {Awaited<ReturnType<typeof import('../calibration.mjs').evaluateCalibration>>} figures */
export function printCalibration({ draws, rows, cuts, falsePositives, mismatch, recalibration }) {
  const powers = falsePositives.filter(({ any }) => any.power !== null);
  return [
    `Calibration on 75 human rows of the domain at 5 %, ${draws} draws, ${rows} scored texts${cuts ? '' : ' (no cut human rows: plain scores)'}; in %`,
    cells(
      'domain',
      'P(>7 %)',
      'up to',
      'FPR',
      'p95',
      'shortest',
      'p95',
      'long→sh.',
      'p95',
      'sh.→long',
      'unjudged',
      'TPR',
      'from',
      'to',
    ),
    ...falsePositives.map(({ domain, any, longestToShortest: short, shortestToLongest: long }) =>
      cells(
        domain,
        percent(any.over),
        percent(any.overInterval[1]),
        percent(any.rate),
        percent(any.p95),
        percent(any.shortest),
        percent(any.shortestP95),
        percent(short.rate),
        percent(short.p95),
        percent(long.rate),
        percent(any.unjudged),
        percent(any.power),
        ...(any.powerRange ?? [null, null]).map(percent),
      ),
    ),
    `P(> 7 %) over all domains ${percent(falsePositives.reduce((sum, { any }) => sum + any.over, 0) / falsePositives.length)}. Where rows are exchangeable, 225 test rows give 4.4: the test rows add their own chance.`,
    `Mean TPR ${percent(powers.reduce((sum, { any }) => sum + any.power, 0) / powers.length)} over ${powers.length} domains.`,
    '',
    `Calibrated on another domain: FPR ${percent(mismatch.rate)} on average; noticed by length or markup ${percent(mismatch.noticed)} (where FPR is above 7 %: ${percent(mismatch.noticedHarmful)}); FPR where not noticed ${percent(mismatch.rateUnnoticed)}.`,
    `Good calibration refused: ${mismatch.falseAlarms.map(({ share, refused }) => `${percent(refused)} at ${percent(share)} LLM rows`).join(', ')}.`,
    '',
    `Recalibrated on ${recalibration.each} + ${recalibration.each} labelled rows, AUROC`,
    cells('domain', 'words ≥', 'score', 'recal.', 'from', 'to'),
    ...recalibration.domains.map(({ domain, minWords, before, after, range }) =>
      cells(domain, minWords, before.toFixed(3), after.toFixed(3), ...range.map((x) => x.toFixed(3))),
    ),
  ];
}
