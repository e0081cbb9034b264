// What is measured when only the core is asked for, and what that leaves as it is.
import { expect, it } from 'vitest';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
import { initView } from '../../../src/engine/run.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import { expectedGrams, planTables } from '../../../src/runtime/inspect/tables.ts';
import type { MergedViews } from '../../../src/runtime/tasks/merge.ts';
import { corpusFile, inspectFiles } from '../../helpers/inspect.ts';
import { envOf } from '../../property/engine/support.ts';

const CORE =
  'samples words sentences types bytes mattr distinct-1 distinct-2 distinct-3 distinct-4 entropy hapax-share novelty';
const SEED = 7;

/** A corpus with every kind of finding, large enough for values at equal words and for several blocks. */
const path = corpusFile('instructions.jsonl', `${generateInstructions(SEED).rows.join('\n')}\n`);
const inspect = (metrics: 'core' | 'all', jobs = 2) => inspectFiles([path], { metrics, blockBytes: 65_536 }, jobs);

const rowsOf = ({ columns, findings, clusters, near }: Inspection) => ({
  columns: Object.fromEntries(
    // The core has no traits.
    Object.entries(columns).flatMap(([name, c]) =>
      name === 'traits' ? [] : [[name, typeof c === 'number' ? c : Array.from((c ?? []) as Float32Array)]],
    ),
  ),
  findings,
  clusters,
  near: [...near],
});

it('the core has its metrics with the same values, no others, and the same rows and findings', async () => {
  const [core, all] = [await inspect('core'), await inspect('all')];
  expect(Object.keys(core.report.views)).toEqual(Object.keys(all.report.views));
  for (const [view, { metrics, languages, groups, traits }] of Object.entries(core.report.views)) {
    expect(Object.keys(metrics).sort()).toEqual(CORE.split(' ').sort());
    for (const [id, { value, detail, drawn, at }] of Object.entries(metrics)) {
      const other = all.report.views[view]?.metrics[id];
      expect({ id, value, detail, drawn }).toEqual({ id, ...pick(other) });
      expect(at).toBeUndefined();
    }
    expect([languages, groups, traits]).toEqual([undefined, undefined, undefined]);
  }
  expect(rowsOf(core)).toEqual(rowsOf(all));
  expect(core.report.findings).toEqual(all.report.findings);
  expect([core.columns.traits, all.columns.traits?.state.length]).toEqual([null, all.columns.length]);
  expect([core.report.settings.metrics, all.report.settings.metrics]).toEqual(['core', 'all']);
}, 60_000);

const pick = (m: { value: unknown; detail?: unknown; drawn?: unknown } | undefined) => ({
  value: m?.value,
  detail: m?.detail,
  drawn: m?.drawn,
});

it('the core is the same however many workers measure it', async () => {
  const [one, three] = (await Promise.all([inspect('core', 1), inspect('core', 3)])).map((inspection) => {
    const { timing: _, ...report } = inspection.report;
    return JSON.stringify(report);
  });
  expect(three === one).toBe(true);
}, 60_000);

it('groups are refused with the core, in a sentence', async () => {
  await expect(inspectFiles([path], { metrics: 'core', by: 'source' })).rejects.toThrow(/measure all metrics/);
});

it('large corpora plan no tables for folds that do not run', () => {
  const view = initView(envOf(1 << 12, { metrics: 'core' }));
  expect(Object.keys(view.states).filter((id) => /^[a-z]+[A-Z]|^unigrams|^counts/.test(id))).toEqual([
    'counts',
    'unigrams',
    'wordGrams',
  ]);
  const merged: MergedViews = [['text', view]];
  const tables = planTables(expectedGrams(merged, 10), 1e6, 100);
  expect(Object.keys(tables.text ?? {})).toEqual(['words4', 'words23']);
});
