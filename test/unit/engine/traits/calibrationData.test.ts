// Calibrations of real human texts by the product's own reader: the promised rate, on short rows too.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/engine/statistics/random.ts';
import type { CalibrationRows } from '../../../../src/engine/traits/calibration/calibration.ts';
import { columnsOf, type MeasuredRow, measureRow } from '../../../../src/engine/traits/calibration/collect.ts';
import { judge } from '../../../../src/engine/traits/calibration/judge.ts';
import { dataPath, describeWithData } from '../../../helpers/data.ts';
import { tools } from '../../../helpers/tools.ts';

const DOMAINS = ['review', 'fiction', 'dialogue', 'tech-doc'];
const MOST = 350;
const DRAWS = 60;

describeWithData('calibrated on 75 human rows', () => {
  const rows = new Map<string, MeasuredRow[]>();
  let seconds = 0;
  beforeAll(() => {
    const lines = gunzipSync(readFileSync(dataPath('train', 'train_en.jsonl.gz')))
      .toString()
      .trim()
      .split('\n');
    const texts = lines.map((line) => JSON.parse(line) as { domain: string; label: string; text: string });
    const measuring = { reader: tools.traits(), guessLanguage: () => null, cut: true };
    const start = performance.now();
    for (const domain of DOMAINS) {
      const human = texts.filter((row) => row.label === 'human' && row.domain === domain).slice(0, MOST);
      const measured = human.map(({ text }) => measureRow([{ text }], '', measuring));
      rows.set(
        domain,
        measured.filter(({ reading }) => reading.abstained === null),
      );
    }
    seconds = (performance.now() - start) / 1000;
  }, 120_000);

  it('reads 500 rows, whole and cut, in less than ten seconds', () => {
    expect((seconds / (DOMAINS.length * MOST)) * 500).toBeLessThan(10);
  });

  it.each(DOMAINS)(
    'keeps the rate on %s, on its shortest third and from its longest to its shortest third',
    (domain) => {
      const all = [...(rows.get(domain) as MeasuredRow[])].sort((a, b) => a.reading.words - b.reading.words);
      const random = seededRandom(5);
      const third = Math.floor(all.length / 3);
      const rates = { any: 0, shortest: 0, across: 0 };
      for (let draw = 0; draw < DRAWS; draw++) {
        const order = shuffled(all, random);
        const judged = judge(calibrationOf(order.slice(0, 75)));
        const test = order.slice(75).sort((a, b) => a.reading.words - b.reading.words);
        rates.any += share(judged, test) / DRAWS;
        rates.shortest += share(judged, test.slice(0, Math.floor(test.length / 3))) / DRAWS;
        const longest = judge(calibrationOf(shuffled(all.slice(-third), random).slice(0, 75)));
        rates.across += share(longest, all.slice(0, third)) / DRAWS;
      }
      expect(rates.any).toBeLessThan(0.05);
      expect(rates.shortest).toBeLessThan(0.07);
      expect(rates.across).toBeLessThan(0.1);
    },
  );
});

function calibrationOf(rows: readonly MeasuredRow[]) {
  const human: CalibrationRows = columnsOf(rows, { from: 'train', field: 'text', groups: null });
  return { format: 'corpus-inspector/calibration', version: 1, model: 'any', rate: 0.05, view: 'text', human } as const;
}

/** Of the rows that are judged, those that are flagged. */
function share(judged: ReturnType<typeof judge>, rows: readonly MeasuredRow[]): number {
  const verdicts = rows.map(({ reading }) => judged.of(reading)).filter(({ verdict }) => verdict !== 'unjudged');
  return verdicts.length === 0 ? 0 : verdicts.filter(({ verdict }) => verdict === 'flag').length / verdicts.length;
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, lot: random() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ value }) => value);
}
