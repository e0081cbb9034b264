// The goals, each with what the run measured of it.

/** Highest multiples of the bare pass. */
const CORE_RATIO = 10;
const ALL_RATIO = 25;
const SPEED_UP = 1.7;
const PER_BYTE = 1.15;
/** MB, at 1 GB. */
export const MEMORY = 600;
const REPETITION_MB_PER_SECOND = 20;
const TRAITS_MB_PER_SECOND = 8;
const HOMOGENISATION_SECONDS = 10;
const FIRST_NUMBERS_SECONDS = 1;
const WHAT_IF_SECONDS = 1;
const NOVELTY_SHARE = 0.95;
const DISTINCT_ERROR = 0.01;

export const HUNDRED = 'instructions-100';
export const THOUSAND = 'instructions-1000';

/**
 * @param {Record<string, any>} results as bench/results.json holds them; sections that did not run are missing
 * @returns {import('./arithmetic.mjs').Goal[]}
 */
export function goalsOf(results) {
  const { corpora = {}, scaling, withinBudget, parts = {}, traits = {}, accuracy = {}, firstNumbers, whatIf } = results;
  const goals = [];
  const most = (name, value, goal, unit, why) => goals.push({ name, value, goal, bound: 'most', unit, why });
  const least = (name, value, goal, unit, why) => goals.push({ name, value, goal, bound: 'least', unit, why });

  for (const [name, { core, all }] of Object.entries(corpora)) {
    most(`core, ${name}`, core?.ratio ?? null, CORE_RATIO, '× bare pass', 'the command line has no --metrics');
    most(`all defaults, ${name}`, all.ratio, ALL_RATIO, '× bare pass');
  }
  const growth = perByteGrowth(corpora[HUNDRED], corpora[THOUSAND]);
  most('time per byte, 1 GB against 100 MB', growth, PER_BYTE, '×', 'needs both sizes in one run, not --quick');
  most('peak memory at 1 GB', withinBudget?.peakMb ?? null, MEMORY, 'MB', 'section budget did not run');
  least('2 workers against 1', scaling?.speedUp ?? null, SPEED_UP, '× as fast', 'section scaling did not run');
  for (const [name, { repetition, drawn }] of Object.entries(parts)) {
    const speed = repetition.mbPerSecond ?? null;
    least(`NGD + self-repetition, ${name}`, speed, REPETITION_MB_PER_SECOND, 'MB/s', repetition.skipped);
    const alike = drawn.metrics?.find((m) => m.id === 'homogenisation');
    const why = alike ? alike.skipped : (drawn.skipped ?? 'the registry does not have it');
    most(`homogenisation, ${name}`, alike?.seconds ?? null, HOMOGENISATION_SECONDS, 's', why);
  }
  for (const [name, { mbPerSecond, skipped }] of Object.entries(traits)) {
    least(`traits, ${name}`, mbPerSecond ?? null, TRAITS_MB_PER_SECOND, 'MB/s', skipped);
  }
  for (const [name, { novelty, distinct, plantedPair, skipped }] of Object.entries(accuracy)) {
    least(`novelty within 0.02 where drawn, ${name}`, novelty?.all.shareWithin ?? null, NOVELTY_SHARE, '', skipped);
    most(`distinct-n where drawn, ${name}`, worst(distinct), DISTINCT_ERROR, 'error', skipped);
    if (plantedPair) least(`planted pair found, ${name}`, plantedPair.exact && plantedPair.drawn ? 1 : 0, 1, '');
  }
  const shown = firstNumbers?.previewMs == null ? null : firstNumbers.previewMs / 1000;
  const why = firstNumbers ? (firstNumbers.skipped ?? 'none came') : 'section first did not run';
  most('first numbers', shown, FIRST_NUMBERS_SECONDS, 's', why);
  // After an inspection the words are read ahead: the first answer, which waits for that here, is only told.
  const noWhatIf = whatIf ? whatIf.skipped : 'section whatif did not run';
  const slowest = whatIf?.answers ? Math.max(...whatIf.answers.map((a) => a.seconds)) : null;
  most('what-if, counted, 100,000 samples', slowest, WHAT_IF_SECONDS, 's', noWhatIf);
  return goals;
}

/** Seconds per byte of the larger by those of the smaller. @returns {number | null} null where one is missing or both are cut */
export function perByteGrowth(smaller, larger) {
  if (!smaller || !larger || smaller.bytes === larger.bytes) return null;
  return larger.all.seconds / larger.bytes / (smaller.all.seconds / smaller.bytes);
}

function worst(distinct) {
  const errors = (distinct ?? []).flatMap(({ error }) => (error === null ? [] : [error]));
  return errors.length === 0 ? null : Math.max(...errors);
}
