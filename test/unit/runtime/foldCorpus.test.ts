// The first pass of a large corpus: shared tables that were too small or that a crash spoiled are not used.
import { expect, it } from 'vitest';
import { initView } from '../../../src/engine/run.ts';
import { addGram } from '../../../src/engine/sketch/gramTable.ts';
import type { WordGrams } from '../../../src/engine/tallies/wordGrams.ts';
import { mix } from '../../../src/engine/text/hash.ts';
import { foldCorpus } from '../../../src/runtime/inspect/foldCorpus.ts';
import type { Passes } from '../../../src/runtime/inspect/passes.ts';
import { settingsOf } from '../../../src/runtime/settings.ts';
import { envOf, type Job } from '../../../src/runtime/tasks/job.ts';

const MIB = 1 << 20;
const job = {
  sources: [],
  plans: [
    {
      bytes: 64 * MIB,
      blocks: Array.from({ length: 64 }, (_, i) => ({ block: i, start: i * MIB, end: (i + 1) * MIB })),
    },
  ],
  blocks: Array.from({ length: 64 }, (_, block) => ({ file: 0, block })),
  maxSlots: 1 << 16,
  level: 0,
  curveLevel: 0,
  drawnBlocks: null,
  range: null,
} as unknown as Job;

/** Passes whose fold adds `grams` different word 4-grams, and that crash as often as `crashes` says. */
function passes(grams: number, crashes: number[]) {
  const jobs: Job[] = [];
  const view = (given: Job, n: number) => {
    const state = initView(envOf(given, 'text'));
    const { table } = state.states.wordGrams as WordGrams;
    for (let i = 1; i <= n; i++) addGram(table, mix(i), mix(~i), 4);
    return state;
  };
  const fake = {
    crashes: 0,
    overDrawn: async () => [{ views: [['text', view(job, 100)]] }],
    overCorpus: async (_phase: string, _task: string, given: Job) => {
      jobs.push(given);
      fake.crashes += crashes.shift() ?? 0;
      return [{ views: [['text', view(given, grams)]], blocks: [] }];
    },
    one: async (_task: string, { parts }: { parts: unknown[][] }) => parts.flat(),
  };
  return { jobs, passes: fake as unknown as Passes };
}

it('fills tables that all workers share, as large as drawn blocks say', async () => {
  const run = passes(1000, []);
  await foldCorpus(run.passes, job, settingsOf({}), null);
  expect(run.jobs.map((j) => j.tables?.text?.words4.slots)).toEqual([1 << 16]);
});

it('takes larger tables where these turn out too small', async () => {
  const run = passes(100_000, []);
  const { merged } = await foldCorpus(run.passes, job, settingsOf({}), null);
  expect(run.jobs.length).toBeGreaterThan(1);
  const { table } = merged[0]![1].states.wordGrams as WordGrams;
  expect(table.sizes[3]).toBe(100_000);
});

it('counts again without sharing when a worker crashed, or its samples would count twice', async () => {
  const run = passes(1000, [1]);
  const { merged } = await foldCorpus(run.passes, job, settingsOf({}), null);
  expect(run.jobs.map((j) => j.tables !== undefined)).toEqual([true, false]);
  expect((merged[0]![1].states.wordGrams as WordGrams).table.fixed).toBeUndefined();
});
