// `simulate` as a person runs it, on a sample of the project.
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { SimulationReportSchema } from '../../../src/engine/compare/simulationReport.ts';
import { runCli } from './cliBundle.ts';

it('shows three modes in their order, the same whatever workers', async () => {
  const args = ['simulate', 'samples/instructions.jsonl', '--generations', '6'];
  const [shown, one, two] = await Promise.all([
    runCli(args),
    runCli([...args, '--format', 'json', '--jobs', '1']),
    runCli([...args, '--format', 'json', '--jobs', '2', '--block-size', '16K']),
  ]);
  expect([shown.code, shown.stderr]).toEqual([0, '']);
  expect(shown.stdout).toMatch(/^samples\/instructions\.jsonl {3}response, [\d,]+ words, [\d,]+ different/);
  expect(shown.stdout).toMatch(/accumulate {2}100 %\n/);
  expect(two).toEqual(one);
  const { curves, view } = v.parse(SimulationReportSchema, JSON.parse(one.stdout));
  expect(view).toBe('response');
  const [replace, mix, accumulate] = curves.map(({ points }) => points.at(-1)?.typesKept ?? 0);
  expect(replace).toBeLessThan(mix as number);
  expect(mix).toBeLessThan(accumulate as number);
  expect(accumulate).toBe(1);
});
