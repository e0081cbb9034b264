// Published numbers and directions of the drawn metrics on the golden corpora, and languages on texts whose language is known.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { DrawnSample } from '../../src/engine/metric.ts';
import { requestsOf } from '../../src/engine/metrics/verbObjects.ts';
import { DRAWN_METRICS } from '../../src/engine/registry.ts';
import { languagesOf } from '../../src/engine/text/languages.ts';
import { dataPath, describeWithData, hasData } from '../helpers/data.ts';
import { tools } from '../helpers/tools.ts';

function rows(...path: string[]): Record<string, string>[] {
  const bytes = readFileSync(dataPath(...path));
  const text = (path[path.length - 1]?.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const samplesOf = (list: readonly Record<string, string>[], field: string): DrawnSample[] =>
  list.map((row, index) => ({ index, segments: [row[field] ?? ''] }));

const measure = (id: string, samples: readonly DrawnSample[], of = samples.length) => {
  const metric = DRAWN_METRICS.find((m) => m.id === id);
  if (!metric) throw new Error(`There is no drawn metric ${id}.`);
  return metric.measure(samples, of, tools);
};

describeWithData('drawn metrics on the golden corpora', () => {
  const golden = hasData ? JSON.parse(readFileSync(dataPath('golden', 'values.json'), 'utf8')) : {};
  const corpora = ['arxiv_human_100', 'arxiv_llm_100'] as const;
  const samples = hasData ? corpora.map((name) => samplesOf(rows('golden', `${name}.jsonl`), 'text')) : [];

  it.each([0, 1])('homogenisation equals the published number to the printed digits (%i)', (i) => {
    const { value, drawn, interval } = measure('homogenisation', samples[i] as DrawnSample[]);
    expect(value?.toFixed(4)).toBe(golden[corpora[i] as string].rougeL_homogenisation.toFixed(4));
    expect([drawn, interval]).toEqual([undefined, undefined]);
  });

  it.each(['homogenisation', 'self-bleu', 'vendi', 'pos-templates'])(
    '%s says that the human abstracts are more diverse',
    (id) => {
      const [human, llm] = samples.map((list) => measure(id, list).value) as [number, number];
      const better = DRAWN_METRICS.find((metric) => metric.id === id)?.about.better;
      if (better === 'higher') expect(human).toBeGreaterThan(llm);
      else expect(human).toBeLessThan(llm);
    },
  );

  it('homogenisation of halves of the human abstracts mostly lies in the interval of the other half', () => {
    const list = samples[0] as DrawnSample[];
    const truth = measure('homogenisation', list).value as number;
    let covered = 0;
    for (let draw = 0; draw < 20; draw++) {
      const some = list.filter((_, i) => (Math.imul(i + 1, 2654435761) ^ Math.imul(draw + 1, 40503)) % 2 === 0);
      const [low, high] = measure('homogenisation', some, list.length).interval as [number, number];
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(16);
  });
});

describeWithData('languages of texts whose language is known', () => {
  const told = (list: readonly Record<string, string>[], code: string) =>
    languagesOf(samplesOf(list, 'text'), tools).find((language) => language.code === code)?.share ?? 0;

  it.each([
    ['zh', 'zh', 0.97],
    ['ru', 'ru', 0.99],
    // The library has no Indonesian: it finds Malay.
    ['id', 'ms', 0.99],
  ])('%s is found as %s', (lang, code, least) => {
    const list = rows('train', 'train_multilingual.jsonl.gz').filter((row) => row.lang === lang);
    expect(told(list, code)).toBeGreaterThanOrEqual(least);
  });

  it('en is found as en', () => {
    expect(
      told(
        rows('train', 'train_en.jsonl.gz')
          .slice(0, 3000)
          .filter((_, i) => i % 10 === 0),
        'en',
      ),
    ).toBeGreaterThan(0.98);
  });
});

describeWithData('requests of the instruction sets', () => {
  it.each([
    ['instruct_human_seed_tasks.jsonl', 0.7],
    ['instruct_alpaca_fields.jsonl', 0.7],
  ])('most rows of %s have a verb with an object', (file, least) => {
    const list = samplesOf(rows('demo', file), 'instruction');
    const found = requestsOf(list, tools).filter((request) => request !== null);
    expect(found.length / list.length).toBeGreaterThan(least);
  });

  it('the human tasks ask for more different things than the generated ones', () => {
    const [human, generated] = ['instruct_human_seed_tasks.jsonl', 'instruct_alpaca_fields.jsonl'].map(
      (file) => measure('verb-objects', samplesOf(rows('demo', file), 'instruction')).value,
    ) as [number, number];
    expect(human).toBeGreaterThan(generated);
  });
});
