// The shipped trait model on real texts: which it leaves unmeasured, and how it ranks two sets of abstracts.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { auroc } from '../../src/engine/statistics/auroc.ts';
import { dataPath, describeWithData } from '../helpers/data.ts';
import { newReader } from '../helpers/traitReader.ts';

const reader = newReader();

function texts(...path: string[]): string[] {
  const bytes = readFileSync(dataPath(...path));
  const lines = (path.at(-1)!.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trimEnd().split('\n');
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

describeWithData('the shipped trait model', () => {
  // Three of the 890 are measured: they are English texts among the Chinese and Indonesian ones.
  it('measures at most 1 % of texts in Chinese, Russian and Indonesian', () => {
    const all = texts('train', 'train_multilingual.jsonl.gz');
    const measured = all
      .map((text, line) => ({ line: line + 1, ...reader.read([{ text }]) }))
      .filter((r) => !r.abstained);
    expect(measured.length, `lines ${measured.map((r) => r.line).join(', ')}`).toBeLessThanOrEqual(0.01 * all.length);
  });

  it('leaves at most 10 % of English texts of 100 words and more unmeasured', () => {
    // Every eighth: they are grouped by source.
    const read = texts('train', 'train_en.jsonl.gz')
      .filter((_, i) => i % 8 === 0)
      .map((text) => reader.read([{ text }]))
      .filter((r) => r.words >= 100);
    expect(read.filter((r) => r.abstained).length / read.length).toBeLessThanOrEqual(0.1);
    expect(read.every((r) => Number.isFinite(r.score) === (r.abstained === null))).toBe(true);
  });

  // The model was trained on these abstracts: this finds a broken file, and says nothing of other texts.
  it('ranks the LLM abstracts that it knows above human ones', () => {
    const scores = (name: string) =>
      texts('golden', name)
        .map((text) => reader.read([{ text }]).score)
        .filter(Number.isFinite);
    const human = scores('arxiv_human_100.jsonl');
    const llm = scores('arxiv_llm_100.jsonl');
    expect([human.length > 80, llm.length > 80]).toEqual([true, true]);
    expect(auroc(human, llm).value).toBeGreaterThanOrEqual(0.9);
  });
});
