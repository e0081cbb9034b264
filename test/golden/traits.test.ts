// Human texts of the shared corpora: without a calibration none gets a finding, and what is in a language that was not
// measured is not measured.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { dataPath, describeWithData } from '../helpers/data.ts';
import { corpusFile, inspectFiles } from '../helpers/inspect.ts';
import { tools } from '../helpers/tools.ts';

interface Known {
  readonly text: string;
  readonly label: 'human' | 'synthetic';
  readonly lang: string;
}

function rowsOf(name: string): Known[] {
  const lines = gunzipSync(readFileSync(dataPath('train', `${name}.jsonl.gz`))).toString('utf8');
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Known);
}

/** Every n-th, so that all domains are there. */
const EVERY = 5;

describeWithData('human texts', () => {
  it.each(['train_en', 'train_multilingual'])(
    '%s: none gets a finding without a calibration',
    async (name) => {
      const human = rowsOf(name).filter((row, i) => row.label === 'human' && (name !== 'train_en' || i % EVERY === 0));
      const path = corpusFile(`${name}.jsonl`, human.map(({ text }) => JSON.stringify({ text })).join('\n'));
      const { report, findings, columns } = await inspectFiles([path], { traits: 'all' });
      const { traits } = report.views.text!;
      expect(traits!.read).toBe(human.length);
      expect(findings.some((f) => f.kind === 'llm-traits')).toBe(false);
      expect(report.findings.counts).not.toHaveProperty('llm-traits');
      expect(columns.verdicts).toBeNull();
    },
    120_000,
  );

  // The stand-in for the model knows no languages.
  const knowsLanguages = tools.traits().model.name !== 'provisional';
  it.skipIf(!knowsLanguages)('texts in languages that were not measured are not measured', () => {
    const reader = tools.traits();
    const read = rowsOf('train_multilingual').map(({ text, lang }) => ({ lang, ...reader.read([{ text }]) }));
    const measured = read.filter((r) => r.lang !== 'en' && r.abstained === null);
    // A few short texts in Latin letters are taken for English.
    expect(measured.length).toBeLessThanOrEqual(0.02 * read.length);
  });
});
