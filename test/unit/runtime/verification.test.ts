// Verification in whole inspections: verdicts, findings, the report, what follows from them, and what costs nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawSpan } from '../../../src/formats/positions.ts';
import { readSample } from '../../../src/formats/readBlock.ts';
import type { InspectOptions, RowFilter } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { createEngineService } from '../../../src/runtime/process/engineService.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await testPool(2);
});
afterAll(() => pool.close());

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gus', 'Hana'];
/** Every third answer holds a sum; those whose number is in `wrong` hold a wrong one. */
function rows(n: number, wrong: readonly number[]) {
  return Array.from({ length: n }, (_, i) => {
    const [a, b] = [3 + (i % 37), 5 + (i % 11)];
    const said = a * b + (wrong.includes(i) ? 3 : 0);
    const who = NAMES[i % NAMES.length];
    const sum =
      i % 3 === 0 ? `${who} counts "each" bag: ${a} × ${b} = ${said}.\nThat makes ${said} for story ${i}.` : '';
    return {
      prompt: `Tell story ${i} about ${who}.`,
      response: sum || `${who} walks to the river in story ${i}.`,
      n: i,
    };
  });
}
const ROWS = rows(90, [12, 60]);
const path = corpusFile('sums.jsonl', ROWS.map((row) => JSON.stringify(row)).join('\n'));
const plain = corpusFile(
  'plain.jsonl',
  rows(90, [])
    .filter(({ n }) => n % 3)
    .map((row) => JSON.stringify(row))
    .join('\n'),
);

const hooks = { signal: new AbortController().signal, onProgress: () => {} };
const FAST: InspectOptions = { metrics: 'core', verify: 'auto' };
const inspect = (options: InspectOptions = FAST, file = path, more = {}) =>
  inspectCorpus({ sources: [{ kind: 'file', path: file, shown: 'sums.jsonl' }], options }, pool, { ...hooks, ...more });
const failed = ({ findings }: Inspection) => findings.filter((f) => f.kind === 'verification-failed');

describe('an inspection', () => {
  it('verifies every sample, and tells what failed with its place', async () => {
    const inspection = await inspect();
    expect(inspection.report.verification).toMatchObject({ samples: 90, verified: 28, failed: 2, notCheckable: 60 });
    expect(inspection.report.findings.counts['verification-failed']).toBe(2);
    const [first, second] = failed(inspection);
    expect(first).toMatchObject({ line: 13, view: 'response', related: [] });
    expect(first?.message).toMatch(/^Verification failed: 15 × 6 is 90, not 93\b/);
    expect(second?.line).toBe(61);
    const { path: at, start, end } = first?.span ?? { path: [], start: 0, end: 0 };
    expect(at).toEqual(['response']);
    expect(ROWS[12]?.response.slice(start, end)).toContain('15 × 6 = 93');
  });

  it('gives both rows of a sample its verdict', async () => {
    const { columns } = await inspect();
    const verdicts = columns.checks?.verdict as Uint8Array;
    for (let row = 0; row < columns.length; row++) expect(verdicts[row]).toBe(verdicts[columns.sample[row] as number]);
    expect([verdicts[0], verdicts[2], verdicts[24]]).toEqual([1, 0, 2]);
  });

  it('says the same whatever blocks and workers', async () => {
    const whole = await inspect();
    const parts = await inspect({ ...FAST, blockBytes: 1024 });
    expect(parts.report.verification).toEqual(whole.report.verification);
    expect(parts.columns.checks).toEqual(whole.columns.checks);
    expect(failed(parts)).toEqual(failed(whole));
  });

  it('reads nothing once more where no verifier applies, and leaves the report as it is', async () => {
    const { report, columns } = await inspect(FAST, plain);
    expect(report).not.toHaveProperty('verification');
    expect(columns.checks).toBeUndefined();
    expect(report.timing.tasks).toHaveProperty('detectChecks');
    expect(report.timing.tasks).not.toHaveProperty('checks');
    expect(report.settings.verify).toBe('auto');
  });

  it('says of verifiers that were asked for by name when they have nothing to check', async () => {
    const { report } = await inspect({ ...FAST, verify: ['arithmetic'] }, plain);
    expect(report.verification).toMatchObject({ samples: 60, verified: 0, failed: 0, notCheckable: 60, verifiers: [] });
    expect(report.verification?.notes).toEqual(['Nothing to check for arithmetic in any sample.']);
  });

  it.each<[string, InspectOptions, object]>([
    ['in the core, unless it is asked for', { metrics: 'core' }, {}],
    ['where it is not wanted', { metrics: 'core', verify: 'none' }, {}],
    ['where only metrics are measured', FAST, { onlyMetrics: true }],
  ])('leaves verification out %s', async (_, options, more) => {
    const { report, columns } = await inspect(options, path, more);
    expect(report).not.toHaveProperty('verification');
    expect(columns.checks).toBeUndefined();
    expect(report.timing.tasks).not.toHaveProperty('detectChecks');
  });

  it('refuses a verifier that there is not', async () => {
    await expect(inspect({ verify: ['sums'] })).rejects.toThrow('"sums" is no verifier: choose auto, none or some of');
  });

  it('states a schema by its hash', async () => {
    const { report } = await inspect({ ...FAST, verification: { schema: { type: 'object' }, answer: 'n' } }, plain);
    expect(report.settings.verification).toEqual({ answer: 'n', schema: expect.stringMatching(/^[0-9a-f]{16}$/) });
  });
});

describe('the keeper policy verified', () => {
  const words = Array.from({ length: 90 }, (_, i) => `word${(i * 7919) % 1009}`);
  const vary = (at: number, end: string) => `${words.map((w, i) => (i === at ? `edit${at}` : w)).join(' ')} ${end}`;
  const near = [
    { response: vary(10, '3 × 4 = 13.') },
    { response: vary(30, 'No sum.') },
    { response: vary(50, 'No sum.'), verified: true },
    { response: vary(70, '3 × 4 = 12.') },
  ];
  const keeperOf = async (kept: readonly object[], verify: InspectOptions['verify']) => {
    const text = kept.map((row, i) => JSON.stringify({ prompt: `Prompt ${i} of its own.`, ...row })).join('\n');
    const options = { metrics: 'core', keeper: 'verified', verify } as const;
    const { clusters, columns } = await inspect(options, corpusFile('near.jsonl', text));
    return columns.line[clusters[0]?.keeper as number];
  };

  it('keeps what is verified, else what is not checkable with the field before without, and what failed last', async () => {
    expect(await keeperOf(near, 'auto')).toBe(4);
    const [wrong, plainOne, stated] = near as [object, object, object];
    expect(await keeperOf([wrong, plainOne, stated], 'auto')).toBe(3);
    expect(await keeperOf([wrong, plainOne], 'auto')).toBe(2);
  });

  it('reads the field alone where nothing was verified', async () => {
    expect(await keeperOf(near, 'none')).toBe(3);
  });
});

describe('the engine', () => {
  const context = { signal: new AbortController().signal, progress: () => {} };
  const service = () => createEngineService({ pool, inspectCorpus, readSample, rawSpan, viewCandidates: () => [] });
  const opened = async () => {
    const api = service();
    const files = [{ kind: 'path' as const, path }];
    await api.inspect({ corpus: 'c', files, options: { ...FAST, traits: 'none' } }, context);
    const sort = { by: 'line' as const, descending: false };
    const page = (filter: RowFilter) => api.page({ corpus: 'c', offset: 0, limit: 200, sort, filter }, context);
    return { api, page };
  };

  it('filters rows by verdict and by their place in the crossing', async () => {
    const { page } = await opened();
    expect((await page({ verdict: 'failed', view: 'response' })).rows.map((r) => r.line)).toEqual([13, 61]);
    expect((await page({ verdict: 'failed' })).total).toBe(4);
    expect((await page({ verdict: 'verified' })).total).toBe(56);
    expect((await page({ verdict: 'not checkable' })).rows.every((r) => r.verdict === 'not checkable')).toBe(true);
    const cell = { traits: 'not scored', novelty: 'novel' } as const;
    expect((await page({ verdict: 'failed', crossing: cell })).total).toBe(4);
    expect((await page({ crossing: { traits: 'high' } })).total).toBe(0);
  });

  it('shows every check of a sample with its reason, and underlines the failed one', async () => {
    const { api, page } = await opened();
    const [row] = (await page({ verdict: 'failed', view: 'response' })).rows;
    const { verification, details } = await api.detail({ corpus: 'c', row: row!.row }, context);
    expect(verification).toMatchObject({ verdict: 'failed', more: 0 });
    expect(verification?.checks[0]).toMatchObject({ verifier: 'arithmetic', verdict: 'failed' });
    expect(verification?.checks[0]?.quote).toContain('15 × 6 = 93');
    expect(details.map((d) => d.kind)).toContain('verification-failed');
    const found = await api.findings({ corpus: 'c', file: 0, max: 1000 }, context);
    const placed = found.findings.find((f) => f.kind === 'verification-failed' && f.line === 13);
    const line = JSON.stringify(ROWS[12]);
    expect(line.slice(placed?.startColumn, placed?.endColumn)).toContain('15 × 6 = 93');
    expect(line.slice(placed?.startColumn, placed?.endColumn).length).toBeLessThan(25);
  });
});
