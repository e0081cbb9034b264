// Simulations of real files by real workers.
import './tempRoot.ts';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulationReportSchema } from '../../../src/engine/compare/simulationReport.ts';
import { words as wordsOf } from '../../../src/engine/text/words.ts';
import { type SimulateAsked, simulateCollapse } from '../../../src/runtime/between/simulate.ts';
import { readViewWords, type ViewWordsAsked } from '../../../src/runtime/between/viewWords.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';
import { corpusOf } from '../engine/simulation/support.ts';

let one: WorkerPool;
let two: WorkerPool;
beforeAll(async () => {
  one = await testPool(1);
  two = await testPool(2);
});
afterAll(() => Promise.all([one.close(), two.close()]));

const prompt = (i: number) => `Tell me about the ${['moon', 'sea', 'rain', 'hills'][i % 4]}.`;
const answer = (i: number) =>
  `It’s number ${i}: the ${['old', 'new', 'grey'][i % 3]} word${i % 97} went down to river${i % 31}, and stayed.`;
const texts = Array.from({ length: 600 }, (_, i) => answer(i));
const path = corpusFile(
  'chat.jsonl',
  `${texts.map((response, i) => JSON.stringify({ prompt: prompt(i), response })).join('\n')}\n`,
);
const source = { kind: 'file' as const, path, shown: 'chat.jsonl' };

const asked: SimulateAsked = {
  files: [source],
  model: 'trigram',
  generations: 4,
  modes: ['accumulate', 'replace', 'mix'],
  real: 0.2,
  seed: 3,
  options: {},
};
const simulate = (changes: Partial<SimulateAsked> = {}, pool = two, signal = new AbortController().signal) =>
  simulateCollapse({ ...asked, ...changes }, { pool, signal, onProgress: () => {} });

describe('a simulation', () => {
  it('fits its schema, and tells of the view with most words', async () => {
    const report = v.parse(SimulationReportSchema, await simulate());
    const corpus = corpusOf(texts);
    expect(report).toMatchObject({
      files: ['chat.jsonl'],
      view: 'response',
      model: 'trigram',
      words: corpus.words.length,
      types: corpus.types,
      seed: 3,
      generations: 4,
    });
    expect(report.curves.map(({ mode, real, points }) => [mode, real, points.length])).toEqual([
      ['replace', undefined, 5],
      ['mix', 0.2, 5],
      ['accumulate', undefined, 5],
    ]);
    expect(report.verdict).toMatch(
      /^After 4 generations, replacing keeps \d+ % of the words, mixing in 20 % real text/,
    );
  });

  it('is the same to the byte whatever workers and blocks, and whatever other modes are asked for', async () => {
    const told = JSON.stringify(await simulate({}, one));
    expect(JSON.stringify(await simulate())).toBe(told);
    expect(JSON.stringify(await simulate({ options: { blockBytes: 4096 } }))).toBe(told);
    const alone = await simulate({ modes: ['mix'], options: { blockBytes: 4096 } });
    expect(alone.curves).toEqual([JSON.parse(told).curves[1]]);
    expect((await simulate({ seed: 4, modes: ['mix'] })).curves).not.toEqual(alone.curves);
  });

  it('says how far it is, and can be cancelled', async () => {
    const seen: { step: string; fraction: number }[] = [];
    const { signal } = new AbortController();
    await simulateCollapse(asked, { pool: two, signal, onProgress: (p) => seen.push(p) });
    expect(new Set(seen.map(({ step }) => step))).toEqual(new Set(['reading', 'simulating']));
    expect(seen.map(({ fraction }) => fraction)).toEqual(seen.map(({ fraction }) => fraction).sort((a, b) => a - b));
    expect(seen.at(-1)?.fraction).toBe(1);
    await expect(simulate({}, two, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 50);
    const long = simulate({ generations: 100, modes: ['accumulate'] }, two, stopping.signal);
    await expect(long).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('refuses in a sentence what makes no sense', async () => {
    for (const changes of [
      { generations: 0 },
      { generations: 1.5 },
      { generations: 101 },
      { real: -0.1 },
      { seed: -1 },
    ]) {
      await expect(simulate(changes)).rejects.toMatchObject({ code: 'bad-option' });
    }
    await expect(simulate({ modes: [] })).rejects.toThrow('Name at least one mode: replace, mix, accumulate.');
    await expect(simulate({ view: 'thinking' })).rejects.toMatchObject({ code: 'no-view' });
    const gone = { ...source, path: '/nowhere/x.jsonl' };
    await expect(simulate({ files: [gone] })).rejects.toMatchObject({ code: 'not-found' });
    const signs = corpusFile('signs.txt', '!?\n\n…\n');
    await expect(simulate({ files: [{ kind: 'file', path: signs, shown: 'signs.txt' }] })).rejects.toThrow(
      'signs.txt: no sample has a word of text, response or prompt',
    );
  });
});

describe('the words of a corpus above the budget', () => {
  const read = (changes: Partial<ViewWordsAsked> = {}, pool = two) =>
    readViewWords(
      pool,
      { sources: [source], options: {}, words: 2_000, seed: 1, ...changes },
      { signal: new AbortController().signal, onProgress: () => {} },
    );
  const lengths = texts.map((text) => wordsOf(text).length);

  it('are those of whole samples drawn by hash from everywhere, and the report can say of how many', async () => {
    const { view, corpus, drawn } = await read();
    expect(view).toBe('response');
    expect(drawn).toEqual({
      samples: corpus.starts.length - 1,
      ofSamples: 600,
      words: corpus.words.length,
      ofWords: lengths.reduce((a, b) => a + b, 0),
    });
    expect(corpus.words.length).toBeLessThanOrEqual(2_000);
    expect(corpus.words.length).toBeGreaterThan(2_000 - Math.max(...lengths));
  });

  it('are no head of the file', async () => {
    const halves = Array.from({ length: 600 }, (_, i) =>
      JSON.stringify({ text: `${i < 300 ? 'early' : 'late'} word${i}` }),
    );
    const path = corpusFile('halves.jsonl', halves.join('\n'));
    const { corpus } = await read({ sources: [{ kind: 'file', path, shown: 'halves.jsonl' }], words: 100 });
    const counts = new Uint32Array(corpus.types);
    for (const word of corpus.words) counts[word]!++;
    const often = [...counts].filter((n) => n > 1);
    expect(often).toHaveLength(2);
    // Fewer than 12 of 50 come from one half once in ten thousand seeds.
    expect(Math.min(...often)).toBeGreaterThan(11);
  });

  it('are the same whatever workers and blocks, others with another seed, all of them where there is room', async () => {
    const { corpus } = await read();
    for (const same of [await read({}, one), await read({ options: { blockBytes: 4096 } })]) {
      expect(same.corpus).toEqual(corpus);
    }
    expect((await read({ seed: 2 })).corpus.words).not.toEqual(corpus.words);
    const all = corpusOf(texts);
    for (const words of [all.words.length, 1_000_000]) {
      expect(await read({ words })).toEqual({ view: 'response', corpus: all });
    }
  });

  it('are read of one view where it is named', async () => {
    const { view, drawn } = await read({ view: 'prompt' });
    expect([view, drawn?.ofSamples, drawn?.ofWords]).toEqual(['prompt', 600, 3_000]);
  });

  it('are refused where one sample alone holds more', async () => {
    const long = corpusFile('long.txt', 'word '.repeat(5_000));
    const sources = [{ kind: 'file' as const, path: long, shown: 'long.txt' }];
    await expect(read({ sources })).rejects.toThrow(
      'A sample of 5,000 words was drawn, and 2,000 can be simulated: cut the text into paragraphs or lines, or ask for fewer generations.',
    );
  });
});
