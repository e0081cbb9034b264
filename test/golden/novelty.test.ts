// The published novelty of the golden corpora: the share of a sample's distinct 4-grams that no other sample holds, with
// boilerplate in the sets. The product leaves boilerplate out, which is asked for here by the same code.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { factsOf } from '../../src/engine/measure.ts';
import { addSample, initView } from '../../src/engine/run.ts';
import { MIN_GRAMS, Scorer } from '../../src/engine/scoring/score.ts';
import { type Prepared, Preparer } from '../../src/engine/text/prepare.ts';
import { dataPath, describeWithData, hasData } from '../helpers/data.ts';
import { inspectFiles } from '../helpers/inspect.ts';
import { envOf } from '../property/engine/support.ts';

const golden: Record<string, Record<string, number>> = hasData
  ? JSON.parse(readFileSync(dataPath('golden', 'values.json'), 'utf8'))
  : {};

/** What the product says of the same corpora, without boilerplate: stated in docs/metrics.md beside the published ones. */
const WITHOUT_BOILERPLATE = { arxiv_human_100: '0.9788', arxiv_llm_100: '0.9266' };

for (const corpus of ['arxiv_human_100', 'arxiv_llm_100'] as const) {
  describeWithData(`novelty in ${corpus}`, () => {
    /** Scores of all samples where boilerplate begins at 1 % of `samples`: of infinitely many nothing is. */
    const scores = (samples?: number) => {
      const env = envOf(1 << 18);
      const view = initView(env);
      const preparer = new Preparer();
      const lines = readFileSync(dataPath('golden', `${corpus}.jsonl`), 'utf8')
        .trimEnd()
        .split('\n');
      const eachSample = <T>(visit: (x: Prepared) => T): T[] =>
        lines.map((line) =>
          visit(preparer.prepare({ file: 0, block: 0 }, 'text', [{ text: JSON.parse(line).text, path: [] }])),
        );
      eachSample((x) => addSample(view, x, env));
      const facts = factsOf(view);
      const scorer = new Scorer({ ...facts, samples: samples ?? facts.samples });
      return eachSample((x) => {
        const { novelty, grams } = scorer.score(x, false);
        return { novelty, grams };
      });
    };
    const mean = (list: readonly { novelty: number }[]) => list.reduce((sum, s) => sum + s.novelty, 0) / list.length;
    const least = (list: readonly { novelty: number }[]) => Math.min(...list.map((s) => s.novelty));

    it('equals mean_novelty_4gram_sets and min_novelty to the printed digits where boilerplate stays in', () => {
      const whole = scores(Number.POSITIVE_INFINITY);
      expect(whole).toHaveLength(100);
      expect(mean(whole).toFixed(4)).toBe(golden[corpus]?.mean_novelty_4gram_sets?.toFixed(4));
      expect(least(whole).toFixed(4)).toBe(golden[corpus]?.min_novelty?.toFixed(4));
      // So the least number of 4-grams, which the definition does not know, leaves nobody out.
      expect(Math.min(...whole.map((s) => s.grams))).toBeGreaterThanOrEqual(MIN_GRAMS);
    });

    it('is a little higher where boilerplate is left out, as the report does', async () => {
      const list = scores();
      const { report } = await inspectFiles([dataPath('golden', `${corpus}.jsonl`)], { metrics: 'core' });
      expect(report.views.text?.metrics.novelty?.value).toBeCloseTo(mean(list), 6);
      expect(mean(list).toFixed(4)).toBe(WITHOUT_BOILERPLATE[corpus]);
      // The least novel sample holds no boilerplate.
      expect(least(list).toFixed(4)).toBe(golden[corpus]?.min_novelty?.toFixed(4));
    });
  });
}
