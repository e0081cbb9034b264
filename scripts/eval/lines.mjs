// Ranking, abstentions and goals as lines of text.
const LONG = 100;
const share = (x) => x.toFixed(3);
const percent = (x) => `${(100 * x).toFixed(1)} %`;

/** @param {object} figures ranking.json @param {readonly object[]} rows lines of scores.jsonl */
export function rankingLines({ leaveOneDomainOut: domains, shortTexts: short, domainAndFamilyOut: cells }, rows) {
  return [
    `Ranking LLM text above human text, ${LONG} words and more, by models that never saw the domain`,
    ...tableOf(domains.domains),
    macroLine(domains),
    ...(Object.keys(short.domains).length > 0
      ? [`The same, 50 to ${LONG - 1} words`, ...tableOf(short.domains), macroLine(short)]
      : []),
    ...(cells
      ? [
          'Neither the domain nor the family of the generator seen',
          ...cells.cells.map(
            (c) =>
              `  ${`${c.domain}, ${c.family}`.padEnd(20)} ${share(c.auroc)} (${c.interval.map(share).join(' – ')})`,
          ),
          `  mean ${share(cells.meanAuroc)}, worst ${share(cells.worstAuroc)}`,
        ]
      : []),
    ...abstentionLines(rows),
  ];
}

function tableOf(domains) {
  return Object.entries(domains).map(
    ([name, d]) =>
      `  ${name.padEnd(14)} AUROC ${share(d.auroc)} (${d.interval.map(share).join(' – ')})  true positives ${percent(d.tprAt5)} at 5 %, ${percent(d.tprAt1)} at 1 %  ${d.human} human, ${d.llm} LLM`,
  );
}

function macroLine({ macroAuroc, macroInterval, worstAuroc, macroTprAt5, macroTprAt1 }) {
  if (macroAuroc === null) return '  no domain with enough texts of both classes';
  return `  macro          AUROC ${share(macroAuroc)} (${macroInterval.map(share).join(' – ')}), worst ${share(worstAuroc)}; true positives ${percent(macroTprAt5)} at 5 %, ${percent(macroTprAt1)} at 1 %`;
}

function abstentionLines(rows) {
  const reasons = {};
  const long = rows.filter((row) => row.words >= LONG);
  for (const { abstained } of long) if (abstained) reasons[abstained] = (reasons[abstained] ?? 0) + 1;
  const told = Object.entries(reasons).map(([reason, n]) => `${reason} ${n}`);
  const short = rows.filter((row) => row.words < 50).length;
  return [
    `Abstained from ${percent(abstainedShare(rows))} of ${long.length} texts of ${LONG} words and more${told.length ? `: ${told.join(', ')}` : ''}; ${short} texts are below 50 words`,
  ];
}

export function abstainedShare(rows) {
  const long = rows.filter((row) => row.words >= LONG);
  return long.filter((row) => row.abstained).length / Math.max(1, long.length);
}

/** What the evaluation on the training texts has to give; the goals of α stand below its own table. */
export function goalLines({ leaveOneDomainOut: domains, domainAndFamilyOut: cells }, rows, calibration) {
  const { falsePositives, recalibration } = calibration;
  const powers = falsePositives.map(({ any }) => any.power).filter((power) => power !== null);
  const power = powers.reduce((a, b) => a + b, 0) / powers.length;
  const worst = (pick) => Math.max(...falsePositives.map(pick));
  const long = recalibration.domains.filter((d) => d.minWords === LONG).map((d) => d.after);
  const mean = long.reduce((a, b) => a + b, 0) / long.length;
  const goals = [
    [domains.macroAuroc >= 0.975, `macro AUROC ${share(domains.macroAuroc)} (0.975)`],
    [domains.worstAuroc >= 0.95, `worst domain ${share(domains.worstAuroc)} (0.95)`],
    [domains.macroTprAt5 >= 0.9, `true positives at 5 % ${share(domains.macroTprAt5)} (0.90)`],
    [cells.meanAuroc >= 0.965, `domain and family out, mean ${share(cells.meanAuroc)} (0.965)`],
    [cells.worstAuroc >= 0.85, `domain and family out, worst ${share(cells.worstAuroc)} (0.85)`],
    [
      worst(({ any }) => any.over) <= 0.05,
      `P(false positives > 7 %) at most ${percent(worst(({ any }) => any.over))} (5 %)`,
    ],
    [
      worst(({ any }) => any.shortest) <= 0.07,
      `on the shortest third at most ${percent(worst(({ any }) => any.shortest))} (7 %)`,
    ],
    [
      worst((d) => d.longestToShortest.rate) <= 0.1,
      `calibrated on the longest, tested on the shortest third at most ${percent(worst((d) => d.longestToShortest.rate))} (10 %)`,
    ],
    [power >= 0.6, `mean true positives ${percent(power)} (60 %)`],
    [mean >= 0.98, `120 labelled rows: macro AUROC ${share(mean)} (0.98)`],
    [Math.min(...long) >= 0.965, `120 labelled rows: worst domain ${share(Math.min(...long))} (0.965)`],
    [
      abstainedShare(rows) <= 0.1,
      `abstained from ${percent(abstainedShare(rows))} of texts of ${LONG} words and more (10 %)`,
    ],
  ];
  return ['Goals', ...goals.map(([holds, text]) => `  ${holds ? 'holds ' : 'MISSED'} ${text}`)];
}
